"""What the commands share: wrong usage, and where the course is."""

from collections.abc import Iterable
from pathlib import Path

from autograder.notebooks.settings import FILE


class UsageError(Exception):
    """The command line asks for something that isn't there; the text says what and what to do."""


def course_dir(named: Path | None, paths: Iterable[Path] = ()) -> Path:
    """The folder that was named, else the nearest above this one, or above `paths`, that holds a course. Raises UsageError."""
    if named is not None:
        return named
    here = Path.cwd()
    for folder in (here, *here.parents, *(above for path in paths for above in path.resolve().parents)):
        if (folder / "source").is_dir() and ((folder / FILE).exists() or (folder / "nbgrader_config.py").exists()):
            return folder
    raise UsageError(f"no course at or above {here}: run this in the course folder, or name it with --course-dir.")
