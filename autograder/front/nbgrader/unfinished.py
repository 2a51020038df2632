"""A mark beside a submission's result while that is being made.

nbgrader takes whatever folder is there for a finished one, and would pass over what a killed run has left of it.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path


class Mark:
    """A hidden file beside `folder`, which is held by a lock for as long as this process lives."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._path = _beside(folder)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        with suppress(OSError):  # another run is at the same submission, or the disk knows no locks
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def remove(self) -> None:
        """The result is finished, or gone."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)


def is_marked(folder: Path) -> bool:
    """Whether `folder` is being made, or was when its run was killed."""
    return os.path.lexists(_beside(folder))


def was_left(folder: Path) -> bool:
    """Whether a run was killed that was making `folder`."""
    try:
        file = os.open(_beside(folder), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False  # that run is still at it
    finally:
        os.close(file)
    return True


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.unfinished")
