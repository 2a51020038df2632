# Read from every open file, and seek in it.
import os

for descriptor in range(3, 256):
    try:
        os.set_blocking(descriptor, False)
        os.lseek(descriptor, 0, 0)
        exec(os.read(descriptor, 100_000))
    except Exception:
        pass
    try:
        exec(open(f"/proc/self/fd/{descriptor}").read())
    except Exception:
        pass
