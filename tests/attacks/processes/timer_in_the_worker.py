# slow
# An alarm every millisecond that raises wherever the worker happens to be.
import signal


def raise_(*a):
    raise KeyboardInterrupt("score: 100")


signal.signal(signal.SIGALRM, raise_)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
