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
    from autograder.pages.class_report.points import Summary

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
                _print(part, console)
    except BrokenPipeError:  # who reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _print(part: "RenderableType", console: "Console") -> None:
    """Print it without the blanks that rich puts at the ends of lines."""
    from rich.segment import Segment, Segments

    for line in console.render_lines(part, pad=False):
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
        console.print(Segments([*line, Segment.line()]), end="")


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
    yield text(_headline(found, told))
    if told.answers:
        waits = f"{counted(told.answers, 'written answer')} in {told.unread} of them wait{'s' * (told.answers == 1)} for a reader"
        more = counted_points(sum(found.by_hand.values()))
        yield text(f"{waits}; the {more} of such answers are in none of these numbers", "dim")
    if found.left_empty:
        empty = [f"{for_terminal(name, console.encoding)} by {number}" for name, number in found.left_empty.items()]
        yield text(f"left empty, which gives 0: {some_of(empty, _MOST_NAMED)}", "dim")
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
            yield _hanging(text(f"{len(group.who):4}"), text(shortened(" ".join(group.sentence.split()), 300)))
            yield Padding(text(some_of([one.name for one in group.who], _MOST_NAMED), "dim"), (0, 0, 0, 6))
    yield Text()
    yield text(f"All of it as a page: autograder report {found.assignment}", "dim")


def _hanging(count: "RenderableType", sentence: "RenderableType") -> "RenderableType":
    """A number, and beside it a sentence, of which no line stands below the number."""
    from rich.table import Table

    table = Table.grid()
    table.add_column(width=6, no_wrap=True)
    table.add_column()
    table.add_row(count, sentence)
    return table


def _headline(found: "Class", told: "Summary") -> str:
    """How many there are, and their points: over those whose points are known, and how many others there are."""
    handed_in, lost = counted(told.handed_in, "notebook"), told.handed_in - told.graded
    if told.mean is None:
        return f"{handed_in}, none of them fully graded" if lost else handed_in
    mean = f"{told.mean:.1f} of {found.max_score:g} on average, median {told.middle:g}"
    which = "all points of the checks" if told.unread else "all points"
    counts = f"{told.full} with {which}, {told.untouched} with nothing written"
    if not lost:
        return f"{handed_in}, {mean}; {counts}"
    those = f"over the {told.graded} that {'is' if told.graded == 1 else 'are'}"
    return f"{handed_in}, {lost} not fully graded; {those}: {mean}; {counts}"


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
