"""Cells and lines in words that a student knows: an exercise's name, a cell's first line. A notebook shows no ids."""

from autograder.text.places import shortened
from autograder.visible.cells import Notebook, exercise_of
from autograder.visible.going import Going

_LONGEST = 400
_LONGEST_BEGINNING = 60


def called(place: int, going: Going) -> str:
    """What a cell is called within a sentence."""
    return called_in(place, going.notebook)


def called_in(place: int, notebook: Notebook) -> str:
    cell = notebook.cells[place]
    if cell.is_check:
        return f"the check of `{exercise_of(cell.grade_id)}`"
    if any(exercise.cell == place or exercise.name == cell.grade_id for exercise in notebook.exercises):
        return f"the cell of `{cell.grade_id}`"
    return f"the cell that begins `{first_line(cell.source, _LONGEST_BEGINNING)}`"


def where(place: int, going: Going, of: set[int] | None = None) -> str:
    """ ", line 3: `the code`", of the innermost place in the student's cells; and which cell, if it isn't the one at `place`.

    `of` are the cells that are looked at; else the cell itself, and all that aren't checks.
    """
    cells = going.notebook.cells
    for at, line in reversed(going.frames.get(place, [])):
        lines = cells[at].source.splitlines()
        if 0 < line <= len(lines) and (at in of if of is not None else at == place or not cells[at].is_check):
            there = "" if at == place else f" of {called(at, going)}".replace("the cell of ", "")
            return f", line {line}{there}: `{first_line(lines[line - 1])}`"
    return ""


def upper(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def first_line(text: str, longest: int = _LONGEST) -> str:
    """The first line that isn't empty, shortened."""
    return shortened(next((line.strip() for line in text.splitlines() if line.strip()), ""), longest)
