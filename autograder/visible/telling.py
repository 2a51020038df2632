"""What a student reads of each exercise, and of cells that are none: made of what came of the notebook's cells."""

import re

from autograder.formats.sheet import Outcome, Row
from autograder.text.listing import listed
from autograder.visible import going as going_
from autograder.visible import missing
from autograder.visible.cells import Cell, Exercise, Notebook
from autograder.visible.errors import ended, error_of, syntax_of
from autograder.visible.going import Going, is_met
from autograder.visible.kernel import SYNTAX, Ran
from autograder.visible.places import called, first_line, upper, where

_MISSING_MODULE = ("ModuleNotFoundError", "ImportError")
_RAISES = "NotImplementedError"
_NOTHING = ("#", "def ", "class ", "import ", "from ", f"raise {_RAISES}")
_COMMENT = re.compile(r"#[^\n]*+")
_NAME = re.compile(r"(?<![.\w])[^\W\d]\w*+")
_STRING = re.compile(r'^[ \t]*+(?:"""(?:[^"]|"(?!""))*+"""|\'\'\'(?:[^\']|\'(?!\'\'))*+\'\'\')', re.M)


def row_of(exercise: Exercise, going: Going) -> Row:
    """The row of an exercise whose cells were all run."""
    cells = going.notebook.cells
    own = None if exercise.cell is None else cells[exercise.cell]
    outcome: Outcome
    is_read = _is_read(exercise, going.notebook)
    if own is not None and own.is_for_a_reader:
        outcome, sentence = _of_answer(own, going.ran.get(exercise.cell or 0) if own.is_code else None)
    elif is_read:
        outcome, sentence = "unwritten", f"Its cell {_deleted(exercise)}"
    else:
        outcome, sentence = _of_exercise(exercise, own, going)
    points = sum(
        cells[check].points for check in exercise.checks if is_met(going.ran.get(check)) and not _is_changed(cells[check])
    )
    seconds = sum(going.ran[check].seconds for check in exercise.checks if check in going.ran)
    return _row(exercise, going.notebook, outcome, sentence, 0.0 if is_read else points, seconds)


def row_unknown(exercise: Exercise, notebook: Notebook) -> Row:
    """The row of an exercise of which nothing is known as yet."""
    if _is_read(exercise, notebook):
        return _row(exercise, notebook, "unread", "A reader gives its points.")
    return _row(exercise, notebook, "error", "The run was ended before its turn came.")


def _is_read(exercise: Exercise, notebook: Notebook) -> bool:
    """Whether a person gives all its points."""
    if exercise.cell is not None and notebook.cells[exercise.cell].is_for_a_reader:
        return True
    return bool(exercise.gone) and all(cell.is_for_a_reader for cell in exercise.gone)


def _row(
    exercise: Exercise, notebook: Notebook, outcome: Outcome, sentence: str, points: float = 0.0, seconds: float = 0.0
) -> Row:
    cells = notebook.cells
    own = None if exercise.cell is None else cells[exercise.cell]
    most = 0.0 if _is_read(exercise, notebook) else sum(cells[check].points for check in exercise.checks) + exercise.points_gone
    return Row(
        exercise=exercise.name,
        outcome=outcome,
        points=points,
        max_points=most,
        sentence=sentence,
        line=own.line if own is not None else 0,
        asked="\n\n".join(cells[check].source for check in exercise.checks),
        seconds=seconds,
    )


def note_of(place: int, going: Going) -> str:
    """A sentence about a cell that is no exercise's, if it did what others suffer from; else ""."""
    cell, ran = going.notebook.cells[place], going.ran.get(place)
    if ran is None or any(place in exercise.places for exercise in going.notebook.exercises):
        return ""
    name = upper(called(place, going))
    if ran.ended:
        return f"{name} {ended(ran, place, going)} It was left out, and the rest was run."
    error = ran.error
    is_seldom_meant = error is not None and error.name in (*_MISSING_MODULE, *SYNTAX)
    if error is None or not (cell.is_locked or is_seldom_meant or place <= going.notebook.begins_at):
        return ""
    if cell.is_check or cell.is_picture or error.name == _RAISES or _not_theirs(error.name, error.text, place, going):
        return ""  # it follows from what is told elsewhere
    return f"{name} stops: {error_of(error, place, going)}"


def slow(place: int, going: Going) -> str:
    """What is said when a cell takes long."""
    return f"{upper(called(place, going))} runs for {going_.SLOW:g} s now, and may for {round(going.allowed, 1):g} s."


def _of_answer(cell: Cell, ran: Ran | None) -> tuple[Outcome, str]:
    """What is said of an answer that a person reads."""
    stops = ran is not None and ran.error is not None and ran.error.name == _RAISES
    for_it = f"a reader gives up to {cell.points:g} point{'s' * (cell.points != 1)}"
    if not cell.is_written or stops:
        return "unwritten", f"Nothing is written here yet; {for_it}."
    return "unread", f"Waits for a reader: {for_it}."


