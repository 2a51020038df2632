"""The instructor's side of a course: its assignments, and what the cells of each notebook are.

The notebooks in `source/` are the only place where points stand. docs/authoring.md says how they are written.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

CHECKS = Path(__file__).with_name("checks")


class CourseError(Exception):
    """The course folder isn't one, or an assignment in it is missing or broken; the text says what to do."""


def nbgrader_metadata(cell: NotebookNode) -> dict[str, Any]:
    """A cell's nbgrader metadata, {} if it has none or nonsense."""
    found = cell.get("metadata", {}).get("nbgrader")
    return found if isinstance(found, dict) else {}


def grade_id_of(cell: NotebookNode) -> str | None:
    found = nbgrader_metadata(cell).get("grade_id")
    return found if isinstance(found, str) else None


def is_graded(cell: NotebookNode) -> bool:
    return nbgrader_metadata(cell).get("grade") is True


def is_solution(cell: NotebookNode) -> bool:
    return nbgrader_metadata(cell).get("solution") is True


def is_picture(cell: NotebookNode) -> bool:
    return "picture" in cell.get("metadata", {}).get("tags", [])


def exercise_and_part(grade_id: str) -> tuple[str, str]:
    """`test_l1_distance-batch` -> ("l1_distance", "batch"); without a dash the part is ""."""
    exercise, _, part = grade_id.removeprefix("test_").partition("-")
    return exercise, part


@dataclass(frozen=True)
class Assignment:
    """One folder of `source/` and its notebook."""

    name: str
    folder: Path

    @cached_property
    def notebook(self) -> NotebookNode:
        """The instructor's notebook, solutions included: stays with the judge."""
        path = self.folder / f"{self.name}.ipynb"
        try:
            notebook: NotebookNode = nbformat.read(path, as_version=4)
        except FileNotFoundError as e:
            raise CourseError(f"{path} is missing: an assignment is a folder with one notebook of its name.") from e
        except Exception as e:
            raise CourseError(f"{path} can't be read as a notebook: {e}") from e
        return notebook

    @cached_property
    def cells(self) -> dict[str, NotebookNode]:
        """The notebook's cells that have a grade_id, in order."""
        return {grade_id: cell for cell in self.notebook.cells if (grade_id := grade_id_of(cell))}

    @property
    def graded(self) -> dict[str, NotebookNode]:
        """The cells that carry points."""
        return {grade_id: cell for grade_id, cell in self.cells.items() if is_graded(cell)}

    def checked(self) -> dict[str, NotebookNode]:
        """The graded cells that checks decide; the others are graded by hand."""
        return {grade_id: cell for grade_id, cell in self.graded.items() if not is_solution(cell)}


@dataclass(frozen=True)
class Course:
    """A folder with `source/` in it."""

    root: Path
    source: Path

    @classmethod
    def at(cls, root: Path, source: str = "source") -> "Course":
        """The course in `root`. Raises CourseError if there is no `source/` in it."""
        folder = root / source
        if not folder.is_dir():
            raise CourseError(f"{folder} is missing: run this in the course folder, or name it with --course-dir.")
        return cls(root.resolve(), folder.resolve())

    def names(self) -> list[str]:
        """The assignments, in order."""
        return sorted(path.parent.name for path in self.source.glob("*/*.ipynb") if path.stem == path.parent.name)

    def assignment(self, name: str) -> Assignment:
        """The assignment `name`. Raises CourseError, which lists those that there are."""
        if name not in self.names():
            there = ", ".join(self.names()) or "none"
            raise CourseError(f"{name} is no assignment of {self.root}; there are: {there}.")
        return Assignment(name, self.source / name)
