# Address space, page tables and areas, as many as there may be.
import mmap

held = []
try:
    for i in range(70_000):
        held.append(mmap.mmap(-1, 4096, prot=1 + i % 2 * 2))
except OSError:
    pass
try:
    while True:
        held.append(mmap.mmap(-1, 1 << 30))
        for at in range(0, 1 << 30, 2 << 20):
            held[-1][at] = 1
except (OSError, MemoryError):
    pass
