"""The report of a class in short: a screen of 80 columns, on which nothing that came from a student can do anything."""

import os
import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from autograder.formats.points import counted as counted_points
from autograder.text.listing import counted, some_of
from autograder.text.places import for_terminal, shortened

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from autograder.pages.class_report.gathered import Class

_WIDTH = 80
_BAR = 10
_MOST_MISTAKES, _MOST_NAMED = 8, 6


def show(found: "Sequence[Class]", older: Collection[int] = ()) -> int:
    """Print the classes; returns the exit status. `older` as for the page."""
    from rich.console import Console

    wide = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    console = Console(width=wide, highlight=False, markup=False, emoji=False)
    try:
        for one in found:
            for part in _parts(one, console, older):
                console.print(part)
    except BrokenPipeError:  # who reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parts(found: "Class", console: "Console", older: Collection[int]) -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    from autograder.pages.class_report import mistakes, odd, points

    def text(words: object, style: str = "") -> Text:
        return Text(for_terminal(str(words), console.encoding), style)

    is_plain = not console.encoding.lower().startswith("utf")
    full, rest = ("#", ".") if is_plain else ("█", "░")
    told = points.summary(found)
    name = found.assignment if found.notebook in ("", found.assignment) else f"{found.assignment}, {found.notebook}"
    yield Text()
    yield text(name, "bold")
    known = "" if told.mean is None else f", {told.mean:.1f} of {found.max_score:g} on average, median {told.middle:g}"
    which = "all points of the checks" if told.unread else "all points"
    yield text(f"{counted(told.handed_in, 'notebook')}{known}; {told.full} with {which}, {told.untouched} with nothing written")
    if told.unread:
        answers = counted(len(found.by_hand), "written answer")
        more = counted_points(sum(found.by_hand.values()))
        yield text(f"{answers} of {told.unread} of them, for {more}, wait for a reader and are in none of these numbers", "dim")
    if by_older := odd.by_older_checks(found, older):
        whose = some_of([one.name for one in by_older], _MOST_NAMED)
        them = f"`autograder regrade {found.assignment}` grades everybody by those that the course has now"
        yield text(f"graded by older checks: {whose}; {them}", "yellow")
    if found.graded and len(found.submissions) > 1:
        yield Text()
        yield _distribution(found, full)
    yield Text()
    yield _exercises(found, console.encoding, full, rest)
    every = mistakes.mistakes(found)
    if every:
        yield Text()
        yield text("The commonest mistakes", "bold")
    for mistake in every[:_MOST_MISTAKES]:
        sentence = shortened(" ".join(mistake.sentence.split()), 300)
        yield text(f"{mistake.count:4}  {mistake.exercise}")
        yield Padding(text(sentence), (0, 0, 0, 6))
        yield Padding(text(some_of([one.name for one in mistake.who], _MOST_NAMED), "dim"), (0, 0, 0, 6))
    if len(every) > _MOST_MISTAKES:
        yield text(f"      and {counted(len(every) - _MOST_MISTAKES, 'rarer one')}")
    for title, groups in (("Not graded, and why", odd.not_graded(found)), ("Couldn't be taken as an answer", odd.refused(found))):
        if groups:
            yield Text()
            yield text(title, "bold")
        for group in groups[:_MOST_MISTAKES]:
            yield text(f"{len(group.who):4}  {shortened(' '.join(group.sentence.split()), 300)}")
            yield Padding(text(some_of([one.name for one in group.who], _MOST_NAMED), "dim"), (0, 0, 0, 6))
    yield Text()
    yield text(f"All of it as a page: autograder report {found.assignment}", "dim")


def _distribution(found: "Class", full: str) -> "RenderableType":
    """A line for each number of points, or for several."""
    from rich.table import Table
    from rich.text import Text

    from autograder.pages.class_report import points

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("points", justify="right")
    table.add_column("students", justify="right")
    table.add_column("")
    bars = points.bars(found)
    most = max((bar.count for bar in bars), default=0) or 1
    for bar in bars:
        table.add_row(bar.label, str(bar.count) if bar.count else "", Text(full * -(-bar.count * 40 // most), "blue"))
    return table


def _exercises(found: "Class", encoding: str, full: str, rest: str) -> "RenderableType":
    """A line for each exercise: a bar of those who have it right, what became of the others, and the points it costs."""
    from rich.table import Table
    from rich.text import Text

    from autograder.pages.class_report import points

    lost = points.lost(found)
    kinds = [("right", "right"), ("not yet", "wrong"), ("unwritten", "unwritten"), ("not graded", "error")]
    kinds = [kind for kind in kinds if kind[1] != "error" or any(one.error for one in lost)]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("exercise", overflow="ellipsis", no_wrap=True, max_width=22)
    table.add_column("", no_wrap=True, min_width=_BAR)
    for title, _ in kinds:
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("lost", justify="right", no_wrap=True)
    for one in lost:
        filled = round(one.share(one.right) / 100 * _BAR)
        bar = Text(full * filled, "blue") + Text(rest * (_BAR - filled), "dim")
        counts = [str(count) if (count := getattr(one, name)) else "" for _, name in kinds]
        table.add_row(Text(for_terminal(one.name, encoding)), bar, *counts, f"{one.mean:.2f} of {one.points:g}")
    return table
