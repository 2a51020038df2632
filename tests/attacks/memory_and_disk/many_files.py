# As many files as there can be.
import os

for i in range(100_000):
    if i % 1000 == 0:
        os.mkdir(f"d{i}")
        folder = f"d{i}"
    os.close(os.open(f"{folder}/{i:0>250}", os.O_CREAT | os.O_WRONLY))
