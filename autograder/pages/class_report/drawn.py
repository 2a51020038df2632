"""The drawings of the report: where each thing stands, in the units of an SVG. The template makes elements of them.

Texts in them are escaped there, like all others.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.pages.class_report.costs import Costs
from autograder.pages.class_report.curves import Curves
from autograder.pages.class_report.gathered import Submission
from autograder.pages.class_report.points import Bar

WIDTH, HEIGHT, TALL = 720, 240, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 22, 36


@dataclass(frozen=True)
class Tick:
    """A line of the grid, and what it stands for."""

    at: float
    label: str


@dataclass(frozen=True)
class Frame:
    """The inside of a drawing, and the ticks of its axes."""

    across: list[Tick]
    up: list[Tick]
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    top: float = _TOP
    bottom: float = HEIGHT - _BOTTOM


@dataclass(frozen=True)
class Column:
    """A bar of the histogram; the lower part of it are those who wrote nothing. `title` says it in words."""

    x: float
    width: float
    y: float
    height: float
    untouched_height: float
    title: str


@dataclass(frozen=True)
class Histogram:
    """The distribution of the points, with a line at the mean."""

    frame: Frame
    columns: list[Column]
    mean: float | None


def histogram(bars: Sequence[Bar], most: float, mean: float | None) -> Histogram:
    """Bars from left to right, all as wide."""
    tallest = max((bar.count for bar in bars), default=0) or 1
    up = _steps(tallest, whole=True)
    ceiling = max(up[-1], tallest)
    wide = (WIDTH - _LEFT - _RIGHT) / max(1, len(bars))
    columns = [
        Column(
            x=round(_LEFT + at * wide + wide * 0.08, 1),
            width=round(wide * 0.84, 1),
            y=round(_y(bar.count, 0, ceiling), 1),
            height=round(_y(0, 0, ceiling) - _y(bar.count, 0, ceiling), 1),
            untouched_height=round(_y(0, 0, ceiling) - _y(bar.untouched, 0, ceiling), 1),
            title=f"{bar.label} points: {bar.count}{f', {bar.untouched} of them with nothing written' if bar.untouched else ''}",
        )
        for at, bar in enumerate(bars)
    ]
    step = max(1, math.ceil(len(bars) / 13))
    across = [Tick(round(_LEFT + (at + 0.5) * wide, 1), f"{bar.low:g}") for at, bar in enumerate(bars) if at % step == 0]
    if bars and not bars[0].is_single:
        across = [Tick(round(_LEFT + at * wide, 1), f"{bar.low:g}") for at, bar in enumerate(bars) if at % step == 0]
        across.append(Tick(WIDTH - _RIGHT, f"{most:g}"))
    where = None
    if mean is not None and bars:
        reach = len(bars) if bars[0].is_single else most / (bars[0].high - bars[0].low)
        per_point = wide / ((bars[0].high - bars[0].low) or 1) if not bars[0].is_single else wide
        where = round(_LEFT + mean * per_point + (wide / 2 if bars[0].is_single else 0), 1)
        where = min(where, _LEFT + reach * wide)
    return Histogram(_frame(across, up, ceiling), columns, where)


@dataclass(frozen=True)
class Line:
    """A curve as the `d` of a path: it has gaps where there was no number."""

    who: Submission
    path: str
    is_right: bool
    last: float | None


@dataclass(frozen=True)
class Band:
    """A drawing of curves over the band between `low` and `high`."""

    frame: Frame
    lines: list[Line]
    low: float
    high: float


def band(found: Curves) -> Band:
    """All curves, from the smallest accuracy that one of them has, or the band, to 1."""
    values = [value for curve in found.curves for value in curve.points if value is not None]
    least = min([*values, found.band[0]])
    floor = 0.0 if least < 0.45 else math.floor(least * 20 - 1e-9) / 20 if least > 0.8 else 0.4 if least >= 0.45 else 0.0
    floor = min(floor, 0.95)
    epochs = max(2, found.epochs)

    def x(epoch: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * epoch / (epochs - 1)

    lines = []
    for curve in found.curves:
        path, is_on = [], False
        for epoch, value in enumerate(curve.points):
            if value is None:
                is_on = False
                continue
            path.append(f"{'L' if is_on else 'M'}{x(epoch):.0f} {_y(min(1.0, max(floor, value)), floor, 1.0, TALL):.1f}")
            is_on = True
        known = [value for value in curve.points if value is not None]
        lines.append(Line(curve.who, "".join(path), curve.is_right, known[-1] if known else None))
    step = max(1, round(epochs / 12))
    across = [Tick(round(x(epoch), 1), str(epoch + 1)) for epoch in range(0, epochs, step)]
    up = [Tick(round(_y(value, floor, 1.0, TALL), 1), f"{value:.0%}") for value in _between(floor, 1.0)]
    low, high = (round(_y(min(1.0, max(floor, end)), floor, 1.0, TALL), 1) for end in found.band)
    return Band(Frame(across, up, bottom=TALL - _BOTTOM), lines, low, high)


@dataclass(frozen=True)
class Dot:
    """One submission."""

    who: Submission
    x: float
    y: float
    title: str


@dataclass(frozen=True)
class Scatter:
    """Seconds from left to right, by their logarithm, and memory upwards."""

    frame: Frame
    dots: list[Dot]


def scatter(found: Costs) -> Scatter:
    """A dot for each submission of which it is known what it took."""
    seconds = [max(0.01, cost.seconds) for cost in found.known]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)) + 1e-9)
    high = max(high, low + 1)
    up = _steps(max(cost.mib for cost in found.known) or 1)

    def x(value: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (math.log10(value) - low) / (high - low)

    marks = [step * 10.0**exponent for exponent in range(low, high) for step in ((1, 2, 5) if high - low < 3 else (1,))]
    across = [Tick(round(x(value), 1), f"{value:g} s") for value in [*marks, 10.0**high]]
    dots = [
        Dot(cost.who, round(x(value), 1), round(_y(cost.mib, 0, up[-1]), 1), f"{cost.seconds:.2g} s, {cost.mib:.0f} MiB")
        for cost, value in zip(found.known, seconds, strict=True)
    ]
    return Scatter(_frame(across, up, up[-1]), dots)


def _frame(across: list[Tick], up: Sequence[float], ceiling: float) -> Frame:
    return Frame(across, [Tick(round(_y(value, 0, ceiling), 1), f"{value:g}") for value in up])


def _y(value: float, low: float, high: float, height: int = HEIGHT) -> float:
    return height - _BOTTOM - (height - _TOP - _BOTTOM) * (value - low) / (high - low)


def _steps(most: float, whole: bool = False) -> list[float]:
    """About four round numbers from 0 up to at least `most`."""
    exact = most / 4
    power = 10.0 ** math.floor(math.log10(exact)) if exact > 0 else 1.0
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= exact - 1e-12)
    step = max(1.0, float(math.ceil(step))) if whole else step
    return [step * at for at in range(math.ceil(most / step - 1e-9) + 1)]


def _between(low: float, high: float) -> list[float]:
    """Round shares from `low` to `high`."""
    step = 0.2 if high - low > 0.7 else 0.1 if high - low > 0.25 else 0.05 if high - low > 0.1 else 0.01
    return [round(low + step * at, 4) for at in range(int((high - low) / step + 1e-9) + 1)]
