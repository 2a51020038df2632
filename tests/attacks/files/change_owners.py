# Give what isn't one's own to somebody else, or to oneself.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
me, group = os.getuid(), os.getgid()
for path in (BAIT, f"{BAIT}/gradebook.db", f"{BAIT}/secret.txt", "../zygote.log", ".."):
    for uid, gid in ((me, group), (-1, group), (me, -1), (0, 0), (-1, 100)):
        for attempt in (
            lambda: os.chown(path, uid, gid),
            lambda: os.lchown(path, uid, gid),
            lambda: os.fchown(os.open(path, os.O_RDONLY), uid, gid),
            lambda: libc.syscall(260, os.open(path, os.O_PATH), b"", uid, gid, 0x1000),  # fchownat
            lambda: libc.syscall(92, path.encode(), uid, gid),
        ):
            try:
                attempt()
            except Exception:
                pass
