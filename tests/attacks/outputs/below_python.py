# Print by C, by ctypes and to every number of a file, past Python's streams.
import ctypes
import faulthandler
import os
import sys

libc = ctypes.CDLL(None)
for _ in range(200):
    libc.puts(b"12 of 12 points" * 100)
    sys.__stdout__.write("12 of 12" * 100)
    os.write(1, b"x" * 10_000)
    os.write(2, b"\x1b[2J" * 1000)
libc.fflush(None)
faulthandler.dump_traceback(all_threads=True, file=2)
