# Set a file's flags and quota project by ioctl and by the new calls for it, on what can be opened for reading.
import ctypes
import fcntl
import os
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True)
open("own", "w").write("mine")
for path in (f"{BAIT}/gradebook.db", f"{BAIT}/secret.txt", BAIT, "..", "../zygote.log", os.__file__, sys.modules["torch"].__file__, "own", "."):
    for flags in (os.O_RDONLY, os.O_PATH):
        try:
            opened = os.open(path, flags)
        except OSError:
            continue
        for number, data in ((0x40086602, struct.pack("<l", 0x10 | 0x20)), (0x401C5820, struct.pack("<IIIII8x", 0x8 | 0x10, 0, 7, 7, 0)), (0x40086604, b"\0" * 8)):
            try:
                fcntl.ioctl(opened, number, data)
            except OSError:
                pass
    libc.syscall(469, -100, path.encode(), (ctypes.c_uint64 * 3)(0x18, 0, 0), 24, 0)  # file_setattr
