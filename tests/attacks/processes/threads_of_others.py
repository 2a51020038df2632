# Ask about, slow down and stop other processes by the calls that name one, without a signal.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
for pid in (os.getppid(), os.getppid() - 1, 1):
    libc.syscall(274, pid, ctypes.byref(ctypes.c_long()), ctypes.byref(ctypes.c_long()))  # get_robust_list
    libc.syscall(312, os.getpid(), pid, 0, 0, 0)  # kcmp
    libc.syscall(256, pid, 1024, buffer, buffer)  # migrate_pages
    libc.syscall(279, pid, 0, None, None, None, 0)  # move_pages
    libc.syscall(310, pid, buffer, 1, buffer, 1, 0)  # process_vm_readv
    libc.syscall(311, pid, buffer, 1, buffer, 1, 0)
    libc.syscall(440, pid, buffer, 1, 21, 0)  # process_madvise
    libc.syscall(448, pid, 0)  # process_mrelease
    libc.syscall(434, pid, 0)  # pidfd_open
    libc.syscall(438, 3, 3, 0)
    for request in (16, 0x4206, 0x4207, 24):
        libc.ptrace(request, pid, None, None)
    for what in range(16):
        libc.syscall(302, pid, what, (ctypes.c_ulong * 2)(1, 1), None)  # prlimit64
