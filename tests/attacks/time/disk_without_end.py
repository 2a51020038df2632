# Write, sync and remove, so that the time goes by in the kernel.
import os

data = bytes(1 << 20)
while True:
    fd = os.open("churn", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    for _ in range(20):
        os.write(fd, data)
        os.fsync(fd)
    os.close(fd)
    os.unlink("churn")
