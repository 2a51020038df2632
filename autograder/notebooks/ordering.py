"""The order in which a submission's cells run, where a student's definition stands elsewhere than its exercise.

The checks of an exercise run where they stand. What a student defined counts wherever it stands: a placeholder isn't run when
there is something better, and a definition below its checks runs before them too. It isn't moved, since the student's other
cells may count on its place.
"""

from autograder.notebooks import defining
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_solution
from autograder.notebooks.format import NotebookNode, new_code_cell
from autograder.notebooks.matching import Names, Original, exercises

SET_ASIDE = "autograder_set_aside"
"""Metadata of a cell that isn't run: an untouched exercise whose function is defined elsewhere."""


def is_set_aside(cell: NotebookNode) -> bool:
    return cell.get("metadata", {}).get(SET_ASIDE) is True


def order(notebook: NotebookNode, assignment: Original) -> list[str]:
    """Bring the cells of a mended notebook into an order in which each definition counts, in place; returns notes."""
    if defining.is_too_long(notebook.cells):
        return []
    copied: dict[int, list[str]] = {}
    set_aside: dict[str, int] = {}
    names, theirs = Names(notebook.cells), _of_the_student(notebook, assignment)
    for grade_id, name in exercises(assignment).items():
        original = assignment.cells[grade_id]
        written, untouched = names.places(name, original, theirs)
        checks = _checks(notebook, assignment, grade_id, name)
        if not written or not checks:
            continue
        for at in untouched:
            notebook.cells[at].metadata[SET_ASIDE] = True
            set_aside[name] = id(notebook.cells[at])
        first = checks[0]
        if written[0] < first:
            continue
        copied.setdefault(id(notebook.cells[written[-1]]), []).append(name)
        needed = [notebook.cells[at].source for at in _with_helpers(notebook, theirs, written[-1], first)]
        notebook.cells[first:first] = [new_code_cell(source) for source in needed]
        names, theirs = Names(notebook.cells), _of_the_student(notebook, assignment)
    number = {id(cell): n for n, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1)}
    told = []
    for cell, defined in copied.items():
        named = ", ".join(f"`{name}`" for name in defined)
        told.append(f"Code cell {number[cell]} defines {named} below the checks: it ran before them too.")
    if set_aside:
        cells = ", ".join(f"{number[cell]} (`{name}`)" for name, cell in set_aside.items())
        told.append(f"These code cells weren't run, since what they ask for is written in others: {cells}.")
    return told


def _of_the_student(notebook: NotebookNode, assignment: Original) -> list[int]:
    """The places of the code cells that the student wrote, or may have."""
    found = []
    for at, cell in enumerate(notebook.cells):
        original = assignment.cells.get(grade_id_of(cell) or "")
        if cell.cell_type == "code" and (original is None or is_solution(original)):
            found.append(at)
    return found


def _checks(notebook: NotebookNode, assignment: Original, grade_id: str, name: str) -> list[int]:
    """The places of an exercise's checks: those that are called after it, else those that speak of it."""
    called, speaking = [], []
    for at, cell in enumerate(notebook.cells):
        found = grade_id_of(cell)
        original = assignment.cells.get(found or "")
        if found is None or original is None or not is_graded(original) or is_solution(original):
            continue
        if exercise_and_part(found)[0] == grade_id:
            called.append(at)
        elif name in defining.WORD.findall(original.source):
            speaking.append(at)
    return called or speaking


def _with_helpers(notebook: NotebookNode, theirs: list[int], place: int, first: int) -> list[int]:
    """The place of a cell below `first`, with those of other cells below that define what it speaks of, in order."""
    below: dict[str, int] = {}
    above: set[str] = set()
    for at in theirs:
        source = notebook.cells[at].source
        if at >= first:
            below |= dict.fromkeys(defining.functions_in(source) | defining.imported_in(source), at)
        elif not is_set_aside(notebook.cells[at]):
            above |= defining.functions_in(source) | defining.imported_in(source)
    needed, waiting = {place}, [place]
    while waiting:
        words = set(defining.WORD.findall(notebook.cells[waiting.pop()].source))
        more = {below[word] for word in words & below.keys() - above} - needed
        needed |= more
        waiting += more
    return sorted(needed)
