# Turn Python's own limits down to nothing and up without end.
import gc
import sys
import threading

sys.set_int_max_str_digits(0)
gc.freeze()
gc.disable()
threading.stack_size(32768)
sys.setswitchinterval(1e9)
sys.setdlopenflags(0)
sys.tracebacklimit = -1
sys.flags.__class__
for limit in (50, 30, 20):
    try:
        sys.setrecursionlimit(limit)
    except RecursionError:
        pass
