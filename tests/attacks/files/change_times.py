# Change the times of what isn't one's own, so that a late submission looks early and a fresh grade stale.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
long_ago = (ctypes.c_long * 4)(86400, 0, 86400, 0)
for path in (BAIT, f"{BAIT}/gradebook.db", f"{BAIT}/submitted/zed/02_distances/02_distances.ipynb", f"{BAIT}/secret.txt", "../zygote.log", "..", "../.."):
    for attempt in (
        lambda: os.utime(path, (86400, 86400)),
        lambda: os.utime(path),
        lambda: os.utime(path, (86400, 86400), follow_symlinks=False),
        lambda: os.utime(os.open(path, os.O_PATH), (86400, 86400)),
        lambda: libc.syscall(280, -100, path.encode(), ctypes.byref(long_ago), 0),  # utimensat
        lambda: libc.syscall(280, os.open(path, os.O_PATH), None, ctypes.byref(long_ago), 0x1000),
        lambda: libc.syscall(235, path.encode(), ctypes.byref(long_ago)),  # utimes
        lambda: libc.syscall(132, path.encode(), ctypes.byref(long_ago)),  # utime
        lambda: libc.syscall(261, -100, path.encode(), ctypes.byref(long_ago)),  # futimesat
    ):
        try:
            attempt()
        except Exception:
            pass
