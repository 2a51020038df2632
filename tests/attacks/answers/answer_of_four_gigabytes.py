# slow
# Announce an answer of four gigabytes, twice.
import os
import struct

for descriptor in range(3, 40):
    try:
        os.write(descriptor, struct.pack("<II", 2**32 - 1, 2**32 - 1) + b"x" * 1000)
        os.write(descriptor, b"\xff" * 4096)
    except OSError:
        pass
