"""The rules of a course that can be told by reading its files: each fault in one sentence, with the file, the cell, and
what mends it. The judge asks for them before it grades, and `autograder check-course` asks for more.
"""

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.notebooks import check_file
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_solution, nbgrader_metadata, other_language
from autograder.notebooks.course import RIGHT_VERSIONS, Assignment
from autograder.notebooks.defining import gives
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.settings import CourseError
from autograder.text.listing import times

RESERVED = ("worker", "rng", "seed", "request")
"""Names that an exercise can't have, since checks ask for something else by them."""


def reserved(checks: Path) -> set[str]:
    """Names that an exercise of these checks can't have: those above, the files that aren't checks, the course's own fixtures."""
    conftest = checks / "conftest.py"
    return {*RESERVED, "conftest", "__init__", *(check_file.own_fixtures(conftest) if conftest.exists() else ())}


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and what mends it. `cell` is a cell's grade_id or id, `line` a line of a Python file, if told."""

    file: Path
    cell: str
    what: str
    mend: str
    line: int = 0

    def __str__(self) -> str:
        return self.told(Path("/"))

    def told(self, beside: Path) -> str:
        """The fault in a sentence or two, with the file's path as it is seen from the folder `beside`."""
        file = self.file.relative_to(beside) if beside != Path("/") and self.file.is_relative_to(beside) else self.file
        where = f", cell `{self.cell}`" if self.cell else f", line {self.line}" if self.line else ""
        return f"{file}{where}: {self.what} {self.mend}"


def refuse(assignments: Iterable[Assignment]) -> None:
    """Raises CourseError with all faults of `assignments`, if there are any."""
    found = [str(fault) for assignment in assignments for fault in faults_of(assignment)]
    if found:
        raise CourseError("\n".join(found))


def faults_of(assignment: Assignment) -> list[Fault]:
    """The faults with which an assignment's notebook can't be graded. Raises CourseError for one that can't be read."""
    found = []
    language = other_language(assignment.notebook)
    if language is not None:
        what = f"this notebook is written for the kernel {language!r}, and only Python runs in the sandbox."
        found.append(Fault(assignment.path, "", what, "Choose a Python kernel, or grade it without the judge."))
    if without_checks(assignment):
        what = "none of its exercises has hidden checks."
        say = f'Say as_written = ["{assignment.name}"] in course.toml, if its cells shall decide as they are'
        mend = f"{say}; or write their checks."
        return [*found, Fault(assignment.path, "", what, mend)]
    counts = Counter(grade_id_of(cell) for cell in assignment.notebook.cells if grade_id_of(cell))
    for cell in assignment.notebook.cells:
        found += _of_cell(assignment, cell, counts)
    return list(dict.fromkeys(found))


def without_checks(assignment: Assignment) -> bool:
    """Whether hidden checks should decide about a notebook, and none of its exercises has any, nor any that could be meant."""
    checks, exercises = assignment.settings.checks, assignment.exercises()
    if checks is None or len(exercises) < 3:  # of one or two it is said of each what is missing
        return False
    files = [path.stem for path in checks.glob("*.py")]
    return not any(difflib.get_close_matches(exercise, files, 1) for exercise in exercises)


def _of_cell(assignment: Assignment, cell: NotebookNode, counts: Counter[str | None]) -> list[Fault]:
    grade_id = grade_id_of(cell)
    if not is_graded(cell) and not is_solution(cell):
        return []
    if grade_id is None:
        first = (str(cell.source).strip().splitlines() or ["(empty)"])[0][:60]
        return [Fault(assignment.path, "", f"a graded cell or an exercise has no grade_id: {first!r}.", SET_IT)]
    found = []
    if counts[grade_id] > 1:
        found.append(Fault(assignment.path, grade_id, f"this grade_id is there {times(counts[grade_id])}.", SET_IT))
    points = nbgrader_metadata(cell).get("points")
    if is_graded(cell) and (isinstance(points, bool) or not isinstance(points, int | float) or points < 0):
        found.append(Fault(assignment.path, grade_id, "it is graded, and says no points.", SET_IT))
    if is_graded(cell) and not is_solution(cell) and cell.cell_type == "code" and not assignment.is_as_written(grade_id):
        found += _of_checked(assignment, grade_id)
    return found


