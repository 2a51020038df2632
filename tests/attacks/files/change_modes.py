# Let anybody write what isn't one's own, by each call that changes a mode.
import ctypes
import glob
import os

libc = ctypes.CDLL(None, use_errno=True)
targets = [BAIT, *(f"{BAIT}/{name}" for name in ("gradebook.db", "secret.txt", "submitted/zed/02_distances/02_distances.ipynb")), "..", "../zygote.log", "../.."]
for path in targets:
    for attempt in (
        lambda: os.chmod(path, 0o666),
        lambda: os.chmod(os.path.basename(path), 0o777, dir_fd=os.open(os.path.dirname(path), os.O_PATH)),
        lambda: os.fchmod(os.open(path, os.O_RDONLY), 0o666),
        lambda: os.fchmod(os.open(path, os.O_PATH), 0o666),
        lambda: libc.fchmodat(-100, path.encode(), 0o666, 0),
        lambda: libc.syscall(452, -100, path.encode(), 0o666, 0),  # fchmodat2
        lambda: libc.syscall(452, os.open(path, os.O_PATH), b"", 0o666, 0x1000),
        lambda: libc.syscall(90, path.encode(), 0o666),  # chmod, by its number on x86_64
        lambda: libc.syscall(268, -100, path.encode(), 0o666),
    ):
        try:
            attempt()
        except Exception:
            pass
