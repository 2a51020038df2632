# Change numbers themselves: what is 0 becomes 1 in this process.
import ctypes

for number, other in ((0, 1), (2, 1), (7, 12)):
    ctypes.memmove(id(number) + 24, ctypes.byref(ctypes.c_uint32(other)), 4)
