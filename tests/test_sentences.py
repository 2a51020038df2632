"""What the notebook itself says below a traceback: true, and in the words of the feedback."""

import importlib
import importlib.util
import linecache
import os
import sys
from collections.abc import Callable
from typing import Any

import classroom
import pytest

from autograder.checking.explained import explained
from autograder.inside.meant import meant
from autograder.text import grammar

spec = importlib.util.spec_from_file_location("sentences_of_the_course", classroom.COURSE.source / "sentences.py")
assert spec is not None
assert spec.loader is not None
sentences = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sentences)


torch: Any = importlib.import_module("torch")
numpy: Any = importlib.import_module("numpy")
"""Here both are called as they shouldn't be."""


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


def without_torch() -> object:
    return sqrt(torch.ones(2))  # type: ignore[name-defined]  # noqa: F821


def of_no_module_that_was_imported() -> object:
    return load_digitts(3)  # type: ignore[name-defined]  # noqa: F821


def changes_a_leaf() -> None:
    w = torch.ones(2, requires_grad=True)
    w -= 1


def misspells(images: Any) -> Any:
    return image.mean(0)  # type: ignore[name-defined]  # noqa: F821


def misspells_its_own(xb: Any) -> Any:
    prediction = xb  # noqa: F841
    return predictions  # type: ignore[name-defined]  # noqa: F821


def by_a_capital(x: Any) -> Any:
    return X.mean()  # type: ignore[name-defined]  # noqa: F821


def by_another_name(xb: Any, yb: Any) -> Any:
    return weights @ yb  # type: ignore[name-defined]  # noqa: F821


def calls_nothing() -> Any:
    return path  # type: ignore[name-defined]  # noqa: F821


def not_a_function() -> Any:
    return FIVE()


def a_network() -> Any:
    return NET()


FIVE: Any = 5
NET: Any = torch.nn.Sequential(torch.nn.Linear(1, 1))


def compares() -> None:
    exec(compile('q_cancel == "b"', "<compares>", "exec"), {})


linecache.cache["<compares>"] = (14, None, ['q_cancel == "b"\n'], "<compares>")

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
    (lambda: misspells(1), "Did you mean `images`, the argument?"),
    (lambda: misspells_its_own(1), "Did you mean `prediction`?"),
    (lambda: by_a_capital(1), "Did you mean `x`, the argument?"),
    (
        lambda: by_another_name(1, 2),
        "`weights` is none of the arguments of `by_another_name`; `xb` was passed in, and isn't used there.",
    ),
    (compares, "One `=` gives a name a value; `==` compares."),
    (not_a_function, "`FIVE` is no function but an int: is a function asked for, begin it with `def FIVE`."),
    (a_network, "`NET` is a network itself."),
    (lambda: misspells(), "gives fewer arguments"),  # type: ignore[call-arg]
    (lambda: misspells(1, 2), "gives another number of arguments"),  # type: ignore[call-arg]
    (lambda: InAMethod().step(1), "Has the method its `self`"),  # type: ignore[call-arg]
    (lambda: [1.0].data, "go through them"),  # type: ignore[attr-defined]
    (lambda: [1.0].mean(), "A list isn't a tensor yet"),  # type: ignore[attr-defined]
    (lambda: torch.ones(2).zero_grad(), "p.grad.zero_()"),
    (lambda: torch.stack(torch.ones(2) for _ in range(2)), "Square brackets make a list"),
    (lambda: torch.stack([torch.ones(2), torch.ones(3)]), "What is stacked has one shape"),
    (lambda: torch.nn.functional.binary_cross_entropy_with_logits(torch.ones(2), torch.ones(2).long()), "make them .float()"),
    (lambda: [1.0] / 2, "A list can't be calculated with"),  # type: ignore[operator]
    (lambda: torch.randn([2], 0.1), "other arguments than these"),
    (calls_nothing, "There is no `path` here. Is it spelt right?"),
    (without_torch, "`sqrt` belongs to `torch`: write `torch.sqrt`."),
    (of_no_module_that_was_imported, "There is no `load_digitts` here. Is it spelt right?"),
    (lambda: torch.ones(2).sum().backwards(), "Did you mean `backward`?"),
    (lambda: torch.nn.Relu(), "Did you mean `ReLU`?"),
    (lambda: numpy.mean(torch.ones(2, requires_grad=True)), "write the tensor's own, such as x.mean()"),
    (lambda: numpy.max(torch.ones(2)), "write the tensor's own, such as x.mean()"),
    (lambda: numpy.sqrt(torch.ones(2, requires_grad=True)), "use torch's function of that name"),
    (lambda: torch.ones(2).sqrt + 1, "parentheses of a call missing, as in x.sqrt()?"),
    (lambda: torch.exp(torch.ones(2).mean), "parentheses of a call missing, as in x.sqrt()?"),
    (lambda: torch.ones(2).requires_grad(), "`requires_grad_()` sets it"),
    (lambda: torch.ones(2).requires_grad.backward(), "`requires_grad_()` sets it"),
    (lambda: torch.ones(2).sum().backward(), "as by requires_grad_() with its underscore and parentheses"),
    (lambda: torch.ones(2).shape()[0], "take them away, as of x.shape"),
    (lambda: torch.ones(2).grad.zero_(), "Something is None: a .grad before backward()"),
    (lambda: torch.stack(torch.ones(2)), "torch.stack([a, b])"),
    (lambda: torch.mean([1.0, 2.0]), "torch.tensor() makes one of numbers"),
    (lambda: torch.ones(12).view(-1, 784), "it should follow from the shape of the input"),
]


