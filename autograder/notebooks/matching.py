"""Cells that have lost what nbgrader knows them by, found by what they are.

Editors that don't know nbgrader drop a cell's metadata: a way to .py and back, an export, a copy into a new notebook. An
exercise is known by the name that it defines, a cell of the instructor's by its text, a written answer by the question above it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from autograder.notebooks import defining
from autograder.notebooks.cells import grade_id_of, is_graded, is_solution
from autograder.notebooks.format import NotebookNode


class Original(Protocol):
    """What a submission is held against: an assignment's cells that have a grade_id, by that and in order.

    `questions`: the text above each answer that a person grades, by the answer's grade_id.
    """

    @property
    def name(self) -> str: ...
    @property
    def cells(self) -> Mapping[str, NotebookNode]: ...
    @property
    def questions(self) -> Mapping[str, str]: ...


def exercises(assignment: Original) -> dict[str, str]:
    """The name that each exercise asks for, by its grade_id; without those that several ask for."""
    found: dict[str, str] = {}
    for grade_id, cell in assignment.cells.items():
        if is_solution(cell) and cell.cell_type == "code" and (name := defining.name_of(grade_id, cell)) is not None:
            found[grade_id] = name
    names = list(found.values())
    return {grade_id: name for grade_id, name in found.items() if names.count(name) == 1}


def recognised(notebook: NotebookNode, assignment: Original) -> dict[int, str]:
    """The grade_ids of cells that bear none of the assignment's, by the cells' places."""
    there = {grade_id_of(cell) for cell in notebook.cells}
    lost = [grade_id for grade_id in assignment.cells if grade_id not in there]
    if not lost or defining.is_too_long(notebook.cells):
        return {}
    free = [at for at, cell in enumerate(notebook.cells) if grade_id_of(cell) not in assignment.cells]
    found = _by_text(notebook, assignment, lost, free)
    names = Names(notebook.cells)
    for grade_id, name in exercises(assignment).items():
        if grade_id in lost:
            written, untouched = names.places(name, assignment.cells[grade_id], (at for at in free if at not in found))
            if places := written or untouched:
                found[places[-1]] = grade_id  # the last one, as Python has it
    for grade_id, question in assignment.questions.items():
        if grade_id in lost and question:
            kind = assignment.cells[grade_id].cell_type
            for at in free:
                if defining.squeezed(notebook.cells[at].source) in assignment.questions.values():
                    continue  # where the answer was deleted, the next question stands there
                above = notebook.cells[at - 1].source if at else ""
                if at not in found and notebook.cells[at].cell_type == kind and defining.squeezed(above) == question:
                    found[at] = grade_id
                    break
    return found


def _by_text(notebook: NotebookNode, assignment: Original, lost: list[str], free: list[int]) -> dict[int, str]:
    """Cells of the instructor's, which the student didn't have to change."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for grade_id in lost:
        original = assignment.cells[grade_id]
        if not is_solution(original):
            for text in {defining.squeezed(original.source), defining.squeezed(defining.released(original.source))} - {""}:
                waiting[text].append(grade_id)
    found: dict[int, str] = {}
    for at in free:
        same = waiting.get(defining.squeezed(notebook.cells[at].source), [])
        if left := [grade_id for grade_id in same if grade_id not in found.values()]:
            found[at] = left[0]
    return found


class Names:
    """The names that each cell of a notebook defines, looked up once."""

    def __init__(self, cells: list[NotebookNode]) -> None:
        is_short = not defining.is_too_long(cells)
        texts = [cell.source if is_short and cell.cell_type == "code" else "" for cell in cells]
        self._cells = cells
        self._functions = [defining.functions_in(text) for text in texts]
        self._values = [defining.assigned_in(text) for text in texts]

    def places(self, name: str, original: NotebookNode, among: Iterable[int]) -> tuple[list[int], list[int]]:
        """Where a name is defined, and where the untouched exercise stands that would define it.

        Cells that make a function or a class of it count before those that give it a value.
        """
        functions: list[int] = []
        values: list[int] = []
        untouched: list[int] = []
        for at in among:
            is_function = name in self._functions[at]
            if is_function or name in self._values[at]:
                if defining.is_untouched(self._cells[at], original):
                    untouched.append(at)
                else:
                    (functions if is_function else values).append(at)
        return functions or values, untouched


def answers_another(notebook: NotebookNode, assignment: Original) -> bool:
    """Whether none of the notebook's exercises and checks belongs to `assignment`."""
    own = _own(assignment)
    if not own or any(grade_id_of(cell) in own for cell in notebook.cells):
        return False
    if not own.isdisjoint(recognised(notebook, assignment).values()):
        return False
    names, everywhere = Names(notebook.cells), range(len(notebook.cells))
    wanted = exercises(assignment).items()
    return not any(any(names.places(name, assignment.cells[grade_id], everywhere)) for grade_id, name in wanted)


def share_found(notebook: NotebookNode, assignment: Original) -> float:
    """The share of an assignment's exercises and checks that a notebook has, known by metadata or by what they are."""
    own = _own(assignment)
    there = {grade_id_of(cell) for cell in notebook.cells} | set(recognised(notebook, assignment).values())
    return len(own & there) / len(own) if own else 0.0


def _own(assignment: Original) -> set[str]:
    """What an assignment asks, by the grade_ids: exercises and checks; given cells are alike in several."""
    return {grade_id for grade_id, cell in assignment.cells.items() if is_graded(cell) or is_solution(cell)}


def is_begun(notebook: NotebookNode, assignment: Original) -> bool:
    """Whether one of the assignment's exercises is written in a notebook."""
    names, everywhere = Names(notebook.cells), range(len(notebook.cells))
    return any(names.places(name, assignment.cells[found], everywhere)[0] for found, name in exercises(assignment).items())
