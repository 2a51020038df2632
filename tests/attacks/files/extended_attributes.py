# Hang attributes on what isn't one's own: access lists among them.
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
everybody = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", tag, 7, 2**32 - 1) for tag in (1, 4, 16, 32))
for path in (BAIT, f"{BAIT}/gradebook.db", f"{BAIT}/secret.txt", f"{BAIT}/submitted", "../zygote.log", ".."):
    for name, value in (("user.attack", b"x"), ("system.posix_acl_access", everybody), ("system.posix_acl_default", everybody), ("trusted.attack", b"x"), ("security.capability", b"x" * 20)):
        for attempt in (
            lambda: os.setxattr(path, name, value),
            lambda: os.setxattr(path, name, value, follow_symlinks=False),
            lambda: os.setxattr(os.open(path, os.O_RDONLY), name, value),
            lambda: libc.syscall(188, path.encode(), name.encode(), value, len(value), 0),
            lambda: libc.syscall(463, -100, path.encode(), 0, name.encode(), (ctypes.c_uint64 * 2)(id(value), len(value)), 16),  # setxattrat
            lambda: os.removexattr(path, name),
        ):
            try:
                attempt()
            except Exception:
                pass