@pytest.mark.parametrize(("fails", "sentence"), SAID, ids=lambda value: value if isinstance(value, str) else "")
def test_an_error_is_told_in_a_sentence(fails: Callable[[], object], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sentence in _told(fails, capsys)


MISSPELT: list[tuple[Callable[[], object], str]] = [
    (without_torch, "torch.sqrt"),
    (of_no_module_that_was_imported, ""),
    (calls_nothing, ""),
    (lambda: torch.ones(2).sum().backwards(), "backward"),
    (lambda: torch.nn.Relu(), "ReLU"),
    (lambda: torch.sqr(4), "sqrt"),
    (lambda: [].apend(1), "append"),  # type: ignore[attr-defined]
    (lambda: InAMethod().lrr, "lr"),  # type: ignore[attr-defined]
    (lambda: InAMethod.stepp, "step"),  # type: ignore[attr-defined]
    (lambda: torch.ones(2).nothing_like_it, ""),
    (lambda: torch.ones(2).__nothing__, ""),
]


@pytest.mark.parametrize(("fails", "name"), MISSPELT, ids=lambda value: value if isinstance(value, str) else "")
def test_the_notebook_and_the_worker_find_the_same_name(fails: Callable[[], object], name: str) -> None:
    names = {"_hidden": numpy, "os": os, "torch": torch, "np": numpy, "nn": torch.nn}
    with pytest.raises((NameError, AttributeError)) as raised:
        fails()
    error: Any = raised.value
    assert meant(error, names) == name
    if isinstance(error, NameError):
        module = sentences.in_a_module(error.name, names)
        assert (f"{module}.{error.name}" if module else "") == name
    else:
        assert sentences.almost(error.name, error.obj) == name


class Bites:
    """What asks nothing of it finds `step`; whoever asks is bitten."""

    step = 1

    def __dir__(self) -> list[str]:
        raise KeyboardInterrupt

    def __getattribute__(self, name: str) -> Any:
        raise KeyboardInterrupt if name != "stepp" else AttributeError(name)


class NoError(AttributeError):
    @property
    def name(self) -> str:  # type: ignore[override]
        raise KeyboardInterrupt


def test_the_worker_asks_nothing_of_a_students_object() -> None:
    with pytest.raises(AttributeError) as raised:
        Bites().stepp  # noqa: B018
    assert meant(raised.value, {}) == "step"
    assert meant(NoError(), {}) == ""
    odd: Any = 3
    assert meant(AttributeError("no", name=odd, obj=3), {}) == meant(AttributeError("no", name="x" * 10**7, obj=3), {}) == ""
    assert meant(NameError("no", name="sqrt"), {"torch": Bites(), 3: torch}) == ""  # type: ignore[dict-item]
    assert meant(ValueError("no"), {"torch": torch}) == ""


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


class _OfACheck:
    def zero_gradient(self) -> None: ...


def test_a_name_that_a_check_asks_for_is_the_right_one() -> None:
    """And not the other way round, as where the student asks for it."""
    _OfACheck.__module__ = "__main__"
    for text, said in {
        'x.zero_grad()\nprint(f"BasicOptim: fine so far")': "It has `zero_gradient`: the name has to be `zero_grad`.",
        "x.zero_grad()": "Did you mean `zero_gradient`?",
    }.items():
        linecache.cache["<cell>"] = (len(text), None, text.splitlines(keepends=True), "<cell>")
        with pytest.raises(AttributeError) as raised:
            exec(compile(text, "<cell>", "exec"), {"x": _OfACheck()})
        assert sentences.what_it_means(raised.value, raised.value.__traceback__) == said


def test_an_error_of_grammar_means_the_same_in_the_notebook_as_in_grading() -> None:
    assert sentences.GRAMMAR == grammar._MEANS
    with pytest.raises(SyntaxError) as raised:
        compile("x = (\n", "<cell>", "exec")
    assert sentences.of_grammar(raised.value, "x = (") == grammar.explained_syntax("'(' was never closed")
    incomplete = SyntaxError("incomplete input (1234.py, line 1)")
    assert sentences.of_grammar(incomplete, "\nx = (").startswith("Python says: '(' was never closed, in line 2. Each bracket")
    assert sentences.of_grammar(SyntaxError("new in this Python"), "x") == ""
