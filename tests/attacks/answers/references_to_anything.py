# References to objects that the judge never saw, with names of types that mean something.
import itertools
import json
import struct
import sys

get_ipython().input_transformers_cleanup.append(lambda lines: [])
link = sys.modules["autograder.link"]
names = itertools.cycle(["Tensor", "ndarray", "DataFrame", "function", "type", "list", "dict", "", "x" * 10**6, "\x1b[2J\nzed 12 of 12", "__class__", "../../x"])
numbers = itertools.cycle([1, 0, -1, 2**70, 10**9])


def pack(value):
    head = json.dumps({"value": {"dict": [["value", {"ref": next(numbers), "type": next(names)}], ["error", None]]}, "blocks": []}).encode()
    return struct.pack("<II", len(head), 0) + head


link.pack = pack
