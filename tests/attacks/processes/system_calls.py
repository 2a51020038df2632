# Ask the kernel directly: a new namespace, a mount, another root, io_uring, a memory file to run.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.unshare(0x10000000 | 0x20000)
libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)
libc.chroot(b"/")
libc.setns(3, 0)
libc.syscall(425, 8, None)  # io_uring_setup
libc.syscall(321, 5, None, 0)  # bpf
libc.syscall(248, b"user", b"x", None, 0, 0)  # add_key
libc.personality(0x0040000)
memory = libc.syscall(319, b"x", 0)  # memfd_create
for path in ("/bin/sh", "/bin/su", "/usr/bin/python3", f"/proc/self/fd/{memory}"):
    try:
        os.execv(path, [path, "-c", "touch /tmp/threes-and-sevens-attack-exec"])
    except OSError:
        pass
