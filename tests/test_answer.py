"""A worker may answer anything that the link can carry: the judge sees its own types in it, or nothing."""

import json
from typing import Any

import numpy as np
import pytest

from autograder import link
from autograder.workers import answer

THINGS = [
    [1],
    {"a": 1},
    np.arange(3),
    np.array("text"),
    10**400,
    -1,
    1.5,
    float("nan"),
    True,
    ("a",),
    link.Ref(1, "int"),
    "x" * 5000,
]


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
@pytest.mark.parametrize("key", ["type", "message", "inside", "missing", "meant", "cell", "line", "outer_cell", "outer_line"])
def test_each_part_of_an_error_has_its_type(key: str, thing: Any) -> None:
    error = answer.of({"error": {"type": "ValueError", "message": "no", "line": 3} | {key: thing}})["error"]
    assert error is not None
    assert all(type(error[part]) is str for part in ("type", "message", "inside"))
    assert error["type"]
    assert type(error["missing"]) is bool
    assert error["meant"] in ("", "text")
    for number in (error["cell"], error["line"], error["outer_cell"], error["outer_line"]):
        assert number is None or (type(number) is int and 0 <= number < 10**7)
    assert len(json.dumps(error)) < 3000


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
def test_an_error_of_no_kind_is_an_error(thing: Any) -> None:
    error = answer.of({"error": thing})["error"]
    assert error is not None
    assert error["type"] == "an error"


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
def test_outputs_are_what_json_has(thing: Any) -> None:
    received = [thing, {"output_type": thing, "data": {"text/plain": thing}}]
    outputs = answer.of({"outputs": received})["outputs"]
    json.dumps(outputs)
    assert len(outputs) == 2
    assert answer.of({"outputs": thing})["outputs"] in ([], [1])


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
def test_what_is_said_is_text(thing: Any) -> None:
    for received in (thing, [thing] * 100):
        said = answer.of({"said": received})["said"]
        assert all(type(text) is str for text in said)
        assert len(json.dumps(said)) < 50_000


def test_what_is_as_it_should_be_stays() -> None:
    said = {"type": "ValueError", "message": "no", "inside": "f", "missing": True, "meant": "torch.sqrt", "cell": 2, "line": 7}
    said |= {"outer_cell": 1, "outer_line": 3}
    received = {"value": 3, "outputs": [{"output_type": "stream", "text": "hello"}], "error": said, "said": ["It wasn't run."]}
    received["overwritten"] = {"sum": 3}
    assert answer.of(received) == received


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
def test_what_is_overwritten_are_names_and_numbers(thing: Any) -> None:
    for received in (thing, {"sum": thing}, {"a b": 3, "sum": -1, 7: 3, "x" * 101: 3}):
        found = answer.of({"overwritten": received})["overwritten"]
        assert all(type(name) is str and type(cell) is int and cell >= 0 for name, cell in found.items())
        assert len(json.dumps(found)) < 200


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "cannot import name 'f' from 'digits' (/srv/course/source/digits.py)",
            "cannot import name 'f' from 'digits' (digits.py)",
        ),
        ("No such file or directory: '/content/x.csv'", "No such file or directory: '/content/x.csv'"),
        ("it (of /a/b) failed", "it (of /a/b) failed"),
    ],
)
def test_python_tells_no_path_of_this_machine(said: str, told: str) -> None:
    assert answer.of({"error": {"type": "ImportError", "message": said}})["error"] == answer.error("ImportError", told)
