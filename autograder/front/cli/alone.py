"""A lock on a file or folder, for commands of which no two may be at work on the same thing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.front.cli.usage import UsageError


@contextmanager
def alone_with(path: Path, told: str) -> Iterator[None]:
    """Hold the lock on `path`, for as long as the context lasts. Raises UsageError with `told` where another run holds it."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise UsageError(told) from None
    finally:
        os.close(file)
