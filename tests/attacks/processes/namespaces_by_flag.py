# A namespace of one's own, one flag after another and all together, and what root may in it.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x20000000, 0x40000000, 0x00000080, 0x10020000, 0x7E020080):
    if libc.unshare(flag) == 0 or libc.syscall(272, flag) == 0:
        print("learned-by-attack", hex(flag))
        libc.mount(b"tmpfs", b".", b"tmpfs", 0, None)
        libc.sethostname(b"attack", 6)
for fd in range(64):
    libc.setns(fd, 0)
libc.syscall(155, b".", b".")  # pivot_root
libc.syscall(161, b".")
libc.syscall(428, -100, b"/", 1)  # open_tree
libc.syscall(430, b"tmpfs", 0)
libc.syscall(467, -100, b"/", 1, None, 0)
