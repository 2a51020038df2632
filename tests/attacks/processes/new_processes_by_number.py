# Start a process by every call that can, with flags that look like a thread's.
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
me = os.getpid()
for flags in (17, 0x8000 | 17, 0x4000 | 0x100 | 17, 0x10000000 | 17, 0x20000000, 0x00010000 | 17, 0x00010000 | 0x800 | 17, 0x2000000 | 17):
    if libc.syscall(56, flags, None, None, None, None) == 0 and os.getpid() != me:
        os._exit(0)
    arguments = struct.pack("<11Q", flags & ~0xFF, 0, 0, 0, flags & 0xFF, 0, 0, 0, 0, 0, 0)
    if libc.syscall(435, arguments, len(arguments)) == 0 and os.getpid() != me:
        os._exit(0)
for number in (57, 58):
    if libc.syscall(number) == 0 and os.getpid() != me:
        open("/tmp/threes-and-sevens-attack-forked", "w")
        os._exit(0)
