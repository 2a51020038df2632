"""The rules of a course that can be told by reading its files: each fault in one sentence, with the file, the cell, and
what mends it. The judge asks for them before it grades, and `autograder check-course` asks for more.
"""

import ast
import difflib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_solution, nbgrader_metadata
from autograder.notebooks.course import Assignment
from autograder.notebooks.format import NotebookNode

RESERVED = ("worker", "rng", "seed", "request")
"""Names that an exercise can't have, since checks ask for something else by them."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and what mends it."""

    file: Path
    cell: str
    what: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}, cell `{self.cell}`" if self.cell else str(self.file)
        return f"{where}: {self.what} {self.mend}"


def faults_of(assignment: Assignment) -> list[Fault]:
    """The faults with which an assignment's notebook can't be graded. Raises CourseError for one that can't be read."""
    found = []
    counts = Counter(grade_id_of(cell) for cell in assignment.notebook.cells if grade_id_of(cell))
    for cell in assignment.notebook.cells:
        found += _of_cell(assignment, cell, counts)
    return found


def _of_cell(assignment: Assignment, cell: NotebookNode, counts: Counter[str | None]) -> list[Fault]:
    grade_id = grade_id_of(cell)
    if not is_graded(cell) and not is_solution(cell):
        return []
    if grade_id is None:
        first = (str(cell.source).strip().splitlines() or ["(empty)"])[0][:60]
        return [Fault(assignment.path, "", f"a graded cell or an exercise has no grade_id: {first!r}.", _BAR)]
    found = []
    if counts[grade_id] > 1:
        found.append(Fault(assignment.path, grade_id, f"this grade_id is there {counts[grade_id]} times.", _BAR))
    points = nbgrader_metadata(cell).get("points")
    if is_graded(cell) and (isinstance(points, bool) or not isinstance(points, int | float) or points < 0):
        found.append(Fault(assignment.path, grade_id, "it is graded, and says no points.", _BAR))
    if is_graded(cell) and not is_solution(cell) and cell.cell_type == "code" and not assignment.is_as_written(grade_id):
        found += _of_checked(assignment, grade_id)
    return found


_BAR = "Set it in JupyterLab, in the bar Create Assignment (`make lab-source`)."


def _of_checked(assignment: Assignment, grade_id: str) -> list[Fault]:
    """The faults of a graded cell that hidden checks decide."""
    exercise, part = exercise_and_part(grade_id)
    file = assignment.check_file(exercise)
    assert file is not None
    if exercise in RESERVED:
        return [Fault(assignment.path, grade_id, f"an exercise can't be called `{exercise}`.", "Give it another name.")]
    if exercise not in assignment.cells:
        near = difflib.get_close_matches(exercise, [name for name, cell in assignment.cells.items() if is_solution(cell)], 1)
        meant = f" Did you mean `test_{near[0]}`?" if near else ""
        what = f"there is no exercise cell `{exercise}` in this notebook.{meant}"
        return [Fault(assignment.path, grade_id, what, f"Name this cell after its exercise. {_BAR}")]
    if not file.exists():
        near = difflib.get_close_matches(exercise, [path.stem for path in file.parent.glob("*.py")], 1)
        meant = f" (is {near[0]}.py meant for it?)" if near else ""
        mend = f'Write {file.name}; or say as_written = ["{exercise}"] in course.toml, if the cell itself shall decide.'
        return [Fault(assignment.path, grade_id, f"it has no hidden checks: there is no {file}{meant}.", mend)]
    parts = parts_of(file)
    if parts is not None and part not in parts:
        there = ", ".join(f'"{name}"' for name in sorted(parts) if name) or "none"
        missing = f'of the part "{part}"' if part else "without a part"
        write = f'Mend the grade_id, or write @part("{part}") above the check.'
        mend = write if part else f"Name the part in the grade_id: test_{exercise}-part."
        return [Fault(assignment.path, grade_id, f"{file.name} has no check {missing}; parts there: {there}.", mend)]
    return []


def parts_of(file: Path) -> set[str] | None:
    """The parts that a check file's checks belong to, "" for those without; None for a file that can't be parsed."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return None
    found = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            found.add(next((part for mark in node.decorator_list if (part := _part(mark)) is not None), ""))
    return found


def _part(mark: ast.expr) -> str | None:
    """The part that a decorator names: `@part("batch")`, however `part` was imported."""
    if not isinstance(mark, ast.Call) or len(mark.args) != 1 or not isinstance(mark.args[0], ast.Constant):
        return None
    name = mark.func.attr if isinstance(mark.func, ast.Attribute) else getattr(mark.func, "id", "")
    return str(mark.args[0].value) if name == "part" else None
