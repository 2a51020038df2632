"""Pictures for the feedback, where looking says it faster than a sentence: PNG files as bytes, and what they show in words.

They show what the student's code gave, beside what everybody may know: never a hidden input or a hidden answer.
"""

import io
from dataclasses import dataclass
from typing import Any

from autograder.checking.values import as_float64

BLUE, RED = "#1f5fa8", "#c0392b"


@dataclass(frozen=True)
class Picture:
    """A PNG, and `alt`, what it shows in a sentence or two, for whoever can't see it."""

    png: bytes
    alt: str


def learning_curve(accuracies: list[float], band: tuple[float, float]) -> Picture:
    """Accuracy after each epoch, and the band in which a right loop ends."""
    figure, (axes,) = _figure(1, 4.6, 2.8)
    axes.plot(range(1, len(accuracies) + 1), accuracies, marker=".", color=BLUE, label="yours")
    axes.axhspan(*band, color=RED, alpha=0.2, label="where a right loop ends")
    axes.set_xlabel("epoch")
    axes.set_ylabel("accuracy")
    axes.set_ylim(min(0.4, *accuracies), 1.0)
    axes.legend(fontsize=8, loc="center right")
    axes.xaxis.get_major_locator().set_params(integer=True)
    low, high = (f"{100 * end:.1f}" for end in band)
    number = len(accuracies)
    alt = (
        f"Learning curve over {number} epoch{'s' * (number != 1)}: the accuracy goes from {100 * accuracies[0]:.1f} % to "
        f"{100 * accuracies[-1]:.1f} %; a right loop ends between {low} % and {high} %."
    )
    return Picture(_png(figure), alt)


def pictures_beside_each_other(pictures: dict[str, Any]) -> Picture:
    """Pictures (28, 28) by their names, dark ink on white."""
    figure, all_axes = _figure(len(pictures), 1.9 * len(pictures), 2.1)
    for axes, (name, picture) in zip(all_axes, pictures.items(), strict=True):
        axes.imshow(as_float64(picture), cmap="gray_r", vmin=0, vmax=1)
        axes.set_title(name, fontsize=9)
        axes.axis("off")
    return Picture(_png(figure), f"Pictures beside each other: {', '.join(pictures)}.")


def _figure(columns: int, width: float, height: float) -> tuple[Any, list[Any]]:
    from matplotlib.figure import Figure  # takes half a second, and most submissions need no picture

    figure = Figure(figsize=(width, height), layout="tight")
    return figure, list(figure.subplots(1, columns, squeeze=False)[0])


def _png(figure: Any) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=90, metadata={"Software": None})
    return buffer.getvalue()