SET_IT = "Set it in JupyterLab, in nbgrader's bar Create Assignment, or mend the notebook's text."
"""What mends an nbgrader metadatum; the bar is on the right (docs/authoring.md)."""


def _of_checked(assignment: Assignment, grade_id: str) -> list[Fault]:
    """The faults of a graded cell that hidden checks decide."""
    exercise, part = exercise_and_part(grade_id)
    file = assignment.check_file(exercise)
    assert file is not None
    if exercise in reserved(file.parent):
        return [Fault(assignment.path, grade_id, f"an exercise can't be called `{exercise}`.", "Give it another name.")]
    if exercise not in assignment.cells or (exercise == grade_id and not file.exists()):
        lost = _lost(assignment, exercise)
        if lost is not None:
            what = f"it defines `{exercise}`, and isn't an answer to nbgrader."
            return [Fault(assignment.path, lost, what, f"Call it `{exercise}`, and make it an Autograded answer. {SET_IT}")]
        answers = [name for name, cell in assignment.cells.items() if is_solution(cell)]
        within = sorted((name for name in answers if name.casefold() in grade_id.casefold()), key=len)
        near = within[-1:] or difflib.get_close_matches(exercise, answers, 1)
        other = assignment.check_file(near[0]) if near else None
        what = f"there is no exercise cell `{exercise}` in this notebook."
        if other is not None and file.exists() and not other.exists():
            return [Fault(assignment.path, near[0], f"{what} Is this meant for it?", f"Call this cell `{exercise}`. {SET_IT}")]
        meant = f" Did you mean `test_{near[0]}`?" if near else ""
        mend = f"Call this cell `test_` and the name of its exercise. {SET_IT}"
        return [Fault(assignment.path, grade_id, f"{what}{meant}", mend)]
    there = f"{file.parent.name}/{file.name}"
    if not file.exists():
        elsewhere = _elsewhere(assignment, file)
        if elsewhere is not None:
            what = f"it has no hidden checks: there is no {there}, but {elsewhere}."
            return [Fault(assignment.path, grade_id, what, f"If these are its checks, move the file to {there}.")]
        near = difflib.get_close_matches(exercise, [path.stem for path in file.parent.glob("*.py")], 1)
        meant = f" (is {near[0]}.py meant for it?)" if near else ""
        mend = f'Write {file.name}; or say as_written = ["{exercise}"] in course.toml, if the cell itself shall decide.'
        return [Fault(assignment.path, grade_id, f"it has no hidden checks: there is no {there}{meant}.", mend)]
    read = check_file.read(file)
    if read.is_whole and not read.checks:
        return [Fault(assignment.path, grade_id, f"{there} has no check in it.", "Write one: a function `test_…`.")]
    if read.is_whole and part not in read.parts:
        parts = ", ".join(f'"{name}"' for name in sorted(read.parts) if name) or "none"
        missing = f'of the part "{part}"' if part else "without a part"
        write = f'Mend the grade_id, or write @part("{part}") above the check.'
        mend = write if part else f"Name the part in the grade_id: test_{exercise}-part."
        return [Fault(assignment.path, grade_id, f"{there} has no check {missing}; parts there: {parts}.", mend)]
    return []


def _lost(assignment: Assignment, exercise: str) -> str | None:
    """The id of the cell that defines an exercise and lost what makes it one to nbgrader; None if there is no such cell."""
    plain = [cell for cell in assignment.notebook.cells if cell.cell_type == "code" and grade_id_of(cell) is None]
    ids = [str(cell.get("id", "")) for cell in plain if gives(str(cell.source), exercise) in ("function", "value")]
    return ids[0] if len(ids) == 1 else None


def _elsewhere(assignment: Assignment, file: Path) -> str | None:
    """A file of the name of a check file that isn't there, written with other capitals or in another folder."""
    source, checks = assignment.folder.parent, file.parent
    found = [*checks.rglob("*.py"), *source.rglob("*.py"), *checks.parent.glob("*.py")]
    same = [path for path in found if path.name.casefold() == file.name.casefold() and path.parent.name != RIGHT_VERSIONS]
    beside = [folder for folder in (source.parent, checks.parent) if same and same[0].is_relative_to(folder)]
    return str(same[0].relative_to(beside[0]) if beside else same[0]) if same else None
