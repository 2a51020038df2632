"""One `nbgrader autograde` at a time in a course: two would remove and write the same folders, and mix up their scores."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from nbgrader.converters import NbGraderException

LOCK = ".autograde.lock"


class OneRun:
    """A lock on the course in `folder`, which the kernel releases when this process ends, however that comes about.

    Raises NbGraderException where another process has it.
    """

    def __init__(self, folder: Path, log: Any) -> None:
        self._file: int | None = None
        try:
            file = _opened(folder / LOCK)
        except OSError as e:
            told = "%s can't be written (%s): nothing keeps a second run from grading this course too."
            log.warning(told, folder / LOCK, e.strerror)
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            process = os.pread(file, 20, 0).decode("ascii", "replace").strip()
            os.close(file)
            who = f" (process {process})" if process.isdecimal() else ""
            told = f"Nothing was done: another run is grading this course{who}; wait until it has ended."
            log.error(told)
            raise NbGraderException(told) from None
        except OSError:
            pass  # a disk that knows no locks
        with suppress(OSError):  # of another user's file
            os.ftruncate(file, 0)
            os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        self._file = file

    def end(self) -> None:
        """Let the next run begin, in this process or another."""
        if self._file is not None:
            with suppress(OSError):
                fcntl.flock(self._file, fcntl.LOCK_UN)  # closing isn't enough: processes forked from this one have it open too
            os.close(self._file)
            self._file = None


def _opened(path: Path) -> int:
    """The file of the lock. One that another user's run left can be locked too. Raises OSError."""
    always = os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | always, 0o666)
    except PermissionError:
        return os.open(path, os.O_RDONLY | always)
