# A socket of every family, type and protocol, by every call that makes one.
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
made = []
for family in range(46):
    for kind in (1, 2, 3, 5, 10):
        for protocol in (0, 1, 6, 17, 255, 262):
            if libc.socket(family, kind, protocol) >= 0:
                made.append(family)
pair = (ctypes.c_int * 2)()
for family in (2, 10, 16, 30, 31, 38, 40, 41):
    for kind in (1, 2, 5):
        if libc.socketpair(family, kind, 0, pair) == 0:
            made.append(family)
print("learned-by-attack" if made else "", made)
