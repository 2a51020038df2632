"""What came of a class, in a few lines: how many, and a table by exercise."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from autograder.formats.points import Points
from autograder.results.report import Report
from autograder.text.listing import counted


def lines_of(reports: Sequence[Report], known: int = 0) -> Iterator[str]:
    """The lines about some reports, of which so many were `known` from before."""
    yield ""
    for assignment in sorted({report.assignment for report in reports}):
        of_it = [report for report in reports if report.assignment == assignment]
        graded = [report.score for report in of_it if report.status != "error"]
        mean = f", {fmean(graded):.1f} of {of_it[0].max_score:g} on average" if graded else ""
        lost = len(of_it) - len(graded)
        waiting = [one.given.unread for one in of_it if one.given.unread]
        missing = Points(unread=max(waiting, default=0.0)).missing
        where = "in each" if len({*waiting}) == 1 and len(waiting) == len(of_it) else f"at most, in {len(waiting)} of them"
        unread = f"; {missing} {where}" if missing else ""
        yield f"{assignment}: {counted(len(of_it), 'notebook')}{mean}{f', {lost} not fully graded' if lost else ''}{unread}"
        yield from _table(of_it)
    if known:
        yield f"{known} of {len(reports)} were graded before, and nothing has changed since (--force grades them again)."


def _table(reports: Sequence[Report]) -> Iterator[str]:
    """A line for each exercise of one assignment: how many have it right, how many don't, and of how many it isn't known."""
    found: dict[str, dict[str, int]] = {}
    for report in reports:
        for row in report.exercises():
            count = found.setdefault(row["name"], {"pass": 0, "fail": 0, "error": 0})
            count[row["status"]] += 1
    width = max(map(len, found), default=0)
    is_lost = any(count["error"] for count in found.values())
    if found:
        yield f"  {'':{width}}  right  not yet{'  not graded' if is_lost else ''}"
    for name, count in found.items():
        lost = f"  {count['error']:10}" if is_lost else ""
        yield f"  {name:{width}}  {count['pass']:5}  {count['fail']:7}{lost}"
