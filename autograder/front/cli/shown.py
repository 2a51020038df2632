"""What an instructor reads of one student's work: points, when and where, what isn't right, and what to type next."""

import os
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path

from autograder.backends.places import of_kept
from autograder.front.cli.printed import lines_of
from autograder.results.report import Report
from autograder.store.store import Kept
from autograder.text.places import for_terminal

_STATES = {"pass": "right", "fail": "not yet", "error": ""}
"""What stands behind the points, which say themselves where there are none."""
_STARTS = ("error: ", "also: ", "fail: ", "note: ", "for the instructor: ")
_LONGEST_NAME = 40
_TIED = "\u00a0"
"""A blank at which no line is broken."""


def lines(kept: Kept, root: Path, width: int, encoding: str | None, exercise: str = "", options: str = "") -> Iterator[str]:
    """The lines about one notebook of the course at `root`, no wider than `width`; about one `exercise` alone, if it is named.
    `options` are those that the next command needs to find the same.
    """
    report = kept.report
    told = lines_of(report, encoding, passed=bool(exercise))
    seed = f"seed {report.seed}"
    tied = next(told).removesuffix(seed) + seed.replace(" ", _TIED)
    yield from (line.replace(_TIED + str(report.seed), f" {report.seed}") for line in _wrapped(tied, width))
    graded, path = f"  graded {kept.graded_at[:16].replace('T', ' ')} UTC:", for_terminal(_where(kept, root), encoding)
    # A path is there to be copied, and so in one piece, blanks and all.
    yield from [f"{graded} {path}"] if len(f"{graded} {path}") <= width else [graded, f"    {path}"]
    if not exercise and report.cells:
        yield ""
        yield from (for_terminal(line, encoding) for line in _table(report))
    rest = [part for line in told for part in _wrapped(line, width)]
    if rest:
        yield ""
        yield from rest
    wrong = next((row["name"] for row in report.exercises() if row["status"] == "fail"), "")
    if (wrong or exercise) and not report.refused:
        yield ""
        words = f"{shlex.quote(report.student)} {shlex.quote(exercise or wrong)}"
        is_odd = report.student.startswith("-")  # which would be taken for an option
        command = f"autograder replay{options} -- {words}" if is_odd else f"autograder replay {words}{options}"
        yield "  What its checks gave and got:"
        yield f"    {for_terminal(command, encoding)}"


def older(assignment: str, width: int) -> list[str]:
    """The lines about a result that was made by other checks than the course has now."""
    again = f"autograder regrade {assignment}"
    told = f"  These were older checks than the course has now: `{again} --dry-run` says what would change, and `{again}` grades"
    told += f" everybody by the same; in nbgrader `nbgrader autograde {assignment} --force`."
    return _wrapped(for_terminal(told), width)


def _table(report: Report) -> Iterator[str]:
    """A line for each exercise: its points, and whether it is right."""
    rows = report.exercises()
    wide = min(_LONGEST_NAME, max(len(row["name"]) for row in rows))
    given = {row["name"]: report.given_for(row["name"]).short for row in rows}
    points = max(map(len, given.values()))
    for row in rows:
        carried = " (given a right other function)" if "carried" in row else ""
        told = _STATES[row["status"]] + carried
        yield f"  {row['name'][:wide]:{wide}}  {given[row['name']]:>{points}}  {told}".rstrip()


def _where(kept: Kept, root: Path) -> str:
    """The file, as seen from here; whether it is still there."""
    try:
        path = of_kept(kept.task, root).path
    except (KeyError, TypeError, ValueError):
        return kept.report.notebook
    path = path.with_name(kept.report.notebook) if "/" not in kept.report.notebook else path
    here = Path(os.path.abspath("."))
    name = str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
    return name if os.path.lexists(path) else f"{name} (it isn't there any more)"


def _wrapped(line: str, width: int) -> list[str]:
    """A line of a report in several, the further ones below the words of the first."""
    indent = len(line) - len(line.lstrip(" "))
    start = next((len(start) for start in _STARTS if line.startswith(start, indent)), 2)
    further = " " * (indent + start if start <= 7 else indent + 2)
    wrapped = textwrap.wrap(line, width, subsequent_indent=further, break_on_hyphens=False)
    return wrapped or [line[:width]]
