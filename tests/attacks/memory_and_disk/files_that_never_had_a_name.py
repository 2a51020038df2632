# Fill the disk by O_TMPFILE, and by pages that only a map holds.
import mmap
import os

held = []
for i in range(14):
    fd = os.open(".", os.O_TMPFILE | os.O_RDWR)
    os.ftruncate(fd, 60 << 20)
    page = mmap.mmap(fd, 60 << 20)
    os.close(fd)
    for at in range(0, 60 << 20, 4096):
        page[at] = 1
    held.append(page)
print("learned-by-attack: 800 MB")
