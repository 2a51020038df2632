# Whether hidden files exist, and how large they are: by every call that answers without opening.
import ctypes
import os

import autograder

libc = ctypes.CDLL(None, use_errno=True)
root = os.path.dirname(os.path.dirname(autograder.__file__))
learned = []
for path in (f"{BAIT}/gradebook.db", f"{BAIT}/secret.txt", f"{BAIT}/submitted/zed", f"{root}/checks/l1_distance.py", f"{root}/source/02_distances/02_distances.ipynb"):
    for name, attempt in (
        ("stat", lambda: os.stat(path).st_size),
        ("lstat", lambda: os.lstat(path).st_size),
        ("access", lambda: 1 / os.access(path, os.F_OK)),
        ("open O_PATH", lambda: os.fstat(os.open(path, os.O_PATH)).st_size),
        ("statvfs", lambda: os.statvfs(path)),
        ("chdir", lambda: os.chdir(path) or os.chdir(os.environ["HOME"])),
        ("xattr", lambda: os.listxattr(path)),
        ("statx", lambda: 1 / (libc.syscall(332, -100, path.encode(), 0, 0x7FF, ctypes.create_string_buffer(256)) == 0)),
        ("file_getattr", lambda: 1 / (libc.syscall(468, -100, path.encode(), ctypes.create_string_buffer(24), 24, 0) == 0)),
    ):
        try:
            attempt()
            learned.append(name)
        except Exception:
            pass
print("learned-by-attack" if learned else "", sorted(set(learned)))
