"""How many points a class has: how they are spread, and by which exercises they are lost."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from autograder.pages.class_report.gathered import Class, Submission

_MOST_BARS = 24


@dataclass(frozen=True)
class Summary:
    """A class in numbers. `mean` and `middle` are of those whose points are known, as far as checks give them; None of nobody.
    `full` have all of these, and of `unread` a person reads something besides: `answers` in all.
    """

    handed_in: int
    graded: int
    untouched: int
    refused: int
    full: int
    unread: int
    answers: int
    mean: float | None
    middle: float | None


def summary(found: Class) -> Summary:
    """Counts, and the mean and the median of the points."""
    scores = [one.score for one in found.graded]
    return Summary(
        handed_in=len(found.submissions),
        graded=len(scores),
        untouched=sum(one.is_untouched for one in found.submissions),
        refused=sum(bool(one.refused) for one in found.submissions),
        unread=sum(one.given.unread > 0 for one in found.submissions),
        answers=sum(len(one.report.waiting) for one in found.submissions),
        full=sum(one.score >= one.report.max_score - 1e-9 for one in found.graded if one.report.max_score),
        mean=fmean(scores) if scores else None,
        middle=median(scores) if scores else None,
    )


@dataclass(frozen=True)
class Bar:
    """Those with points from `low` up to `high`, which itself belongs to the next bar, unless it is the last. `untouched` of them
    have written nothing.
    """

    low: float
    high: float
    count: int
    untouched: int
    is_single: bool

    @property
    def label(self) -> str:
        return f"{self.low:g}" if self.is_single else f"{self.low:g} to {self.high:g}"


def bars(found: Class) -> list[Bar]:
    """The distribution of the points, from 0 to the most that there are: a bar for each point, or for several."""
    most = found.max_score
    if not found.graded or most <= 0:
        return []
    is_whole = all(one.score == int(one.score) for one in found.graded)
    width = _width(most, is_whole)
    is_single = width == 1 and is_whole
    number = math.floor(most / width) + 1 if is_single else math.ceil(most / width)
    in_bar: list[list[Submission]] = [[] for _ in range(number)]
    for one in found.graded:
        in_bar[min(max(0, math.floor(one.score / width + 1e-9)), number - 1)].append(one)
    return [
        Bar(at * width, min((at + 1) * width, most), len(some), sum(one.is_untouched for one in some), is_single)
        for at, some in enumerate(in_bar)
    ]


def _width(most: float, is_whole: bool) -> float:
    """The smallest of 1, 2, 5, 10, 20… points with which a few bars are enough."""
    for exponent in range(-2, 12):
        for step in (1, 2, 5):
            width = float(step * 10**exponent) if exponent >= 0 else step / 10**-exponent
            if (width >= 1 or (most < 4 and not is_whole)) and most / width <= _MOST_BARS:
                return width
    return most


@dataclass(frozen=True)
class Lost:
    """What became of one exercise: how many have it right, wrong, not written and not graded; `points` is what it gives, and
    `mean` what was lost there on average by those of whom it is known. `carried` are right, given a right other function.
    """

    name: str
    points: float
    right: int
    wrong: int
    unwritten: int
    error: int
    mean: float
    carried: int

    @property
    def number(self) -> int:
        return self.right + self.wrong + self.unwritten + self.error

    def share(self, count: int) -> float:
        """`count` in per cent of them."""
        return 100 * count / self.number if self.number else 0.0


def lost(found: Class) -> list[Lost]:
    """What became of each exercise, in the notebook's order."""
    every = []
    for name in found.exercises:
        rows = [row for one in found.submissions if (row := one.row(name)) is not None]
        known = [row.points - row.score for row in rows if row.state != "error"]
        states = [row.state for row in rows]
        every.append(
            Lost(
                name=name,
                points=max((row.points for row in rows), default=0.0),
                right=states.count("right"),
                wrong=states.count("wrong"),
                unwritten=states.count("unwritten"),
                error=states.count("error"),
                mean=fmean(known) if known else 0.0,
                carried=sum(bool(row.carried) for row in rows),
            )
        )
    return every


def most_lost(found: Sequence[Lost]) -> list[Lost]:
    """The same, that by which a class loses most first."""
    return sorted(found, key=lambda one: -one.mean)
