"""What was pulled, put into `submitted/`: the old folder or the new one is there, whenever somebody stops it."""

import ctypes
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from autograder.handed_in import TIMESTAMP

_TIME = "%Y-%m-%d %H:%M:%S.%f UTC"
_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD, of <linux/fs.h> and <fcntl.h>


MARK = ".pulled"
"""A hidden file in a folder that was pulled, with the commit it came from."""


class NotPlaced(Exception):
    """Nothing was written; the text is a sentence that says why."""


def place(
    out: Path, student: str, assignment: str, files: Iterable[tuple[tuple[str, ...], bytes]], at: datetime, sha: str
) -> None:
    """Put files into `out`/`student`/`assignment`/, in the place of what was pulled before, with a timestamp.txt for nbgrader.

    Raises NotPlaced, and what the files' reading raises.
    """
    above = out / student
    if is_there(out, student, assignment) and not is_ours(out, student, assignment):
        raise NotPlaced(f"{above / assignment} is there and wasn't pulled: move it away to have the repository's.")
    try:
        above.mkdir(parents=True, exist_ok=True)
        if not _is_folder(above):
            raise NotPlaced(f"{above} is a link or no folder: move it away.")
        mend(out, student, assignment)
        staged = above / f".{assignment}.pulling"
        _remove(staged)
        staged.mkdir()
        try:
            _write(staged, (MARK,), f"{sha}\n".encode())
            for parts, content in files:
                _write(staged, parts, content)
            _write(staged, (TIMESTAMP,), timestamp(at).encode())
            _put(staged, above / assignment)
        finally:
            _remove(staged)
            with suppress(OSError):  # there is something in it
                above.rmdir()
    except OSError as e:
        raise NotPlaced(f"{above / assignment} couldn't be written ({e.strerror}).") from e


def _write(folder: Path, parts: tuple[str, ...], content: bytes) -> None:
    to = folder.joinpath(*parts)
    to.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644), "wb") as file:
        file.write(content)


def timestamp(at: datetime) -> str:
    """A time as nbgrader's exchange writes it into timestamp.txt."""
    return f"{at.astimezone(UTC):{_TIME}}\n"


def is_there(out: Path, student: str, assignment: str, names: Iterable[str] = ()) -> bool:
    """Whether there is something of an assignment, with these files in it."""
    folder = out / student / assignment
    return os.path.lexists(folder) and all((folder / name).is_file() for name in names)


def is_ours(out: Path, student: str, assignment: str) -> bool:
    """Whether what is there was pulled, by the mark in it: no pulled file bears such a name."""
    folder = out / student / assignment
    return _is_folder(folder) and stat.S_ISREG(os.lstat(folder / MARK).st_mode) if os.path.lexists(folder / MARK) else False


def pulled_of(out: Path, student: str, assignment: str) -> tuple[str, datetime] | None:
    """The commit and the time of what was pulled of an assignment, as they stand beside it; None if nothing was."""
    if not is_ours(out, student, assignment):
        return None
    folder = out / student / assignment
    try:
        at = datetime.strptime((folder / TIMESTAMP).read_text(encoding="utf-8").strip(), _TIME)
        return (folder / MARK).read_text(encoding="utf-8").strip(), at.replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None


def put_aside(out: Path, student: str, assignment: str, sha: str) -> Path:
    """Give what was pulled a hidden name, which neither nbgrader nor `grade` looks at; where it is. Raises NotPlaced."""
    folder = out / student / assignment
    aside = folder.with_name(f".{assignment}.late-{sha[:7]}")
    try:
        _remove(aside)
        folder.rename(aside)
    except OSError as e:
        raise NotPlaced(f"{folder} is of after the deadline, and couldn't be put aside ({e.strerror}): move it away.") from e
    return aside


def _put(staged: Path, folder: Path) -> None:
    """Let `staged` stand where `folder` does, at once: what was there is removed afterwards."""
    if not os.path.lexists(folder):
        staged.rename(folder)
        return
    if not _exchanged(staged, folder):
        aside = staged.with_suffix(".before")
        _remove(aside)
        folder.rename(aside)
        staged.rename(folder)
        staged = aside
    _remove(staged)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places, in one step; whether this file system can do that."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def mend(out: Path, student: str, assignment: str) -> None:
    """Put back what a run left aside that was killed between two steps, on a file system that can't exchange folders."""
    folder, aside = out / student / assignment, out / student / f".{assignment}.before"
    if _is_folder(out / student) and _is_folder(aside):
        if os.path.lexists(folder):
            _remove(aside)
        else:
            aside.rename(folder)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def _remove(path: Path) -> None:
    """Remove what an older run left; a link and not what it leads to."""
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
