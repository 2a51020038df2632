"""The CSV that Moodle's gradebook imports: a column that says who somebody is, and one for each grade.

Kept to what its importer reads (grade/import/csv of moodle/moodle). It ends at the first name that it doesn't know, and gives
the grades of a row without a name to the student above: so only who has something new has a row, and no column that says who
somebody is has gaps. `-` stands for no grade, since an empty cell would be one in a new column. (The grading worksheet:
`moodle_worksheet.py`.)
"""

import csv
import io
import re
from collections.abc import Sequence

from autograder.formats import filled_in
from autograder.formats.filled_in import Made
from autograder.formats.roster import Roster, RosterError, matched, same_title
from autograder.formats.totals import Total, number, unknown
from autograder.text.listing import some_of
from autograder.text.places import for_csv

KEYS = ("Username", "ID number", "Email address")
"""The columns that say who somebody is, in the words of an English Moodle."""
NONE = "-"
_NAMES = ("First name", "Last name", "Surname")
_EXPORTED = "Last downloaded from this course"
"""By it Moodle refuses a grade that was changed there since then."""
_TITLE = re.compile(r"(?:(?!Feedback: )[^:]{1,80}: )?(.*?)(?: \(Real\))?", re.S)
_USUAL_MOST = 100
_MOST_TOLD = 20


def filled(roster: Roster, found: Sequence[Total], assignments: Sequence[str], column: str = "", match: str = "") -> Made:
    """The list with the points of these assignments; `match` names the column that says who somebody is, if it isn't one of
    `KEYS`. Raises RosterError where there is no such column, or none of an assignment.
    """
    names, everybody = roster.columns, roster.rows[1:]
    keys = [place for place, name in enumerate(names) if name in ((match,) if match else KEYS)]
    if not keys:
        raise RosterError(
            f"it has no column {match or ', '.join(KEYS)}: say with --match which says what students are called here."
        )
    others = [place for place, name in enumerate(names) if name not in (*_NAMES, *KEYS, _EXPORTED, match)]
    wanted = filled_in.columns(roster, assignments, column, others, _is_titled)
    who = matched((one.student for one in found), [[row[place] for place in keys] for row in everybody])
    whose = {row: student for student, row in who.rows.items()}
    totals = {(one.student, one.assignment): one for one in found}
    new: dict[int, list[str]] = {}
    for at, student in sorted(whose.items()):
        before = [everybody[at][one.place] if one.place >= 0 else "" for one in wanted]
        theirs = [totals.get((student, one.assignment)) for one in wanted]
        cells = [filled_in.cell(one, was, NONE) for one, was in zip(theirs, before, strict=True)]
        if cells != [was or NONE for was in before]:
            new[at] = cells
    strange = [at for at in new if not any(is_plain(everybody[at][place].strip()) for place in keys)]
    for at in strange:
        del new[at]
    whole = [place for place in keys if all(everybody[at][place].strip() for at in new)] or keys[:1]
    kept = [place for place, name in enumerate(names) if place in whole or name in (*_NAMES, _EXPORTED)]
    rows = [[*(names[place] for place in kept), *(one.title for one in wanted)]]
    rows += [
        [*(for_moodle(everybody[at][place]) for place in kept), *cells]
        for at, cells in new.items()
        if _has_key(everybody[at], whole)
    ]
    alone = [
        next((row[place] for place in [*keys, 0] if row[place].strip()), "")
        for at, row in enumerate(everybody)
        if at not in whose
    ]
    told = [*filled_in.told(found, who, alone, "Moodle's list"), *large(found)]
    if strange or len(rows) - 1 < len(new):
        left = [whose[at] for at in [*strange, *(at for at in new if not _has_key(everybody[at], whole))]]
        told.append(f"Nothing that Moodle knows them by can be written, so they are left out: {some_of(left, _MOST_TOLD)}.")
    told += [f"Moodle has no column {one.title} yet: map it to a new grade item." for one in wanted if one.place < 0]
    return Made(roster.written(rows), told)


def _has_key(row: Sequence[str], places: Sequence[int]) -> bool:
    return all(row[place].strip() for place in places)


def plain(found: Sequence[Total], assignments: Sequence[str], column: str = "") -> Made:
    """The smallest file that the gradebook takes, without Moodle's list: who somebody is, and the points."""
    totals = {(one.student, one.assignment): one for one in found}
    students = list(dict.fromkeys(one.student for one in found))
    key = "Email address" if students and all("@" in student for student in students) else "Username"
    into = io.StringIO(newline="")
    write = csv.writer(into, lineterminator="\n")
    write.writerow([key, *(for_csv(column or name) for name in assignments)])
    strange = []
    for student in students:
        cells = [filled_in.cell(totals.get((student, name)), "", NONE) for name in assignments]
        if all(cell == NONE for cell in cells):
            continue
        if is_plain(student):
            write.writerow([student, *cells])
        else:
            strange.append(filled_in.name(student))
    told = [*unknown(found), *large(found)]
    if strange:
        told.append(f"No name of Moodle's is written so, and they are left out: {some_of(strange, _MOST_TOLD)}.")
    told.append(
        f"Map {key} to what your students are called by. Moodle imports nothing where it doesn't know one of them:"
        " with --roster FILE, its own export, each is looked up there."
    )
    return Made(into.getvalue(), told)


def for_moodle(text: str) -> str:
    """A text for a cell that Moodle reads: a quote behind a backslash ends no cell to PHP, and rows below would be its text."""
    shown: str = for_csv(text)
    return shown.replace('\\"', '\\ "') + " " * shown.endswith("\\")


def is_plain(text: str) -> bool:
    """Whether a name goes into such a cell as it is."""
    return filled_in.is_plain(text) and for_moodle(text) == text


def _is_titled(header: str, name: str) -> bool:
    """`Assignment: 02_distances (Real)`, in whichever language; not its feedback, percentage or letter."""
    found = _TITLE.fullmatch(header)
    return found is not None and same_title(found[1], name)


def large(found: Sequence[Total]) -> list[str]:
    """A sentence for each assignment with more points than Moodle takes by default."""
    most: dict[str, float] = {}
    for one in found:
        most[one.assignment] = max(one.max_points, most.get(one.assignment, 0.0))
    return [
        f"{name} has {number(points)} points: Moodle takes more than {_USUAL_MOST} only where its administrator allows it."
        for name, points in most.items()
        if points > _USUAL_MOST
    ]
