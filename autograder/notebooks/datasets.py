"""A course's data: files and folders that workers see, some of which the course's own code lays out first."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from autograder import course_code
from autograder.notebooks.settings import CourseError, DataSet

Progress = Callable[[int, int], None]
"""Told how many files are written, and how many there will be."""


class DataCode(Protocol):
    """What a course's Python file for a data set has."""

    def folder(self) -> Path:
        """Where the data belongs."""

    def install(self, folder: Path, progress: Progress) -> bool:
        """Lay the data out in `folder`, whole or not at all; whether anything was written. Raises OSError or ValueError."""


def code_of(found: DataSet, package: Path | None) -> DataCode:
    """The Python file that lays a data set out. Raises CourseError."""
    assert found.code is not None
    try:
        module = course_code.load(found.code, package)
    except Exception as e:
        raise CourseError(f"{found.code} can't be loaded: {type(e).__name__}: {e}") from e
    for name in ("folder", "install"):
        if not callable(getattr(module, name, None)):
            raise CourseError(f"{found.code} has no function `{name}`; docs/course-file.md says what it must have.")
    return cast(DataCode, module)


def install(found: DataSet, package: Path | None, folder: Path | None, progress: Progress) -> tuple[Path, bool]:
    """Lay a data set out, in `folder` or where it belongs: the folder, and whether anything was written. Raises CourseError."""
    code = code_of(found, package)
    try:
        where = folder or code.folder()
        return where, code.install(where, progress)
    except (OSError, ValueError) as e:
        raise CourseError(str(e)) from e


def ready(found: DataSet, package: Path | None) -> Path:
    """Where a data set lies, laid out if it wasn't yet. Raises CourseError."""
    if found.source is not None:
        return found.source
    return install(found, package, None, lambda done, total: None)[0].resolve()
