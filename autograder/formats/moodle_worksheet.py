"""Moodle's grading worksheet: the list of one assignment that is downloaded there, filled in, and uploaded again.

Kept to what its importer reads (mod/assign/feedback/offline of moodle/moodle): it finds somebody by `Identifier`, their number
as a participant of this assignment, which is the number in the names of the files that Moodle packs; it takes `Grade` where it
differs, and by `Last modified (grade)` refuses what was changed there since then. Comments stay out of the file, and so as they
are.
"""

from collections.abc import Sequence

from autograder.formats import filled_in
from autograder.formats.filled_in import Made
from autograder.formats.moodle import KEYS, for_moodle, large
from autograder.formats.roster import Roster, matched
from autograder.formats.totals import Total, number
from autograder.text.listing import some_of

_IDENTIFIER, _GRADE, _CHANGED, _MOST = "Identifier", "Grade", "Last modified (grade)", "Maximum grade"
_KEPT = (_IDENTIFIER, "Full name", *KEYS, _GRADE, _MOST, _CHANGED)
_LONGEST = 12
"""Characters of the number of a participant, at most."""


def is_one(roster: Roster) -> bool:
    """Whether a list is such a worksheet, in the words of an English Moodle."""
    return {_IDENTIFIER, _GRADE, _CHANGED} <= set(roster.columns)


def filled(roster: Roster, found: Sequence[Total]) -> Made:
    """The worksheet with the points of the assignment that `found` is of."""
    names, everybody = roster.columns, roster.rows[1:]
    identifier, grade = names.index(_IDENTIFIER), names.index(_GRADE)
    keys = [place for place, name in enumerate(names) if name in KEYS]
    numbers = [_number_of(row[identifier]) for row in everybody]
    who = matched((one.student for one in found), [[row[place] for place in keys] for row in everybody], numbers)
    of = {row: next(one for one in found if one.student == student) for student, row in who.rows.items()}
    kept = [place for place, name in enumerate(names) if name in _KEPT]
    rows = [[names[place] for place in kept]]
    for at, row in enumerate(everybody):
        cell = filled_in.cell(of.get(at), row[grade], "")
        if cell != row[grade] and numbers[at]:
            rows.append([cell if place == grade else for_moodle(row[place]) for place in kept])
    shown = names.index("Full name") if "Full name" in names else identifier
    alone = [row[shown] for at, row in enumerate(everybody) if at not in of]
    return Made(
        roster.written(rows), [*filled_in.told(found, who, alone, "Moodle's worksheet"), *_scale(roster, found), *large(found)]
    )


def _number_of(identifier: str) -> str:
    """12 of `Participant 12`."""
    text = identifier.strip()
    words = text.rstrip("0123456789")
    last = text[len(words) :]
    is_one = 0 < len(last) <= _LONGEST and not any(character.isdigit() for character in words)
    return last if is_one else ""


def _scale(roster: Roster, found: Sequence[Total]) -> list[str]:
    """A sentence if the assignment is worth something else in Moodle."""
    if _MOST not in roster.columns or not found:
        return []
    ours = max(one.max_points for one in found)
    theirs = {row[roster.columns.index(_MOST)].strip() for row in roster.rows[1:]} - {""}
    if not theirs or any(_same(one, ours) for one in theirs):
        return []
    worth = f"{number(ours)} points here and {some_of(sorted(theirs), 3)} in Moodle"
    return [f"{found[0].assignment} is worth {worth}: the points are written as they are."]


def _same(text: str, points: float) -> bool:
    try:
        return abs(float(text.replace(",", ".")) - points) < 0.005
    except ValueError:
        return False
