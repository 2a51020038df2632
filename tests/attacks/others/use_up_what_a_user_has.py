# Take what the kernel counts for each user: signals, timers, watches, pipes.
import ctypes
import fcntl
import os
import select
import signal

libc = ctypes.CDLL(None, use_errno=True)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGRTMIN})
for _ in range(100_000):
    if libc.sigqueue(os.getpid(), int(signal.SIGRTMIN), None) != 0:
        break
for _ in range(100_000):
    if libc.syscall(222, 1, None, ctypes.byref(ctypes.c_int())) != 0:
        break
for _ in range(100):
    libc.inotify_init1(0)
for _ in range(60):
    try:
        read, write = os.pipe()
        fcntl.fcntl(read, 1031, 1 << 20)  # F_SETPIPE_SZ
        os.set_blocking(write, False)
        os.write(write, bytes(1 << 20))
    except OSError:
        break
