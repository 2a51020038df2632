# Have a timer send the signal to a thread of somebody else's.
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
for pid in (os.getppid(), 1, os.getppid() + 1):
    for number in (9, 15, 19):
        event = struct.pack("<Qiii", 0, number, 4, pid) + bytes(44)  # SIGEV_THREAD_ID
        timer = ctypes.c_int()
        if libc.syscall(222, 1, event, ctypes.byref(timer)) == 0:
            libc.syscall(223, timer, 0, (ctypes.c_long * 4)(0, 0, 0, 1000), None)
