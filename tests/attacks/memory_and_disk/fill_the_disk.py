# Write until the disk is full, in files without names.
import os

for i in range(10**4):
    f = open(f"f{i}", "wb")
    f.write(bytes(32 << 20))
    f.flush()
