"""What a check notes beside its outcome, for the report of the class: the letter that was chosen, a curve of accuracies.

Whatever comes of the check, it stays what was noted. It may come from a student, so all of it is short.
"""

import math
from contextvars import ContextVar
from typing import Any

from autograder.text.places import shortened, visible

LONGEST_LETTER, MOST_POINTS = 60, 200
_NOTED: ContextVar[dict[str, Any] | None] = ContextVar("noted", default=None)


def begin() -> dict[str, Any]:
    """The empty notes of the check that runs next."""
    found: dict[str, Any] = {}
    _NOTED.set(found)
    return found


def note_choice(letter: str) -> None:
    """The answer to a question, as it was given."""
    _note(letter=shortened(visible(letter[: 2 * LONGEST_LETTER]), LONGEST_LETTER))


def note_curve(accuracies: list[float], band: tuple[float, float]) -> None:
    """An accuracy after each epoch, from 0 to 1, and the band in which a right loop ends. A number that is none leaves a gap."""
    points = [round(value, 4) if math.isfinite(value) else None for value in map(float, accuracies[:MOST_POINTS])]
    _note(curve=points, band=[float(end) for end in band])


def _note(**found: Any) -> None:
    noted = _NOTED.get()
    if noted is not None:
        noted.update(found)
