# Files with holes, of more bytes than there are, and space kept for others by fallocate.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for i in range(100):
    fd = os.open(f"f{i}", os.O_CREAT | os.O_RDWR)
    for size in (60 << 20, 1 << 40):
        try:
            os.ftruncate(fd, size)
            os.posix_fallocate(fd, 0, 60 << 20)
        except OSError:
            pass
        libc.fallocate(fd, 1, ctypes.c_long(0), ctypes.c_long(60 << 20))
    os.close(fd)
