"""Pictures with axes: lines, the steps of a descent, and how numbers are spread."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.pictures.picture import GREY, RIGHT, YOURS, Picture, as_picture, blank, drawable, in_brief

_LINES: dict[str, dict[str, Any]] = {
    YOURS: {"color": YOURS, "linestyle": "-", "linewidth": 2.2},
    RIGHT: {"color": RIGHT, "linestyle": (0, (4, 2.5)), "linewidth": 2.2},
    GREY: {"color": GREY, "linestyle": "-", "linewidth": 1.2},
}
_MOST_POINTS = 1_000


def learning_curve(accuracies: list[float], band: tuple[float, float]) -> Picture:
    """Accuracy after each epoch, and the band in which a right loop ends."""
    found = drawable(accuracies, most=_MOST_POINTS)
    figure, (axes,) = blank()
    axes.axhspan(*band, color=RIGHT, alpha=0.25, lw=0, label="where a right loop ends")
    axes.plot(range(1, len(found) + 1), found, marker="o", markersize=4, label="yours", **_LINES[YOURS])
    axes.set_xlabel("epoch", fontsize=9)
    axes.set_ylabel("accuracy", fontsize=9)
    # As near as shows the curve and the band: from 97.3 % to 97.5 % is a step, and would be none between 0.4 and 1.
    lowest = min(float(np.nanmin(found)), band[0])
    axes.set_ylim(max(-1.0, lowest - max(0.005, 0.15 * (1 - lowest))), max(1.0, min(2.0, np.nanmax(found) + 0.02)))
    axes.xaxis.get_major_locator().set_params(integer=True)
    _legend(axes)
    low, high = (f"{100 * end:.1f}" for end in band)
    number = len(found)
    alt = (
        f"Learning curve over {number} epoch{'s' * (number != 1)}: the accuracy goes from {100 * found[0]:.1f} % to "
        f"{100 * found[-1]:.1f} %; a right loop ends between {low} % and {high} %."
    )
    return as_picture(figure, alt)


def curves(
    lines: Mapping[str, tuple[Any, Any]],
    xlabel: str,
    ylabel: str,
    alt: str,
    ylim: tuple[float, float] | None = None,
    points: Mapping[str, tuple[Any, Any]] | None = None,
) -> Picture:
    """Lines by their names, each of places and heights: "yours" is blue, any other dashed, one without a name thin and grey.

    `points` are drawn as dots, in the same way. `ylim` bounds what is shown, whatever heights there are.
    """
    figure, (axes,) = blank()
    for name, (xs, ys) in sorted(lines.items(), key=lambda line: line[0] == "yours"):
        axes.plot(drawable(xs, most=_MOST_POINTS), drawable(ys, most=_MOST_POINTS), label=name, **_LINES[_colour(name)])
    for name, (xs, ys) in (points or {}).items():
        axes.plot(
            drawable(xs, most=_MOST_POINTS), drawable(ys, most=_MOST_POINTS), "o", color=_colour(name), markersize=6, label=name
        )
    if ylim is not None:
        axes.set_ylim(*ylim)
    axes.set_xlabel(xlabel, fontsize=9)
    axes.set_ylabel(ylabel, fontsize=9)
    _legend(axes)
    return as_picture(figure, alt)


def steps_on_a_curve(
    curve: tuple[Any, Any],
    places: Sequence[tuple[float, float]],
    xlabel: str,
    ylabel: str,
    wanted: Sequence[tuple[float, float]] = (),
) -> Picture:
    """The steps of a descent on a curve, from place to place, each of them (x, height); `wanted` are those of a right one.

    What leaves the curve's frame is cut off there, and `alt` says so.
    """
    xs, ys = (drawable(values, most=_MOST_POINTS) for values in curve)
    low, high = float(np.nanmin(ys)), float(np.nanmax(ys))
    figure, (axes,) = blank(height=3.0)
    axes.plot(xs, ys, **_LINES[GREY])
    axes.set_xlim(float(xs.min()), float(xs.max()))
    axes.set_ylim(low - 0.08 * (high - low), high)
    for found, colour, name, size in ((wanted, RIGHT, "right steps", 9), (places, YOURS, "yours", 5)):
        if not found:
            continue
        way = drawable(found, shape=(len(found), 2), most=2 * _MOST_POINTS)
        fill = "none" if colour == RIGHT else colour
        axes.plot(way[:, 0], way[:, 1], "o", color=colour, markerfacecolor=fill, markersize=size, label=name, clip_on=True)
        for start, end in pairwise(way):
            if colour == YOURS and np.isfinite([start, end]).all():
                arrow = axes.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": colour, "lw": 1.4})
                arrow.set_annotation_clip(False)
                arrow.arrow_patch.set_clip_box(axes.bbox)
    axes.set_xlabel(xlabel, fontsize=9)
    axes.set_ylabel(ylabel, fontsize=9)
    _legend(axes)
    yours = drawable([x for x, _ in places], most=_MOST_POINTS)
    outside = bool(((yours < xs.min()) | (yours > xs.max())).any())
    alt = f"Steps on the curve of the {ylabel}: yours go from {_way(yours)}{', which leaves the picture' if outside else ''}"
    alt += f"; right ones go from {_way(drawable([x for x, _ in wanted]))}." if wanted else "."
    return as_picture(figure, alt)


def _way(places: Any) -> str:
    """Places in words: the first three of them, and the last."""
    shown = [in_brief(float(x)) for x in places]
    steps = len(shown) - 1
    if not steps:
        return f"nowhere, they stay at {shown[0]}"
    return f"{', '.join([*shown[: min(3, steps)], *['…'] * (steps > 3)])} to {shown[-1]}, in {steps} step{'s' * (steps > 1)}"


def spread(values: Any, density: tuple[Any, Any], xlabel: str) -> Picture:
    """How numbers are spread, as a histogram, beside the curve (places, heights) that they should follow."""
    found = drawable(values, most=100_000).ravel()
    xs, ys = (drawable(numbers, most=_MOST_POINTS) for numbers in density)
    figure, (axes,) = blank()
    edges = np.linspace(xs.min(), xs.max(), 41)
    counts, _ = np.histogram(found[np.isfinite(found)], edges)
    heights = counts / (len(found) * (edges[1] - edges[0]))
    axes.stairs(heights, edges, fill=True, color=YOURS, alpha=0.55, label="yours")
    axes.plot(xs, ys, label="right", **_LINES[RIGHT])
    top = 1.6 * float(np.nanmax(ys))
    axes.set_ylim(0, top)
    axes.set_xlabel(xlabel, fontsize=9)
    axes.set_ylabel("how often", fontsize=9)
    _legend(axes)
    least, most, mean = (in_brief(float(of(found))) for of in (np.nanmin, np.nanmax, np.nanmean))
    alt = f"How {len(found):,} of your numbers are spread: from {least} to {most}, around {mean}. "
    alt += f"The dashed curve is how they should be: around {in_brief(_middle(xs, ys))}."
    return as_picture(figure, alt)


def _middle(xs: Any, ys: Any) -> float:
    return round(float((xs * ys).sum() / ys.sum()), 6) + 0.0


def _colour(name: str) -> str:
    return YOURS if name.startswith("yours") else RIGHT if name else GREY


def _legend(axes: Any) -> None:
    """Names above the frame, where they hide nothing."""
    if axes.get_legend_handles_labels()[1]:
        axes.legend(
            fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, borderaxespad=0, handlelength=2.2
        )
