"""What Canvas and Moodle have in common: a list that they exported, in which the points of a class are filled in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from autograder.formats.roster import Matched, Roster, RosterError
from autograder.formats.totals import Total, number, unknown
from autograder.text.listing import some_of
from autograder.text.places import for_csv

_MOST_TOLD = 20


@dataclass(frozen=True)
class Made:
    """A file's text, and sentences for the instructor about what isn't in it."""

    text: str
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """The column of an assignment: its place in the roster, -1 for one that isn't there, and its title."""

    assignment: str
    place: int
    title: str


def columns(
    roster: Roster, assignments: Sequence[str], named: str, places: Sequence[int], is_titled: Callable[[str, str], bool]
) -> list[Column]:
    """Each assignment's column, among those at `places`: the one that is `named`, else the one whose header `is_titled` so.

    One that is named and isn't there is a new one. Raises RosterError where none is, or several are.
    """
    found = []
    for assignment in assignments:
        fitting = [
            place for place in places if roster.columns[place] == named or is_titled(roster.columns[place], named or assignment)
        ]
        if len(fitting) > 1:
            several = some_of([f"'{roster.columns[place]}'" for place in fitting], _MOST_TOLD)
            raise RosterError(f"several columns may be {assignment}'s: {several}. Say which with --column.")
        if not fitting and not named:
            there = some_of([f"'{roster.columns[place]}'" for place in places], _MOST_TOLD) or "none"
            raise RosterError(
                f"no column is called {assignment}. The columns there: {there}. Say with --column which it is, or what a new one"
                " is to be called."
            )
        found.append(Column(assignment, fitting[0], roster.columns[fitting[0]]) if fitting else Column(assignment, -1, named))
    return found


def cell(total: Total | None, before: str, none: str, kept: Sequence[str] = ()) -> str:
    """What stands in a student's cell of an assignment: the points; else what stood there before, or what stands for none.

    What is `kept` isn't written over: it says that somebody has no points there, on purpose.
    """
    if total is None or total.points is None or before.strip() in kept:
        return before or none
    return number(total.points)


def told(found: Sequence[Total], matched: Matched, roster: Sequence[str], where: str) -> list[str]:
    """Sentences about who isn't in the file: on which side somebody is alone, and whose points aren't known yet.

    `roster` has a name for each row that nobody belongs to.
    """
    sentences = []
    if matched.missing:
        who = some_of([name(one) for one in matched.missing], _MOST_TOLD)
        sentences.append(f"In the results and not in {where}: {who}. Their points are nowhere in the file.")
    if matched.doubtful:
        who = some_of([name(one) for one in matched.doubtful], _MOST_TOLD)
        sentences.append(f"It can't be told which row of {where} is theirs, so none is: {who}.")
    if roster:
        sentences.append(f"In {where} and without a result: {some_of([name(one) for one in roster], _MOST_TOLD)}.")
    return [*sentences, *unknown([one for one in found if one.student in matched.rows])]


def name(student: str) -> str:
    """A student, in a sentence."""
    return student.strip() or "(no name)"


def is_plain(text: str) -> bool:
    """Whether a text goes into a table as it is. A login that has to be written otherwise would be another one."""
    return bool(text) and for_csv(text) == text and text == text.strip() and "\n" not in text
