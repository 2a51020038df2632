"""What comes out of generators and lists, in a form that can be sent; and a fastai Learner's record."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import Any


def generator(items: list[Any]) -> Iterator[Any]:
    """The items once, in order, as `model.parameters()` gives its parameters."""
    return iter(items)


def listed(items: Iterable[Any]) -> list[Any]:
    """The items of a generator, as a list that can be sent."""
    return list(items)


def kinds_of(items: Iterable[Any]) -> list[str]:
    """The names of the items' types."""
    return [type(item).__name__ for item in items]


def fit_quietly(learner: Any, epochs: int, lr: float) -> list[list[float]]:
    """Let a fastai Learner fit without its table, and give what it recorded after each epoch.

    Where it draws a graph its progress bar stays: fastai puts the graph beside the bar, and fails where there is none.
    """
    bar = nullcontext() if hasattr(learner, "show_graph") else learner.no_bar()
    with bar, learner.no_logging():
        learner.fit(epochs, lr=lr)
    return [[float(value) for value in row] for row in learner.recorder.values]