def _of_exercise(exercise: Exercise, own: Cell | None, going: Going) -> tuple[Outcome, str]:
    place, own_ran = exercise.cell, None if exercise.cell is None else going.ran.get(exercise.cell)
    stops = own_ran.error if own_ran is not None else None
    itself = ""
    if own_ran is not None and own_ran.ended:
        itself = f"The cell itself {ended(own_ran, place or 0, going)}"
    elif stops is not None and stops.name in SYNTAX:
        itself = f"Python can't read the cell, so nothing in it ran. {syntax_of(stops, place or 0, going)}"
    elif stops is not None and stops.name != _RAISES:
        itself = f"The cell itself stops: {error_of(stops, place or 0, going)}"
    unmet = next((check for check in exercise.checks if not is_met(going.ran.get(check))), None)
    if unmet is None:
        # The points are there, so it is right; but what stopped may be missed further down.
        if exercise.gone:
            return "error", f"Its check {_deleted(exercise)}"
        if any(_is_changed(going.notebook.cells[check]) for check in exercise.checks):
            return "error", "Its check was changed here, so it tells nothing: copy it back from the notebook that was given out."
        return "right", f"Its checks are met all the same. {itself}" if itself else ""
    ran = going.ran.get(unmet) or Ran()
    is_out_of_time = going.ran_out and unmet not in going.ran
    if is_out_of_time and own_ran is None and own is not None and own.is_written:
        return "error", _NO_TIME
    if unwritten := _unwritten(own, stops is not None and not itself, ran):
        return "unwritten", unwritten
    if is_out_of_time and not itself:
        return "error", _NO_TIME
    for error, at in ((stops, place), (ran.error, unmet)):
        if (
            error is not None
            and at is not None
            and (not itself or at == place)
            and (told := _not_theirs(error.name, error.text, at, going))
        ):
            return "error", told
    if itself:
        return "wrong", itself
    before = _stands_on(exercise, going)
    if ran.ended:
        return "wrong", f"{before}Its check {ended(ran, unmet, going)}"
    error = ran.error
    if error is None:  # a check without text
        return "error", "Its check is empty: take it from the released notebook."
    if error.name == "AssertionError":
        said = _joined(error.text)
        said = f"Its check says: {said}" if before and said else said
        return "wrong", before + (said or f"A check isn't met{where(unmet, going, {unmet})}.")
    return "wrong", ("" if error.name == "NameError" else before) + error_of(error, unmet, going)


_NO_TIME = "Not run: the time that all cells may take together was used up before."


def _stands_on(exercise: Exercise, going: Going) -> str:
    """A sentence in front of what is wrong, where the cell uses an exercise further up that isn't right itself; else ""."""
    if exercise.cell is None:
        return ""
    source = _COMMENT.sub("", _STRING.sub("", going.notebook.cells[exercise.cell].source))
    words = set(_NAME.findall(source))
    unmet = [
        other.name
        for other in going.notebook.exercises
        if other.name in words and other.checks and other.checks[-1] < min(exercise.checks, default=0)
        if not all(is_met(going.ran.get(check)) for check in other.checks)
    ]
    named = listed([f"`{name}`" for name in unmet])
    are = "aren't" if len(unmet) > 1 else "isn't"
    return f"It uses {named}, which {are} right yet: mend that first, since this may come of it. " if unmet else ""


def _not_theirs(name: str, text: str, place: int, going: Going) -> str:
    """Why an exercise can't be told, if a name is missing that was given; else ""."""
    found = missing.NAME.search(text) if name == "NameError" else None
    reason = missing.why(found[1], place, going) if found is not None else None
    return reason.sentence if reason is not None and not reason.is_theirs else ""


def _unwritten(own: Cell | None, stops: bool, ran: Ran) -> str:
    """What is said of an exercise that isn't written, or of which the line still stands that says so; "" for others."""
    if own is None:
        return ""
    if not own.is_written:
        return "Not written yet."
    of_check = ran.error is not None and ran.error.name == _RAISES and f"raise {_RAISES}" in own.source
    if not stops and not of_check:
        return ""
    lines = _STRING.sub("", own.source).splitlines()
    if all(line in ("", "pass", "...") or line.startswith(_NOTHING) for line in map(str.strip, lines)):
        return "Not written yet."
    at = next((n for n, line in enumerate(own.source.splitlines(), start=1) if f"raise {_RAISES}" in line), 0)
    return (
        f"Line {at}, `raise {_RAISES}`, still stands, and nothing after it is run: write what is missing, and delete that line."
    )


def _is_changed(check: Cell) -> bool:
    """Whether a check isn't the one that was given out, as far as that is known: then it proves nothing."""
    return check.is_as_released is False


def _deleted(exercise: Exercise) -> str:
    """The end of a sentence about a cell that was given out and isn't there."""
    mend = "Copy it back from the notebook that was given out, or write into a new copy of that."
    return f"`{exercise.gone[0].grade_id}` was deleted here. {mend}"


def _joined(text: str) -> str:
    """A text of several lines in one piece."""
    return first_line(" ".join(text.split()))
