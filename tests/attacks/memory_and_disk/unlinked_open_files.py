# Fill the disk by files that have no name any more.
import os

held = []
for i in range(100):
    fd = os.open(f"f{i}", os.O_CREAT | os.O_RDWR)
    os.unlink(f"f{i}")
    held.append(fd)
    for _ in range(60):
        os.write(fd, bytes(1 << 20))
    if i > 12:
        print("learned-by-attack: 700 MB")
        break
