"""Which names a function's text reads, and what a student is told of one that only the notebook has."""

import classroom
import pytest

from autograder.checking.reading import reading_of
from autograder.checking.told import Asked, told
from autograder.checking.written import Written
from autograder.judge.judge import Judge
from autograder.notebooks.settings import Words
from autograder.workers import answer

KNOWN = {"preds", "time", "dim", "valid_dl", "i"}
FROM_OUTSIDE = {
    "def f(a):\n    return (a - preds).mean(dim=0)\n": ["preds"],
    "def f(a): return a - preds\nx = time\n": ["preds"],
    "def f(a):\n    if a:\n        return preds\n\n    return time\n\npreds = 1\n": ["preds", "time"],
    "def f(\n    a: int = 1,\n    *, preds: list[int],\n) -> int:\n    return a * preds\n": [],
    "def f(a):\n    preds, (time, _) = a\n    return preds * time\n": [],
    "def f(a):\n    for time, i in a:\n        i += 1\n    return [preds for preds in a]\n": [],
    "def f(a):\n    with open(a) as time: return a.preds, time, (lambda preds: preds + 1)\n": [],
    "def f(a):\n    def preds(time): return time\n    return preds(a), (i := 2), i\n": [],
    "def f(a):\n    return time(a)  # preds\n": [],
    'def f(a):\n    """preds"""\n    global i\n    i = "time"\n': [],
    "def f(a):\n    preds.data -= 1\n    time[i] += 1\n    [dim] = a\n    return dim\n": ["preds", "time", "i"],
    "def g(a):\n    return preds\ndef f(a):\n    return a\n": [],
}


@pytest.mark.parametrize("source", FROM_OUTSIDE, ids=range(len(FROM_OUTSIDE)))
def test_a_name_from_outside_is_found_and_no_other(source: str) -> None:
    reading = reading_of(source, "f")
    assert reading is not None
    assert reading.from_outside(KNOWN) == FROM_OUTSIDE[source]


@pytest.mark.parametrize(
    "source", ["", "def g(): pass", "def f(a:\n  (", "def f(a):\n\t x\n  y", "class f:\n    pass", "\0def f("]
)
def test_what_has_no_such_function_reads_nothing(source: str) -> None:
    assert reading_of(source, "f") is None


def test_arguments_and_those_that_are_not_used() -> None:
    reading = reading_of("def f(a, b: dict[str, int] = {}, *c, d=(1, 2), **e):\n    return a + d\n", "f")
    assert reading is not None
    assert reading.arguments == ["a", "b", "c", "d", "e"]
    assert reading.unused == ["b", "c", "e"]


def _said(written: Written, is_named: bool) -> str:
    found = written.from_outside("f", is_named)
    return found.sentence if found is not None else ""


def _written(source: str) -> Written:
    found = Written({"f": ""})
    found.begins(1, "preds, time = 1, 2\ndef helper(x): return x\nrate = 3", None)
    found.begins(2, source, "f")
    return found


def test_an_argument_that_is_never_used_is_named_beside_what_was_read() -> None:
    found = _written("def f(a, b):\n    return preds + helper(b)\n")
    assert _said(found, True) == (
        "`f` reads `preds`, which is a name of the notebook, and never its argument `a`: use what is passed in."
    )
    assert "`preds` and `time`, which are names" in _said(_written("def f(a, b):\n    return preds, time\n"), True)


def test_where_all_arguments_are_used_it_is_asked_only_if_nothing_better_is_known() -> None:
    found = _written("def f(a):\n    return a / rate\n")
    assert _said(found, True) == ""
    assert _said(found, False).endswith("no argument: is it one of the arguments that is meant, such as `a`?")
    assert _said(_written("def f(a):\n    return helper(a)\n"), False) == ""


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        (
            "def f(x, m3):\n    return x - mean3\n",
            "`mean3` is none of the arguments of `f`; `m3` is passed in, and not used there.",
        ),
        ("def f(x, mean_3):\n    return x - mean3\n", "Did you mean `mean_3`, the argument?"),
        ("def f(x, mean7):\n    return x - mean7 - mean3\n", "Did you mean `mean7`, the argument?"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_argument_that_was_meant(source: str, hint: str) -> None:
    error = answer.error("NameError", "name 'mean3' is not defined")
    error["cell"], error["line"] = 2, 2
    assert told(Asked("f", "f"), error, Words(), _written(source)).hint == hint


def test_it_is_said_once_where_it_is_read_first_and_never_of_what_passed(judge: Judge) -> None:
    notebook = classroom.solved("02_distances")
    classroom.with_code(
        notebook, "l1_distance", "white = torch.ones(28, 28)\ndef l1_distance(a, b):\n    return (a - white).abs().mean()"
    )
    classroom.with_code(notebook, "mean_digit", "zero = 0\ndef mean_digit(images):\n    return images.mean(zero)")
    rows = {row["name"]: row for row in judge.grade(notebook, "02_distances", "x", seed=3).as_json()["exercises"]}
    sentence = "`l1_distance` reads `white`, which is a name of the notebook, and never its argument `b`: use what is passed in."
    assert sentence in rows["l1_distance"]["first"]
    assert rows["mean_digit"]["status"] == "pass"
    assert "`zero`" not in str(rows["mean_digit"])
    told_in = [check for check in rows["l1_distance"]["checks"] if sentence in check.get("message", "")]
    assert 1 <= len(told_in) <= 2  # one in each of its graded cells


def test_what_only_a_picture_gives_is_a_name_of_the_notebook_too() -> None:
    found = _written("def f(a):\n    return (x - mean3).abs()\n")
    assert _said(found, True) == ""
    found.visible_cells = {0: "mean3, mean7 = 1, 2", 3: "x = 1"}
    assert "reads `mean3`, which" in _said(found, True)


def test_lines_that_raise_by_what_was_not_passed_in_are_told_once_and_last(judge: Judge) -> None:
    notebook = classroom.solved("02_distances")
    source = "def is_3(x, m3, m7):\n    return (x - mean3).abs().mean((-1, -2)) < (x - mean7).abs().mean((-1, -2))"
    classroom.with_code(notebook, "is_3", source)
    rows = {row["name"]: row for row in judge.grade(notebook, "02_distances", "x", seed=3).as_json()["exercises"]}
    assert rows["is_3"]["first"].startswith("`is_3` reads `mean3` and `mean7`, which are names of the notebook, and never its")
    assert sum("must match" in check.get("finding", "") for check in rows["is_3"]["checks"]) == 1
