"""The pictures of a bench: seconds for a class, by its size, for each way to grade it; and one large run as it went."""

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

WAYS = {"stock": "stock nbgrader autograde", "nbgrader": "nbgrader autograde, with the judge", "grade": "autograder grade"}
COLOURS = {"stock": "#999999", "nbgrader": "#1f77b4", "grade": "#d62728"}


def draw(found: dict[str, Any], path: Path) -> None:
    """Draw what was `found`, a panel for each assignment, both axes by powers of ten."""
    names = list(dict.fromkeys(row["assignment"] for row in found["classes"]))
    figure, panels = plt.subplots(1, len(names), figsize=(5.5 * len(names), 4.2), squeeze=False, sharey=True)
    for panel, name in zip(panels[0], names, strict=True):
        for way, label in WAYS.items():
            points = [(row["size"], row[way]["wall"]) for row in found["classes"] if row["assignment"] == name and way in row]
            panel.plot(*zip(*points, strict=True), marker="o", color=COLOURS[way], label=label)
            for size, seconds in points:
                panel.annotate(
                    f"{seconds:,.0f} s",
                    (size, seconds),
                    xytext=(4, -12 if way == "grade" else 6),
                    textcoords="offset points",
                    fontsize=8,
                )
        panel.axhline(found["fastai"]["wall"], color="#cccccc", linewidth=1, zorder=0, label="import of fastai alone")
        panel.set(xscale="log", yscale="log", title=name, xlabel="submissions")
        panel.margins(x=0.15, y=0.15)
    panels[0][0].set_ylabel("seconds, start-up counted")
    panels[0][0].legend(frameon=False, fontsize=8, loc="upper left")
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    plt.close(figure)


def draw_run(seen: dict[str, list[tuple[float, int, float]]], path: Path) -> None:
    """Draw how results came, and what memory was held meanwhile: for each way, seconds, results and MiB."""
    figure, (above, below) = plt.subplots(2, 1, figsize=(8, 5.5), sharex=True)
    for way, found in seen.items():
        seconds, results, held = zip(*found, strict=True)
        above.plot(seconds, results, color=COLOURS[way], label=WAYS[way])
        below.plot(seconds, held, color=COLOURS[way])
    above.set_ylabel("submissions")
    above.legend(frameon=False)
    below.set(xlabel="seconds", ylabel="MiB, shared pages counted once", ylim=(0, None))
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    plt.close(figure)
