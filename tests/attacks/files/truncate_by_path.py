# Empty what isn't one's own, without opening it and with it.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for path in (f"{BAIT}/gradebook.db", f"{BAIT}/secret.txt", f"{BAIT}/submitted/zed/02_distances/02_distances.ipynb", "../zygote.log", os.__file__):
    for attempt in (
        lambda: os.truncate(path, 0),
        lambda: libc.truncate64(path.encode(), ctypes.c_long(0)),
        lambda: libc.syscall(76, path.encode(), 0),
        lambda: os.open(path, os.O_RDONLY | os.O_TRUNC),
        lambda: os.open(path, os.O_WRONLY | os.O_TRUNC),
        lambda: os.ftruncate(os.open(path, os.O_RDONLY), 0),
        lambda: os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC),
        lambda: libc.fallocate(os.open(path, os.O_RDONLY), 3, ctypes.c_long(0), ctypes.c_long(4096)),
        lambda: libc.syscall(437, -100, path.encode(), (ctypes.c_uint64 * 3)(0o1001, 0, 0), 24),  # openat2
    ):
        try:
            attempt()
        except Exception:
            pass
