"""The faults of a notebook's cells, for those whose exercises have hidden checks: what nobody grades, guards or reads."""

import difflib
import json
import re
from collections.abc import Iterator
from typing import Any

from autograder.notebooks import defining
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_solution
from autograder.notebooks.course import Assignment
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.rules import RESERVED, SET_IT, Fault
from autograder.text.listing import times


def of_regions(assignment: Assignment, cells: list[NotebookNode], told: set[str]) -> Iterator[Fault]:
    """BEGIN and END SOLUTION, which nbgrader goes by when it makes what students get. Of the cells `told` it is said already."""
    for cell in cells:
        begins, ends = (str(cell.source).count(f"{word} SOLUTION") for word in ("BEGIN", "END"))
        if begins != ends:
            what = f"BEGIN SOLUTION is there {times(begins)}, and END SOLUTION {times(ends)}."
            yield Fault(assignment.path, named(cell), what, "Let each solution begin with the one and end with the other.")
        elif begins and not is_solution(cell) and named(cell) not in told:
            yield Fault(assignment.path, named(cell), "it holds a solution, and isn't an answer to nbgrader.", SET_IT)


def of_tidiness(assignment: Assignment, told: set[str]) -> Iterator[Fault]:
    """What `autograder tidy` mends, but for the cells `told`."""
    # The file's own text, since nbformat gives each cell an id as it reads.
    found = json.loads(assignment.path.read_text(encoding="utf-8")).get("cells")
    cells = found if isinstance(found, list) else []
    tidy = f"Run `autograder tidy {'/'.join(assignment.path.parts[-3:])}`."
    ids = [cell.get("id") for cell in cells]
    for cell in cells:
        if not cell.get("id"):
            yield Fault(assignment.path, named(cell), "the cell has no id.", tidy)
        elif ids.count(cell["id"]) > 1 and cell["id"] not in told:
            yield Fault(assignment.path, cell["id"], f"this id is there {times(ids.count(cell['id']))}.", tidy)
    left = [cell for cell in cells if cell.get("outputs") or cell.get("execution_count") is not None]
    if left:
        more = f" (and in {len(left) - 1} more)" if len(left) > 1 else ""
        yield Fault(assignment.path, named(left[0]), f"an output was left in the cell{more}.", tidy)


def of_cells(assignment: Assignment, cells: list[NotebookNode], told: set[str]) -> Iterator[Fault]:
    """Code cells that nobody grades and nobody guards, and those that are graded twice or by nothing that stands in them."""
    tested = set(assignment.exercises())
    answers = {name for name, cell in assignment.cells.items() if is_solution(cell)}
    some_as_written = len(assignment.checked()) < len(assignment.decided())
    in_code = {name for name in answers if assignment.cells[name].cell_type == "code" and not is_graded(assignment.cells[name])}
    untested = set() if some_as_written else {name for name in in_code - tested - told if name.isidentifier()}
    for cell in cells:
        grade_id = grade_id_of(cell)
        if cell.cell_type != "code":
            continue
        if is_graded(cell):
            yield from _of_graded(assignment, cell, tested)
            continue
        source = str(cell.source)
        is_loose = grade_id is None and not is_solution(cell) and "BEGIN SOLUTION" not in source and named(cell) not in told
        checked = [name for name in untested if is_loose and _seems_to_check(source, name)]
        if checked:
            untested -= set(checked)
            tests = f"Call it `test_{checked[0]}`, and give it points as Autograder tests. {SET_IT}"
            yield Fault(assignment.path, named(cell), f"it seems to be the checks of `{checked[0]}`, and isn't graded.", tests)
        elif is_loose and _does_something(source):
            what = "the cell has no grade_id, so a student's change to it stays, and may break what comes after."
            yield Fault(assignment.path, named(cell), what, f"Make it read-only, and call it `given_…`. {SET_IT}")
        if grade_id is None or not is_solution(cell) or some_as_written:
            continue
        if not grade_id.isidentifier():
            yield Fault(assignment.path, grade_id, "an exercise is called as its function is, and this is no name.", SET_IT)
    for name in (name for name in assignment.cells if name in untested - set(RESERVED)):
        if difflib.get_close_matches(name, tested - answers, 1):
            continue  # its checks are there by another name, of which rules.faults_of asks whether it is meant
        mend = f"Put a cell `test_{name}` with points below it (0, if it shan't count). {SET_IT}"
        yield Fault(assignment.path, name, "the exercise has no checks in this notebook.", mend)


def _of_graded(assignment: Assignment, cell: NotebookNode, tested: set[str]) -> Iterator[Fault]:
    """An exercise whose own cell has points beside those of its checks, and tests that only nbgrader by itself would run."""
    grade_id = str(grade_id_of(cell))
    exercise, _ = exercise_and_part(grade_id)
    if is_solution(cell) and grade_id in tested:
        what = "a person has to read and grade the exercise, beside its checks: both have points, and without a reader it waits."
        mend = f"Make it an Autograded answer, and ask in a cell of its own what somebody shall read. {SET_IT}"
        yield Fault(assignment.path, grade_id, what, mend)
    elif grade_id in assignment.checked() and defining.released(str(cell.source)) != "\n".join(str(cell.source).splitlines()):
        file = assignment.check_file(exercise)
        if file is not None and file.exists():
            there = f"{file.parent.name}/{file.name}"
            mend = f'Write them to {there}; or say as_written = ["{exercise}"] in course.toml, if the cell itself shall decide.'
            yield Fault(assignment.path, grade_id, f"the hidden tests in the cell decide nothing: {there} does.", mend)


def named(cell: Any) -> str:
    """What to call a cell: its grade_id, its id, or how it begins."""
    first = ("".join(cell.get("source", "")).strip().splitlines() or ["(empty)"])[0][:40]
    return str(grade_id_of(cell) or cell.get("id") or first)


def _seems_to_check(source: str, name: str) -> bool:
    """Whether a cell asserts something about an exercise."""
    return re.search(rf"\b{re.escape(name)}\b", source) is not None and re.search(r"^[ \t]*assert\b", source, re.M) is not None


def _does_something(source: str) -> bool:
    return any(line.strip() and not line.strip().startswith("#") for line in source.splitlines())
