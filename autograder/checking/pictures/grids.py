"""Pictures of pictures, and tables."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checking.pictures.picture import GREY, Picture, as_picture, blank, drawable, in_brief

_MOST_PICTURES, _LONGEST_SIDE, _LONGEST_STRIP = 24, 256, 12


def pictures_beside_each_other(
    pictures: Mapping[str, Any] | Sequence[tuple[str, Any]],
    alt: str = "",
    per_row: int = 4,
    signed: Collection[str] = (),
    scale: float | None = None,
) -> Picture:
    """Pictures (rows, columns) by their names, dark ink on white, from 0 to 1.

    Of those named in `signed` what is below 0 is blue, what is above it orange, and white is 0; `scale` is what has full colour,
    their largest number if nothing is said.
    """
    if not 0 < len(pictures) <= _MOST_PICTURES:
        raise ValueError(f"{len(pictures)} pictures aren't drawn")
    pairs = pictures.items() if isinstance(pictures, Mapping) else pictures
    found = [(name, drawable(picture, most=_LONGEST_SIDE**2)) for name, picture in pairs]
    if any(p.ndim != 2 or max(p.shape) > _LONGEST_SIDE or max(p.shape) > _LONGEST_STRIP * min(p.shape) for _, p in found):
        raise ValueError("a picture has two axes")
    columns = min(per_row, len(found))
    rows = -(-len(found) // columns)
    lines = 1 + max(name.count("\n") for name, _ in found)
    side = min(1.5, 4.3 / columns)
    figure, all_axes = blank(side * columns + 0.1, (side + 0.18 * lines) * rows + 0.1, rows, columns)
    most = scale or max((float(np.nanmax(np.abs(picture))) for name, picture in found if name in signed), default=1.0) or 1.0
    for axes in all_axes:
        axes.axis("off")
    for axes, (name, picture) in zip(all_axes, found, strict=False):
        colours, low, high = (_two_colours(), -most, most) if name in signed else ("gray_r", 0, 1)
        axes.axis("on")
        axes.imshow(np.nan_to_num(picture), interpolation="nearest", cmap=colours, vmin=low, vmax=high)
        axes.set_title(name, fontsize=9)
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(True)
        axes.spines[:].set_color("#c8c8c8")
    told = "; ".join(" ".join(name.split()) for name, _ in found)
    return as_picture(figure, alt or f"Pictures beside each other: {told}.")


def _two_colours() -> Any:
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("blue and orange", ["#0072B2", "#ffffff", "#D55E00"], N=31)


def table_of_mistakes(counts: Any, rows: Sequence[str], columns: Sequence[str], alt: str, below: str = "") -> Picture:
    """How often each thing (`rows`) was called what (`columns`): right answers, on the diagonal, are blue, wrong ones orange;
    and one line or more below."""
    numbers = drawable(counts, shape=(len(rows), len(columns)), most=100)
    figure, (axes,) = blank(0.9 + 1.15 * len(columns), 0.7 + 0.62 * len(rows) + 0.2 * (below.count("\n") + bool(below)))
    colours = _two_colours()
    for i, row in enumerate(numbers):
        for j, number in enumerate(row):
            share = number / max(1.0, float(np.nansum(row)))
            shade = 0.5 - 0.28 * share if i == j else 0.5 + 0.28 * share
            axes.add_patch(_box(j, i, colours(shade)))
            axes.text(j, i, in_brief(number, 6), ha="center", va="center", fontsize=13)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(columns)), columns, fontsize=9)
    axes.set_yticks(range(len(rows)), rows, fontsize=9)
    axes.set_xlabel(below, fontsize=9)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return as_picture(figure, alt)


def _box(x: float, y: float, colour: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colour, edgecolor=GREY, linewidth=0.8)
