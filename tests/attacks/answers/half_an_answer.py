# Send the head of an answer, and never the rest.
import os
import struct

for descriptor in range(3, 40):
    try:
        os.write(descriptor, struct.pack("<II", 5000, 4000) + b'{"dict": [')
    except OSError:
        pass
