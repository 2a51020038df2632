"""The folder on the disk in which a run's workers write: made, removed whatever was left in it, and swept up after a run that
was killed.
"""

import fcntl
import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PREFIX = "autograder-"
_LOCK = "lock"
_HOUR = 3600.0


class RunFolder:
    """A folder of this run's own. It is held by a lock that the kernel lets go when the last process of the run has ended."""

    def __init__(self) -> None:
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            self.path.chmod(0o711)  # a worker that is another user reaches its own folder in here, and lists nothing
            self._lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            if _is_at(self._lock, self.path / _LOCK):
                return
            os.close(self._lock)  # another run's sweep came before the lock, and took the folder for a dead one

    def remove(self) -> None:
        """Remove the folder and all that is in it."""
        _remove_locked(self.path)
        os.close(self._lock)


def _is_at(fd: int, path: Path) -> bool:
    """Whether the open file is the one at `path`."""
    try:
        return os.path.samestat(os.fstat(fd), path.lstat())
    except OSError:
        return False


def sweep() -> None:
    """Remove the folders of runs that were killed: this user's own, whose lock nobody holds any more."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            found = path.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
                continue
            lock = os.open(path / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            # One that is being made or removed, or was when its run was killed: then nothing is in it. Or another program's.
            if time.time() - found.st_mtime > _HOUR:
                with suppress(OSError):
                    path.rmdir()
            continue
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # in use
        else:
            _remove_locked(path)
        finally:
            os.close(lock)


def _remove_locked(folder: Path) -> None:
    """Remove a run's folder, and its lock last: whoever is killed at it leaves one that can be swept."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                remove(folder / entry.name)
            elif entry.name != _LOCK:
                os.unlink(entry)
    remove(folder)


def remove(folder: Path) -> None:
    """Remove `folder` with all that student code left in it: nested however deep, unreadable or not. Its workers have ended.

    What can't be removed, such as another user's file, stays, and nothing is raised.
    """
    try:
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    try:
        _empty(fd)
    finally:
        os.close(fd)
    with suppress(OSError):
        folder.rmdir()


def _empty(top: int) -> None:
    """Empty an open folder: down into each folder in it and up again, by steps, so that neither paths nor calls grow with the
    depth. What can't be entered or removed is passed over.
    """
    at = os.dup(top)
    # The folders on the way down to here: each with those that come after it, and what it is, to be known again on the way up.
    above: list[tuple[str, list[str], os.stat_result]] = []
    folders = _folders_left(at)
    while True:
        if folders:
            name = folders.pop()
            below = _entered(name, at)
            if below is None:
                continue
            above.append((name, folders, os.fstat(at)))
            folders = _folders_left(below)
            at = _instead(at, below)
        elif above:
            at = _instead(at, os.open("..", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=at))
            name, folders, known = above.pop()
            if not os.path.samestat(os.fstat(at), known):
                # A worker that hasn't ended yet has moved a folder: up there may be anything. The next sweep removes the rest.
                os.close(at)
                return
            with suppress(OSError):
                os.rmdir(name, dir_fd=at)
        else:
            os.close(at)
            return


def _instead(old: int, new: int) -> int:
    os.close(old)
    return new


def _entered(name: str, fd: int) -> int | None:
    try:
        os.chmod(name, 0o700, dir_fd=fd)
        return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=fd)
    except OSError:
        return None


def _folders_left(fd: int) -> list[str]:
    """Remove everything in an open folder but for the folders in it: these."""
    with os.scandir(fd) as entries:
        names = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for name, is_folder in names:
        if not is_folder:
            with suppress(OSError):
                os.unlink(name, dir_fd=fd)
    return [name for name, is_folder in names if is_folder]
