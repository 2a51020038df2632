"""The files that `autograder grade` writes: reports as JSON, and what is made of them."""

import errno
import json
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from autograder.results.report import Report


def text(reports: Iterable[Report]) -> str:
    """The reports as JSON (docs/report.md)."""
    return json.dumps([report.as_json() for report in reports], indent=1) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8, as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write the whole file or nothing. Raises OSError, and leaves nothing behind.

    What is no file, such as a pipe or /dev/stdout, is written to as it is; a link stays one.
    """
    if is_open_or_no_file(path):
        with path.open("ab") as stream:
            stream.write(content)
        return
    path = Path(os.path.realpath(path))
    staging = _staging(path)
    try:
        staging.write_bytes(content)
        staging.replace(path)
    except OSError:
        staging.unlink(missing_ok=True)
        raise


def cant_be_written(path: Path) -> str | None:
    """Why `write` would fail, as far as that can be told before hours of grading; None if it wouldn't."""
    try:
        if path.is_dir():
            return "is a folder; name a file in it"
        if is_open_or_no_file(path):
            return None if os.access(path, os.W_OK) else "can't be written (Permission denied)"
        staging = _staging(Path(os.path.realpath(path)))
        _make_nameless(staging.parent)
        with suppress(FileNotFoundError):
            staging.lstat()  # a name may be too long
    except OSError as e:
        return f"can't be written ({e.strerror})"
    return None


def _make_nameless(folder: Path) -> None:
    """Make a file without a name, of which nothing is left whenever this is stopped. Raises OSError where none can be made."""
    try:
        os.close(os.open(folder, os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    except OSError as e:
        if e.errno not in (errno.EOPNOTSUPP, errno.EISDIR):
            raise
        if not os.access(folder, os.W_OK | os.X_OK):  # this disk knows no such files
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from e


def is_open_or_no_file(path: Path) -> bool:
    """Whether something else than a file is there, or the file that this process prints to already."""
    if not path.exists():
        return False
    found = path.stat()
    return not stat.S_ISREG(found.st_mode) or any(os.path.samestat(found, _of_stream(stream)) for stream in (1, 2))


def _of_stream(number: int) -> os.stat_result:
    try:
        return os.fstat(number)
    except OSError:  # it was closed
        return os.stat("/")


def _staging(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")
