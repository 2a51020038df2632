"""Where the files of a task lie, as the store says it: below the course, whose folder may be renamed, moved and copied."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.backends.task import Task

_FROM, _COURSE = "from", "course"
"""Says of a task that a path of its which isn't absolute begins at the course's root, and that an absolute one lies elsewhere.
Stores of before have absolute paths alone."""


def as_kept(task: Task, root: Path) -> dict[str, Any]:
    """A task as the store of the course at `root` has it; `of_kept` makes the task of it again."""
    top = os.path.abspath(root)

    def from_root(path: Path) -> str:
        return os.fspath(Path(os.path.abspath(path)).relative_to(top))

    is_below = all(Path(os.path.abspath(path)).is_relative_to(top) for path in (task.path, task.top or task.path, *task.instead))
    return task.as_dict(from_root if is_below else os.path.abspath) | {_FROM: _COURSE}


def of_kept(found: dict[str, Any], root: Path, seed: int | None = None) -> Task:
    """The task that `as_kept` was asked of, with its files where they are by the course's `root` now.

    A file that isn't at its absolute path any more is looked for below the course; so is one outside the course of which a store
    of before tells: it may be that of the folder from which this course was copied.
    """
    says = {name: value for name, value in found.items() if name != _FROM}
    task = _moved(Task.of_dict(says, seed), lambda path: Path(os.path.abspath(root)) / path)
    is_sure = found.get(_FROM) == _COURSE or task.path.is_relative_to(os.path.abspath(root))
    return task if is_sure and os.path.lexists(task.path) else _below(task, root) or task


def _below(task: Task, root: Path) -> Task | None:
    """The task with its files at the same place below the course; None if there are none."""
    top = task.top or task.path.parent
    for above in reversed(top.parents):  # the longest way first, and at least all of that below the folder of the whole class
        if task.path.is_relative_to(above) and os.path.lexists(Path(root, task.path.relative_to(above))):

            def here(path: Path, above: Path = above) -> Path:
                return Path(os.path.abspath(root), path.relative_to(above)) if path.is_relative_to(above) else path

            return _moved(task, here)
    return None


def _moved(task: Task, place: Callable[[Path], Path]) -> Task:
    top = None if task.top is None else place(task.top)
    return replace(task, path=place(task.path), top=top, instead=tuple(place(path) for path in task.instead))
