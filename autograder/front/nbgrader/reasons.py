"""What went wrong, in the log of a run: why something couldn't be graded is said once in full, and of whom it holds too in a
line; of a student's cells that were stopped, the first is named.
"""

from collections.abc import Iterable, Iterator

from autograder.results.report import Report
from autograder.text.listing import counted, some_of
from autograder.text.places import for_log

_MOST_NAMED = 20
_STOPPED = " was stopped: "


class Reasons:
    """The reasons that a run has met, each with the student of whom it was said first."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def lines(self, report: Report) -> Iterator[str]:
        """The lines about one report; for the instructor."""
        student = for_log(report.student)
        again: dict[str, list[str]] = {}
        for why, names in _of(report).items():
            first = self._first.setdefault(f"{', '.join(names)}: {why}", student)
            if first != student:
                again.setdefault(first, []).extend(names)
            elif names:
                yield f"{student}: {some_of(names, _MOST_NAMED)} {'wasn' if len(names) == 1 else 'weren'}'t graded: {why}"
            else:
                yield f"{student}: {why}"
        for first, names in again.items():
            yield f"{student}: as for {first}{', not graded: ' if names else ''}{some_of(names, _MOST_NAMED)}"


def _of(report: Report) -> dict[str, list[str]]:
    """Each reason with the checks that couldn't be run for it; with none, where a cell of the instructor's own went wrong."""
    found: dict[str, list[str]] = {}
    for why, whose in report.reasons().items():
        told = [for_log(name if name == grade_id else f"{name} in {grade_id}") for grade_id, name in whose]
        found.setdefault(for_log(why), []).extend(told)
    for why in report.given_failures.values():
        found.setdefault(for_log(why), [])
    return found


def with_one_stopped(notes: Iterable[str]) -> list[str]:
    """The notes on a notebook without those on cells that were stopped after a first one, such as all that call a function which
    never ends. The notebook's page has them all.
    """
    told = list(notes)
    stopped = [note for note in told if _STOPPED in note]
    more = f" {counted(len(stopped) - 1, 'more cell')} went the same way." if len(stopped) > 1 else ""
    return [f"{note}{more}" if note == stopped[0] else note for note in told if note not in stopped[1:]] if stopped else told
