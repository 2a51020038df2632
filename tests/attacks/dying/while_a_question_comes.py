# Die between two questions, from a thread, with the signals of a machine that shuts down.
import ctypes
import struct
import threading

libc = ctypes.CDLL(None, use_errno=True)
get_ipython().input_transformers_cleanup.append(lambda lines: [])


def soon():
    timer = ctypes.c_int()
    libc.syscall(222, 1, struct.pack("<Qii", 0, 9, 0) + bytes(48), ctypes.byref(timer))
    libc.syscall(223, timer, 0, (ctypes.c_long * 4)(0, 0, 0, 20_000_000), None)  # in 20 ms


threading.Timer(0.01, soon).start()
