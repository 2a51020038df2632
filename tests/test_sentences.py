"""What the notebook itself says below a traceback: true, and in the words of the feedback."""

import importlib.util
import sys
from collections.abc import Callable
from typing import Any

import classroom
import pytest
import torch as torch_with_types

from autograder.checking.explained import explained

spec = importlib.util.spec_from_file_location("sentences_of_the_course", classroom.COURSE.source / "sentences.py")
assert spec is not None
assert spec.loader is not None
sentences = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sentences)


torch: Any = torch_with_types
"""Here torch is called as it shouldn't be."""


class _Shell:
    """As much of IPython as the handler needs."""

    def showtraceback(self, *_: object, **__: object) -> None:
        print("Traceback")


def _told(fails: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> str:
    """What stands below the traceback of a cell that calls `fails`."""
    try:
        fails()
    except Exception as error:
        kind, trace = type(error), sys.exc_info()[2]
        sentences.explain(_Shell(), kind, error, trace)
    out, err = capsys.readouterr()
    assert out == "Traceback\n"
    return " ".join(err.split())


def stub() -> None:
    raise NotImplementedError(f"{sentences.STUB}, then run this cell again.")


class InAMethod:
    def __init__(self) -> None:
        self.lr = 1.0

    def step(self) -> Any:
        return lr  # type: ignore[name-defined]  # noqa: F821


def plain_function() -> object:
    return l1_distanse  # type: ignore[name-defined]  # noqa: F821


def without_an_answer() -> object:
    return q_cancel  # type: ignore[name-defined]  # noqa: F821


def changes_a_leaf() -> None:
    w = torch.ones(2, requires_grad=True)
    w -= 1


SAID: list[tuple[Callable[[], object], str]] = [
    (stub, "`stub` isn't written yet"),
    (InAMethod().step, "write self.lr"),
    (plain_function, "There is no `l1_distanse` here. Is it spelt right?"),
    (without_an_answer, "`q_cancel` isn't answered yet: write a letter in its cell, and run it."),
    (lambda: torch.tensor([True, False]).mean(), "Truth values and whole numbers have no mean"),
    (lambda: torch.ones(2, 2, 2).mean(-1, -2), "parentheses of their own: .mean((-1, -2))"),
    (lambda: torch.ones(2) ^ 2, "write `** 2`"),
    (changes_a_leaf, "write the step to p.data"),
    (lambda: __import__("math").exp(torch.ones(2)), "torch.exp() and the like take a whole tensor"),
    (lambda: torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.ReLU), "as in nn.ReLU()?"),
    (lambda: torch.ones(12).view(-1, 784), "it should follow from the shape of the input"),
]


@pytest.mark.parametrize(("fails", "sentence"), SAID, ids=lambda value: value if isinstance(value, str) else "")
def test_an_error_is_told_in_a_sentence(fails: Callable[[], object], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sentence in _told(fails, capsys)


def test_only_the_stub_is_called_unwritten(capsys: pytest.CaptureFixture[str]) -> None:
    def of_torch() -> None:
        raise NotImplementedError("mean(): something that this torch has for other numbers only")

    assert _told(of_torch, capsys) == ""


def test_the_stub_says_what_the_notebook_looks_for() -> None:
    assert sentences.STUB in classroom.stub("l1_distance")
    assert classroom.COURSE.settings.words.stub == sentences.STUB


def test_the_notebook_and_the_feedback_say_the_same() -> None:
    from autograder.checking.explained import _EXPLAINED

    own = list(classroom.COURSE.settings.words.errors)
    assert [pair for pair in [*own, *_EXPLAINED] if pair in sentences.PLAIN] == sorted(
        sentences.PLAIN, key=lambda pair: pair not in own
    )
    assert explained("mean(): argument 'keepdim' (position 2) must be bool, not int") == sentences.PLAIN[6][1]
