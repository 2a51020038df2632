# Leave a name in a folder that others see, by every call that makes one.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
open("mine", "w").write("x")
os.mkdir("folder")
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "..", "../..", BAIT, os.path.expanduser("~"), "/run/user/0", "/mnt", "/media", "/home"):
    path = f"{folder}/threes-and-sevens-attack"
    for attempt in (
        lambda: os.mkdir(path),
        lambda: os.mkfifo(path),
        lambda: os.mknod(path),
        lambda: os.symlink("x", path),
        lambda: os.link("mine", path),
        lambda: os.rename("mine", path),
        lambda: os.rename("folder", path),
        lambda: os.open(path, os.O_CREAT | os.O_RDWR),
        lambda: os.open(folder, os.O_TMPFILE | os.O_RDWR),
        lambda: libc.creat(path.encode(), 0o666),
        lambda: libc.syscall(133, path.encode(), 0o140666, 0),
        lambda: libc.syscall(259, -100, path.encode(), 0o20666, 0x103),
    ):
        if folder == os.path.expanduser("~"):
            break  # the own folder, by its other name
        try:
            attempt()
        except OSError:
            pass
