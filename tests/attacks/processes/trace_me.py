# Let the parent trace this process: every signal then stops it.
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
for request in (0, 16, 0x4206):
    libc.ptrace(request, 0, None, None)
    libc.syscall(101, request, os.getppid(), 0, 0)
libc.prctl(0x59616D61, ctypes.c_ulong(2**64 - 1), 0, 0, 0)  # PR_SET_PTRACER, any
libc.prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE
libc.prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
os.kill(os.getpid(), signal.SIGWINCH)
