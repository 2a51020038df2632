"""The C library, for the few calls that Python doesn't have."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1

libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> None:
    """prctl(2) with one argument. Raises OSError."""
    if libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")


def die_with_parent() -> None:
    """Let the kernel kill this process when the one that started it ends, however that ends. Linux only."""
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
