"""What a picture is, and what all of them have in common: size, colours, and numbers that can be drawn."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking.values import as_float64, is_array, size_of

YOURS, RIGHT, GREY = "#0072B2", "#D55E00", "#6b6b6b"
"""What the student's code gave, what should come out, and what is there for both: Okabe and Ito's blue and vermilion, which
everybody can tell apart. Their lines differ too."""

_DPI = 120
_COLOURS = 64
_MOST_BYTES = 25_000
_FARTHEST = 1e9


@dataclass(frozen=True)
class Picture:
    """A PNG, and `alt`, what it shows in a sentence or two, for whoever can't see it."""

    png: bytes
    alt: str


def drawn(draw: Callable[[], Any]) -> Picture | None:
    """The picture that `draw` gives. None if it gives none, or one too large, or can't draw what a student's code gave: then the
    sentence stands alone, whatever went wrong.
    """
    try:
        found = draw()
    except Exception:
        return None
    return found if isinstance(found, Picture) and len(found.png) <= _MOST_BYTES else None


def drawable(value: Any, shape: tuple[int, ...] | None = None, most: int = 10_000) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The numbers of `value` as float64; what isn't finite is NaN, and what is huge is cut off.

    Raises ValueError where they aren't of `shape`, are more than `most`, or none of them is finite, and TypeError for what is no
    number. A list is taken item by item only if it isn't longer than `most`.
    """
    if is_array(value):
        size = size_of(value)
    elif isinstance(value, list | tuple):
        size = len(value)
    else:
        size = 1
    if size > most or not size:
        raise ValueError(f"{size} numbers aren't drawn")
    numbers = as_float64(value)
    if numbers.size > most or (shape is not None and numbers.shape != shape):
        raise ValueError(f"the shape {numbers.shape} isn't drawn")
    numbers = np.where(np.isfinite(numbers), numbers, np.nan)
    if np.isnan(numbers).all():
        raise ValueError("there is no finite number")
    return np.clip(numbers, -_FARTHEST, _FARTHEST)


def in_brief(number: float, places: int = 3) -> str:
    """A number for a caption or an `alt`, to so many places that count: a minus sign is a minus sign."""
    return f"{number:.{places}g}".replace("-", "\N{MINUS SIGN}")


def blank(width: float = 4.2, height: float = 2.8, rows: int = 1, columns: int = 1) -> tuple[Any, list[Any]]:
    """A figure of matplotlib's, in inches, and its axes, row by row. Not wider than a phone shows well."""
    from matplotlib.figure import Figure  # takes half a second, and a course without pictures needs none of it

    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    figure.get_layout_engine().set(w_pad=0.06, h_pad=0.06)  # type: ignore[call-arg, union-attr]  # the constrained one
    all_axes = list(figure.subplots(rows, columns, squeeze=False).flat)
    for axes in all_axes:
        axes.tick_params(labelsize=9)
        axes.spines[["top", "right"]].set_visible(False)
    return figure, all_axes


def as_picture(figure: Any, alt: str) -> Picture:
    """The figure as a PNG of few colours, with nothing in it but the pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas = FigureCanvasAgg(figure)
    figure.set_dpi(_DPI)
    canvas.draw()
    pixels = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3].copy())
    buffer = io.BytesIO()
    pixels.quantize(_COLOURS, dither=Image.Dither.NONE).save(buffer, format="png", optimize=True)
    return Picture(buffer.getvalue(), alt)


def warm_up() -> None:
    """Import what drawing needs, and read the fonts: once in the warm judge, instead of in each one that is forked from it."""
    try:
        figure, (axes,) = blank(1, 1)
        axes.set_title("1")
        as_picture(figure, "")
    except ImportError:
        return  # a course may do without matplotlib, and without pictures
