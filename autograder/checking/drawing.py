"""Drawing inputs until they tell right from wrong: else a mistake would pass, now and then, by a chance of the seed.

for _ in tries():
    a, b = rng.random((2, 28, 28))
    if apart(right(a, b), [wrong(a, b)]):
        break
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import numpy as np

from autograder.checking.values import as_float64

MOST = 10_000
"""A check needs fewer than a hundred tries, for any seed; with more, its condition can't be met, and that is our fault."""


def tries() -> Iterator[int]:
    """The tries of a loop that draws. Raises when it goes on and on: the check then ends in error, and doesn't hang."""
    yield from range(MOST)
    raise RuntimeError(f"no inputs that tell right from wrong were found in {MOST:,} tries")


def apart(right: Any, wrong: Iterable[Any], margin: float = 2e-3) -> bool:
    """Whether each wrong answer differs from the right one by more than `margin` somewhere.

    A check draws its inputs until this holds: else a mistake would pass, now and then, by a chance of the seed.
    """
    numbers = as_float64(right)
    return all(_largest(as_float64(answer) - numbers) > margin for answer in wrong)


def all_apart(answers: Iterable[Any], margin: float = 0.01) -> bool:
    """Whether every two of these answers differ by more than `margin` somewhere; those of different shapes always do.

    Of a wrong answer it can then be said which mistake gave it.
    """
    arrays = [as_float64(answer) for answer in answers]
    return all(a.shape != b.shape or _largest(a - b) > margin for a, b in combinations(arrays, 2))


def _largest(differences: Any) -> float:
    return float(np.abs(differences).max())
