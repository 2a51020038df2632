# Lengths that don't fit: too short, too long, of nothing, and shapes that hold more than there is.
import itertools
import struct
import sys

link = sys.modules["autograder.link"]
right = b'{"value": {"dict": [["value", {"tensor": 0}]]}, "blocks": [["float32", [%s]]]}'
frames = []
for shape, size in ((b"2", 8), (b"2", 4), (b"2", 12), (b"-1", 0), (b"0, 1099511627776", 0), (b"1099511627776, 1099511627776, 1099511627776, 1099511627776, 1099511627776, 1099511627776, 1099511627776, 1099511627776", 8), (b"true", 4), (b"1.0", 4), (b"1" + b"0" * 400, 4), (b"", 4), (b"1,1,1,1,1,1,1,1,1", 4)):
    head = right % shape
    frames.append(struct.pack("<II", len(head), size) + head + bytes(size))
frames += [struct.pack("<II", 0, 0), struct.pack("<II", 1, 0) + b"1", struct.pack("<II", 4 << 20, 128 << 20)]
turns = itertools.cycle(frames)
link.pack = lambda value: next(turns)
