# Link, move and exchange what isn't one's own into the own folder, where it may be read and written.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
open("mine", "w").write("x")
for path in (f"{BAIT}/gradebook.db", f"{BAIT}/secret.txt", f"{BAIT}/submitted", "../zygote.log"):
    for attempt in (
        lambda: os.link(path, "linked"),
        lambda: os.link(path, "linked2", follow_symlinks=False),
        lambda: libc.syscall(265, os.open(path, os.O_PATH), b"", -100, b"linked3", 0x1000),  # linkat
        lambda: os.rename(path, "moved"),
        lambda: libc.renameat2(-100, path.encode(), -100, b"mine", 2),  # exchange
        lambda: libc.renameat2(-100, b"mine", -100, path.encode(), 0),
        lambda: os.symlink(os.path.abspath("mine"), f"{path}.new"),
        lambda: libc.syscall(326, os.open(path, os.O_RDONLY), None, os.open("copy", os.O_CREAT | os.O_WRONLY), None, 10**6, 0),
        lambda: os.sendfile(os.open("copy", os.O_CREAT | os.O_WRONLY), os.open(path, os.O_RDONLY), 0, 10**6),
    ):
        try:
            attempt()
        except Exception:
            pass
for name in os.listdir("."):
    if name in ("linked", "linked2", "linked3", "moved"):
        print("learned-by-attack", name)
        os.chmod(name, 0o666)
