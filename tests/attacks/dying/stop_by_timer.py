# SIGSTOP from a timer, in each call: neither dead nor alive.
import ctypes
import struct
import time

libc = ctypes.CDLL(None, use_errno=True)
event = struct.pack("<Qii", 0, 19, 0) + bytes(48)
timer = ctypes.c_int()
libc.syscall(222, 1, event, ctypes.byref(timer))
libc.syscall(223, timer, 0, (ctypes.c_long * 4)(0, 0, 0, 1000), None)
time.sleep(0.1)
