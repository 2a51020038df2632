"""What lies in `submitted/`, and that nbgrader never looks at, since it stands in no folder of a student and the assignment."""

import os
from collections.abc import Iterator
from pathlib import Path

from autograder.handed_in import shown

_MOST = 10_000
"""Entries of one folder that are looked at."""


def misplaced(top: Path, assignment: str) -> list[str]:
    """Notebooks beside the folders of students, or beside those of their assignments, and folders whose name is the assignment's
    but for capitals: each by its path below `top`, in order. No link is followed.
    """
    found = []
    for entry in _entries(top):
        if _is_notebook(entry):
            found.append(entry.name)
        elif entry.is_dir(follow_symlinks=False):
            for inner in _entries(Path(entry.path)):
                is_nearly = inner.name.casefold() == assignment.casefold() and inner.name != assignment
                if _is_notebook(inner) or (is_nearly and inner.is_dir(follow_symlinks=False)):
                    found.append(f"{entry.name}/{inner.name}")
    return sorted(shown(name) for name in found)


def _entries(folder: Path) -> Iterator["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            for _, entry in zip(range(_MOST), entries, strict=False):
                yield entry
    except OSError:
        return


def _is_notebook(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(".ipynb") and not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
