# End by an abort, from within torch's own code if it can be had.
import ctypes
import os

ctypes.memset(0, 1, 100)
os.abort()
