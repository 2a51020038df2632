"""Drawing inputs until they tell right from wrong: else a mistake would pass, now and then, by a chance of the seed.

for _ in drawing.tries():
    a, b = torch.rand(2, 28, 28, generator=rng)
    if drawing.apart(right(a, b), [wrong(a, b)]):
        break
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

import torch
from torch import Tensor

MOST = 10_000
"""A check needs fewer than a hundred tries, for any seed; with more, its condition can't be met, and that is our fault."""


def tries() -> Iterator[int]:
    """The tries of a loop that draws. Raises when it goes on and on: the check then ends in error, and doesn't hang."""
    yield from range(MOST)
    raise RuntimeError(f"no inputs that tell right from wrong were found in {MOST:,} tries")


def apart(right: Tensor, wrong: Iterable[Tensor], margin: float = 2e-3) -> bool:
    """Whether each wrong answer differs from the right one by more than `margin` somewhere.

    A check draws its inputs until this holds: else a mistake would pass, now and then, by a chance of the seed.
    """
    return all(float((answer - right).detach().abs().max()) > margin for answer in wrong)


def all_apart(answers: Iterable[Tensor | float], margin: float = 0.01) -> bool:
    """Whether every two of these answers differ by more than `margin` somewhere; those of different shapes always do.

    Of a wrong answer it can then be said which mistake gave it.
    """
    tensors = [torch.as_tensor(answer, dtype=torch.float64) for answer in answers]
    return all(a.shape != b.shape or float((a - b).abs().max()) > margin for a, b in combinations(tensors, 2))
