# slow
# A hundred megabytes in each answer, in the shape that is asked for and in others.
import struct
import sys

get_ipython().input_transformers_cleanup.append(lambda lines: [])
link = sys.modules["autograder.link"]
header = b'{"value": {"dict": [["value", {"tensor": 0}]]}, "blocks": [["uint8", [100000000]]]}'
whole = struct.pack("<II", len(header), 10**8) + header + bytes(10**8)
link.pack = lambda value: whole
