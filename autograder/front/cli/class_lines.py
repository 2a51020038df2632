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

_WIDTH, _LEAST, _MOST = 80, 60, 100
_BAR, _LONGEST_BAR, _LONGEST_NAME, _GAP = 10, 40, 22, 2
_MOST_MISTAKES, _MOST_NAMED = 8, 6


def show(found: "Sequence[Class]", older: Collection[int] = ()) -> int:
    """Print the classes; returns the exit status. `older` as for the page."""
    from rich.console import Console

    wide = max(_LEAST, min(shutil.get_terminal_size((_WIDTH, 24)).columns, _MOST))  # COLUMNS, else the terminal's, else 80
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
    yield _exercises(found, console, full, rest)
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
        table.add_row(bar.label, str(bar.count) if bar.count else "", Text(full * -(-bar.count * _LONGEST_BAR // most), "blue"))
    return table


def _exercises(found: "Class", console: "Console", full: str, rest: str) -> "RenderableType":
    """A line for each exercise: a bar of those who have it right, what became of the others, and the points it costs.

    No number is cut: in a narrow terminal titles take two lines, then the bars go, then names are shortened.
    """
    from rich.table import Table
    from rich.text import Text

    from autograder.pages.class_report import points

    lost = points.lost(found)
    kinds = [("right", "right"), ("not yet", "wrong"), ("unwritten", "unwritten"), ("not graded", "error")]
    kinds = [kind for kind in kinds if kind[1] != "error" or any(one.error for one in lost)]
    titles = [*(title for title, _ in kinds), "lost"]
    rows = [
        [*(str(count) if (count := getattr(one, name)) else "" for _, name in kinds), f"{one.mean:.2f} of {one.points:g}"]
        for one in lost
    ]
    names = [for_terminal(one.name, console.encoding) for one in lost]
    longest = min(_LONGEST_NAME, max(map(len, [*names, "exercise"])))

    def widths() -> list[int]:
        return [max(map(len, [*title.split("\n"), *column])) for title, *column in zip(titles, *rows, strict=True)]

    def room() -> int:
        return console.width - sum(width + _GAP for width in widths()) - _GAP

    if room() < longest + _BAR + _GAP:
        titles = [title.replace(" ", "\n") for title in titles]
    bar_width = _BAR if room() >= longest + _BAR + _GAP else 0
    table = Table(box=None, padding=(0, _GAP, 0, 0), header_style="dim")
    table.add_column("exercise", overflow="ellipsis", no_wrap=True, width=min(longest, room() - bool(bar_width) * (_BAR + _GAP)))
    if bar_width:
        table.add_column("", no_wrap=True, width=bar_width)
    for title, width in zip(titles, widths(), strict=True):
        table.add_column(title, justify="right", width=width)
    for one, name, row in zip(lost, names, rows, strict=True):
        filled = round(one.share(one.right) / 100 * bar_width)
        bar = [Text(full * filled, "blue") + Text(rest * (bar_width - filled), "dim")] if bar_width else []
        table.add_row(Text(name), *bar, *row)
    return table
