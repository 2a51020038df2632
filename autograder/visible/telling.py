"""What a student reads of each exercise, and of cells that are none: made of what came of the notebook's cells."""

from autograder.formats.sheet import Outcome, Row
from autograder.visible.cells import Cell, Exercise
from autograder.visible.going import Going
from autograder.visible.kernel import SYNTAX, Error, Ran

_LONGEST = 400
_MISSING_MODULE = ("ModuleNotFoundError", "ImportError")
_LOOP = "Is there a loop that never ends?"


def row_of(exercise: Exercise, going: Going) -> Row:
    """The row of an exercise whose cells were all run."""
    cells = going.notebook.cells
    own = None if exercise.cell is None else cells[exercise.cell]
    outcome: Outcome
    if exercise.gone and all(cell.is_for_a_reader for cell in exercise.gone):
        outcome, sentence = "unwritten", f"Its cell {_deleted(exercise)}"
        points = max_points = 0.0
    elif own is not None and own.is_for_a_reader:
        outcome, sentence = _of_answer(own, going.ran.get(exercise.cell or 0) if own.is_code else None)
        points = max_points = 0.0
    else:
        outcome, sentence = _of_exercise(exercise, own, going)
        max_points = sum(cells[check].points for check in exercise.checks) + exercise.points_gone
        points = sum(cells[check].points for check in exercise.checks if _is_met(going.ran.get(check)))
    return Row(
        exercise=exercise.name,
        outcome=outcome,
        points=points,
        max_points=max_points,
        sentence=sentence,
        line=own.line if own is not None else 0,
        asked="\n\n".join(cells[check].source for check in exercise.checks),
        seconds=sum(going.ran[check].seconds for check in exercise.checks if check in going.ran),
    )


def note_of(place: int, going: Going) -> str:
    """A sentence about a cell that is no exercise's, if it did what others suffer from; else ""."""
    cell, ran = going.notebook.cells[place], going.ran.get(place)
    if ran is None or any(place in exercise.places for exercise in going.notebook.exercises):
        return ""
    if ran.ended:
        return f"The cell `{cell.name}` {_ended(ran, place, going)} It was left out, and the rest was run."
    error = ran.error
    if error is None or (place > going.notebook.begins_at and error.name not in (*_MISSING_MODULE, *SYNTAX)):
        return ""
    return f"The cell `{cell.name}` stops: {_error(error, place, going)}"


def _of_answer(cell: Cell, ran: Ran | None) -> tuple[Outcome, str]:
    """What is said of an answer that a person reads."""
    stops = ran is not None and ran.error is not None and ran.error.name == "NotImplementedError"
    for_it = f"a reader gives up to {cell.points:g} point{'s' * (cell.points != 1)}"
    if cell.is_as_released or not cell.source.strip() or stops:
        return "unwritten", f"Nothing is written here yet; {for_it}."
    return "unread", f"Waits for a reader: {for_it}."


def _of_exercise(exercise: Exercise, own: Cell | None, going: Going) -> tuple[Outcome, str]:
    place, own_ran = exercise.cell, None if exercise.cell is None else going.ran.get(exercise.cell)
    if own_ran is not None and own_ran.ended:
        assert place is not None
        return "wrong", f"The cell itself {_ended(own_ran, place, going)}"
    unmet = next((check for check in exercise.checks if not _is_met(going.ran.get(check))), None)
    if unmet is None:
        return ("error", f"Its check {_deleted(exercise)}") if exercise.gone else ("right", "")
    stops = own_ran.error if own_ran is not None else None
    ran = going.ran.get(unmet) or Ran()
    raises = "NotImplementedError"
    if own is not None and (
        own.is_as_released
        or not own.source.strip()
        or (stops is not None and stops.name == raises)
        or (ran.error is not None and ran.error.name == raises and f"raise {raises}" in own.source)
    ):
        return "unwritten", "Not written yet."
    if stops is not None and place is not None:
        return "wrong", f"The cell itself stops: {_error(stops, place, going)}"
    if ran.ended:
        return "wrong", f"Its check {_ended(ran, unmet, going)}"
    error = ran.error
    if error is None:  # a check without text
        return "error", "Its check is empty: take it from the released notebook."
    if error.name == "NameError" and (given := _given_that_stopped(going)):
        return "error", f"Can't be told, since the cell `{given}` stops."
    if error.name == "AssertionError":
        return "wrong", _first_line(error.text) or f"A check isn't met{_where(unmet, going, {unmet})}."
    return "wrong", _error(error, unmet, going)


def _deleted(exercise: Exercise) -> str:
    """The end of a sentence about a cell that was given out and isn't there."""
    mend = "Copy it back from the notebook that was given out, or write into a new copy of that."
    return f"`{exercise.gone[0].grade_id}` was deleted here. {mend}"


def _given_that_stopped(going: Going) -> str:
    """The name of a cell of the instructor's that stopped before any exercise began: what is missing then isn't the student's."""
    for place, ran in sorted(going.ran.items()):
        cell = going.notebook.cells[place]
        if place < going.notebook.begins_at and cell.is_locked and not _is_met(ran):
            return cell.name
    return ""


def _is_met(ran: Ran | None) -> bool:
    return ran is not None and ran.error is None and not ran.ended


def _ended(ran: Ran, place: int, going: Going) -> str:
    if ran.ended == "died":
        return "ended Python, as quit() or a crash does."
    return f"ran longer than {going.seconds:g} s and was stopped{_where(place, going)}. {_LOOP}"


def _error(error: Error, place: int, going: Going) -> str:
    """An error in a sentence or two: what it is called, where it came from, what it means."""
    text = _first_line(error.text)
    if error.is_plain:
        return text
    said = f"`{error.name}`: {text}" if text else f"`{error.name}`"
    return f"{said.rstrip('.')}{_where(place, going)}." + (f" {_first_line(error.explained)}" if error.explained else "")


def _where(place: int, going: Going, of: set[int] | None = None) -> str:
    """ ", line 3: `the code`", of the innermost place in the student's cells; and which cell, if it isn't the one at `place`.

    `of` are the cells that are looked at; else the cell itself, and all that aren't checks.
    """
    cells = going.notebook.cells
    for at, line in reversed(going.frames.get(place, [])):
        lines = cells[at].source.splitlines()
        if 0 < line <= len(lines) and (at in of if of is not None else at == place or not cells[at].is_check):
            there = "" if at == place else f" of `{cells[at].name}`"
            return f", line {line}{there}: `{_first_line(lines[line - 1].strip())}`"
    return ""


def _first_line(text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= _LONGEST else first[: _LONGEST - 6] + " [...]"
