"""Why a name isn't there: told by the cells above and below the one that uses it, since all of them were run in order."""

import keyword
import re
from dataclasses import dataclass
from difflib import get_close_matches

from autograder.text.grammar import COMPARES
from autograder.visible.going import Going, is_met
from autograder.visible.places import called, upper

NAME = re.compile(r"name '(\w++)' is not defined")
_DEFINES = re.compile(
    r"^(?:(?:async[ \t]++)?(?:def|class)[ \t]++(\w++)|for[ \t]++(\w++)"
    r"|(\w++(?:[ \t]*+,[ \t]*+\w++)*+)[ \t]*+(?::[^=\n]++)?=(?!=)|(?:from[ \t][^\n]*?)?\bimport\b([^\n]++))",
    re.M,
)
_CALLED = re.compile(r"\b(\w++)\(")
_VALUES = re.compile(r"^(\w++)[ \t]*+=(?!=)", re.M)
_WORD = re.compile(r"\w++")
_STAR = re.compile(r"^from[ \t]++\S++[ \t]++import[ \t]++\*", re.M)
_ALIKE = 0.8


@dataclass(frozen=True)
class Why:
    """Why a name is missing. `is_theirs` says whether it is the student's to mend, as far as that is known."""

    sentence: str
    is_theirs: bool = True


def names_in(source: str) -> set[str]:
    """The names that a cell's text gives a value at its top level, whether it is Python or not."""
    return {word for found in _DEFINES.findall(source) for part in found for word in _WORD.findall(part)} - {"as"}


def why(name: str, place: int, going: Going) -> Why:
    """Why the cell at a place, or what it calls, finds no `name`."""
    cells = going.notebook.cells
    if letter := _letter(name, place, going):
        return Why(letter)
    makers = [at for at, cell in enumerate(cells) if cell.is_code and not cell.is_check and name in names_in(cell.source)]
    stopped = [at for at in makers if at < place and at in going.ran and not is_met(going.ran[at])]
    if stopped and not cells[stopped[-1]].is_locked:
        at = stopped[-1]
        error = going.ran[at].error
        before = NAME.search(error.text) if error is not None and error.name == "NameError" else None
        reason = why(before[1], at, going) if before is not None else None
        if reason is not None and not reason.is_theirs:
            return reason
        return Why(f"`{name}` isn't there, since {called(at, going)} stops: mend that first.")
    given = _given_that_may_bring_it(place, going)
    if given is None and stopped:
        given = stopped[-1]
    if given is not None:
        return Why(f"Can't be told, since {called(given, going)} stops.", is_theirs=False)
    if not makers and going.notebook.given_gone:
        begins = going.notebook.given_gone[0]
        return Why(f"Can't be told, since a given cell was deleted here: the one that begins `{begins}`.", is_theirs=False)
    if not makers and _is_used_by_given_cells(name, going):
        mend = "Was one deleted? Copy it back from the notebook that was given out."
        return Why(f"Can't be told without `{name}`: no cell makes it, and given cells use it. {mend}", is_theirs=False)
    return Why(_of_student(name, place, going, makers))


def _letter(name: str, place: int, going: Going) -> str:
    """What is said of an answer that is a letter without its quotes; "" where none is."""
    answers = [exercise.name for exercise in going.notebook.exercises if exercise.cell == place]
    is_one = len(name) == 1 and any(
        re.search(rf"^{re.escape(answer)}[ \t]*+=[ \t]*+{name}[ \t]*+(?:#|$)", going.notebook.cells[place].source, re.M)
        for answer in answers
    )
    return f'An answer is a letter in quotes: `{answers[0]} = "{name}"`.' if is_one else ""


def overwritten(line: str, place: int, going: Going) -> str:
    """What is said where a line calls what is no function any more, since a cell gave its name to something else; else ""."""
    for name in _CALLED.findall(line):
        for at, cell in enumerate(going.notebook.cells[: place + 1]):
            if cell.is_code and not cell.is_locked and name in _VALUES.findall(cell.source):
                if any(exercise.name == name and exercise.cell == at for exercise in going.notebook.exercises):
                    return f"`{name}` is no function: begin it as it was given, `def {name}(…)`."
                return f"{upper(called(at, going))} gave `{name}` to something else: choose another name there."
    return ""


def _is_used_by_given_cells(name: str, going: Going) -> bool:
    """Whether a name that is no exercise's is used in several cells as they were given out, and made by none of them."""
    given = [cell for cell in going.notebook.cells if cell.is_code and (cell.is_locked or cell.is_as_released)]
    is_an_exercise = any(exercise.name == name for exercise in going.notebook.exercises)
    if is_an_exercise or any(name in names_in(cell.source) for cell in given):
        return False
    return sum(name in _WORD.findall(cell.source) for cell in given) > 1


def _given_that_may_bring_it(place: int, going: Going) -> int | None:
    """The place of a given cell above that stopped, and comes before all exercises or takes all names of some module."""
    for at, ran in sorted(going.ran.items()):
        cell = going.notebook.cells[at]
        is_given = cell.is_locked and not cell.is_check and not cell.is_picture
        brings_any = at < going.notebook.begins_at or _STAR.search(cell.source)
        if at < place and is_given and brings_any and not is_met(ran):
            return at
    return None


def _of_student(name: str, place: int, going: Going, makers: list[int]) -> str:
    cells = going.notebook.cells
    if below := [at for at in makers if at > place]:
        return f"`{name}` is made further down, in {called(below[0], going)}: it has to stand above."
    text = re.compile(rf"^[ \t]*+(?:(?:def|class)[ \t]++{name}\b|{name}[ \t]*+=)", re.M)
    if any(not cell.is_code and text.search(cell.source) for cell in cells):
        return f"The cell that makes `{name}` is no code cell, so it isn't run: select it, and choose Code in the bar above."
    own = next((exercise for exercise in going.notebook.exercises if exercise.name == name), None)
    if own is not None and own.cell is None:
        return f"The cell of `{name}` was deleted here: copy it back from the notebook that was given out."
    if own is not None and own.cell is not None and re.search(rf"^{re.escape(name)}[ \t]*+==", cells[own.cell].source, re.M):
        return COMPARES
    if own is not None:
        return f"The cell of `{name}` doesn't make it: is the name there as it was given?"
    known = {word for cell in cells[:place] if cell.is_code for word in names_in(cell.source)}
    known |= {word for at, _ in going.frames.get(place, []) for word in _WORD.findall(cells[at].source)}
    known -= {name, *keyword.kwlist}
    if near := get_close_matches(name, sorted(known), 1, _ALIKE):
        return f"Is `{near[0]}` meant?"
    return f"No cell gives `{name}` a value, and it is none of the arguments: is it spelt right?"
