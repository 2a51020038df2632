"""The C library, for the few calls that Python doesn't have."""

import ctypes
import os
import platform
import signal

from autograder.sandbox.numbers import NUMBERS

_PR_SET_PDEATHSIG = 1

libc = ctypes.CDLL(None, use_errno=True)


def raised(what: str) -> OSError:
    """The error that the last call left, told as that of `what`."""
    number = ctypes.get_errno()
    return OSError(number, f"{what}: {os.strerror(number)}")


def number_of(call: str) -> int:
    """The number of a system call on this machine."""
    number = NUMBERS[call][platform.machine() == "aarch64"]
    assert number is not None, f"{call} isn't known on {platform.machine()}"
    return number


def prctl(option: int, value: int) -> None:
    """prctl(2) with one argument. Raises OSError."""
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise raised(f"prctl {option}")


def die_with_parent() -> None:
    """Let the kernel kill this process when the one that started it ends, however that ends. Linux only.

    The kernel means the thread that started it.
    """
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def outlive_parent() -> None:
    """Take `die_with_parent` back."""
    prctl(_PR_SET_PDEATHSIG, 0)
