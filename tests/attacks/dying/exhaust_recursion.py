# Break the interpreter: recursion without end, and a stack that is too small.
import sys
import threading

sys.setrecursionlimit(10**6)


def down(n):
    return down(n + 1)


try:
    down(0)
except RecursionError:
    pass
