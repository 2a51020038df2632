"""What checks say about arrays, data frames and series: a right value passes, a wrong one gets its sentence, an odd one no crash."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from tables import ARRAYS, FRAMES, SINGLES

from autograder import link
from autograder.checking import (
    Handle,
    Unexpected,
    expect_close,
    expect_dtype,
    expect_equal,
    expect_frame,
    expect_number,
    expect_series,
    expect_unchanged,
)
from autograder.checking.explained import explained
from autograder.checking.values import TENSORS


@pytest.fixture(autouse=True)
def course_of_arrays() -> None:
    """Other tests of this process use torch."""
    TENSORS.set(False)


RIGHT = pd.DataFrame(
    {
        "who": ["ada", "bob", "eve"],
        "n": [3, 1, 2],
        "mean": [0.5, 1.5, np.nan],
        "day": pd.to_datetime(["2024-01-03", "2024-01-01", "2024-01-02"]),
    }
)
BY_WHO = RIGHT.set_index("who")

WRONG_FRAMES = {
    "lacks the column `mean`": RIGHT.drop(columns="mean"),
    "lacks the columns `n` and `mean`": RIGHT.drop(columns=["n", "mean"]),
    "has `more` besides": RIGHT.assign(more=1),
    "has the right columns in another order": RIGHT[["n", "who", "mean", "day"]],
    "a column `index`, an index that was left in": RIGHT.reset_index(),
    "a column `Unnamed: 0`, an index that was left in": RIGHT.reset_index(names="Unnamed: 0"),
    "has `who` as its index, and should have it as a column": BY_WHO,
    "more than once": pd.concat([RIGHT, RIGHT[["n"]]], axis=1),
    "has 2 rows, and should have 3": RIGHT.head(2),
    "have their old index yet": RIGHT.set_axis([5, 6, 7]),
    "the rows should be numbered from 0": RIGHT.set_axis([5, 6, 7]).assign(n=0),
    "has the right rows in another order": RIGHT.sort_values("n", ignore_index=True),
    "the index is called `id`, and should be called `None`": RIGHT.rename_axis("id"),
    "an index of 2 levels": RIGHT.set_axis(pd.MultiIndex.from_product([[0], [1, 2, 3]])),
    "the column `n` holds numbers (float64), and should hold whole numbers (int64)": RIGHT.astype({"n": float}),
    "the column `day` holds text": RIGHT.assign(day=RIGHT["day"].dt.strftime("%Y-%m-%d")),
    "the column `day` holds dates with a time zone": RIGHT.assign(day=RIGHT["day"].dt.tz_localize("UTC")),
    "the column `who` holds categories": RIGHT.astype({"who": "category"}),
    "the column `n`: the values aren't right": RIGHT.assign(n=[3, 1, 4]),
    "the column `who`: the values aren't right": RIGHT.assign(who=["Ada", "bob", "eve"]),
    "the column `mean` has values where they should be missing": RIGHT.fillna({"mean": 0}),
    "the column `mean` has missing values": RIGHT.assign(mean=[0.5, np.nan, np.nan]),
    "should be a data frame, but is a series of 3 values": RIGHT["n"],
    "should be a data frame, but is an array of shape (3, 2)": np.zeros((3, 2)),
    "should be a data frame, but is None": None,
}


def told(expectation: Callable[..., object], *arguments: object, **named: object) -> str:
    with pytest.raises(Unexpected) as caught:
        expectation(*arguments, **named)
    return str(caught.value)


@pytest.mark.parametrize(("sentence", "wrong"), WRONG_FRAMES.items(), ids=WRONG_FRAMES)
def test_a_wrong_frame_gets_its_sentence(sentence: str, wrong: object) -> None:
    assert sentence in told(expect_frame, wrong, RIGHT)


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_right_frame_passes(frame: pd.DataFrame) -> None:
    for any_order in (False, True):
        expect_frame(frame.copy(), frame, any_order=any_order)
        for i in range(frame.shape[1]):
            expect_series(frame.iloc[:, i].copy(), frame.iloc[:, i], any_order=any_order)


def test_what_doesnt_count_doesnt_fail() -> None:
    expect_frame(RIGHT.astype({"n": "int32", "who": object}), RIGHT)
    expect_frame(RIGHT.assign(mean=RIGHT["mean"] + 1e-9, day=RIGHT["day"].astype("datetime64[s]")), RIGHT)
    expect_frame(RIGHT.astype({"n": "Int64", "who": "string", "mean": "Float64"}), RIGHT)
    expect_frame(RIGHT.astype({"n": float, "who": "category"}), RIGHT, dtypes=False)
    expect_frame(RIGHT.set_axis([5, 6, 7]), RIGHT, index=False)
    expect_frame(RIGHT.sort_values("n"), RIGHT, any_order=True)
    expect_frame(RIGHT.sort_values("n").assign(mean=lambda frame: frame["mean"] + 1e-9), RIGHT, any_order=True)
    expect_series(RIGHT["n"].rename("count"), RIGHT["n"], name=False)


def test_any_order_is_no_excuse() -> None:
    shuffled = RIGHT.sort_values("n")
    assert "the values aren't" in told(expect_frame, shuffled.assign(n=[1, 2, 9]), RIGHT, any_order=True)
    assert "the values aren't" in told(expect_frame, shuffled.assign(n=[2, 1, 3]), RIGHT, any_order=True)
    assert "missing values" in told(expect_frame, shuffled.assign(mean=np.nan), RIGHT, any_order=True)
    assert "2 rows" in told(expect_frame, shuffled.head(2), RIGHT, any_order=True)


def test_a_wrong_series_gets_its_sentence() -> None:
    right = BY_WHO["n"]
    assert "is called `m`, and should be called `n`" in told(expect_series, right.rename("m"), right)
    assert "take its one column" in told(expect_series, BY_WHO[["n"]], right)
    assert "should be a series, but is an array" in told(expect_series, right.to_numpy(), right)
    assert "the index is called `None`, and should be called `who`" in told(expect_series, right.rename_axis(None), right)
    assert "the right rows in another order" in told(expect_series, right.sort_values(), right)
    assert "the index isn't right" in told(expect_series, right.rename({"ada": "Ada"}), right)
    assert "the index holds whole numbers, and should hold text" in told(
        expect_series, right.set_axis(pd.Index([1, 2, 3], name="who")), right
    )
    assert "The result: the values aren't right" in told(expect_series, right + 1, right)
    assert "holds numbers (float64), and should hold whole numbers (int64)" in told(expect_series, right / 1, right)
    assert "as its index: set_index()" in told(expect_frame, RIGHT, BY_WHO)


def test_a_mistake_gets_its_hint() -> None:
    mistakes = {"Not the sum.": RIGHT.assign(n=6), "the same": RIGHT.copy(), "A series.": RIGHT["n"], "no table": np.ones(3)}
    assert told(expect_frame, RIGHT.assign(n=6), RIGHT, mistakes) == "Not the sum."
    assert told(expect_frame, RIGHT["n"], RIGHT, mistakes) == "A series."
    expect_frame(RIGHT, RIGHT, mistakes)
    assert told(expect_series, RIGHT["n"] + 1, RIGHT["n"], {"One too many.": RIGHT["n"] + 1}) == "One too many."


def test_no_sentence_names_a_value() -> None:
    """Not of the hidden frame's; its columns are no secret."""
    for wrong in WRONG_FRAMES.values():
        said = told(expect_frame, wrong, RIGHT)
        assert not re.search(r"\b(ada|bob|eve|0\.5|1\.5|2024)\b", said)


ODD = [
    None,
    True,
    3,
    2.5,
    "text",
    [1],
    {},
    np.nan,
    1j,
    *ARRAYS,
    *SINGLES,
    *FRAMES.values(),
    pd.Index([pd.NA]),
    pd.MultiIndex.from_arrays([[1], [2]]),
]
ODD += [
    pd.DataFrame([[1, 2, 3]], columns=[pd.NA, "who", (pd.NA, 1)]),
    pd.DataFrame({"who": [pd.NA], "n": [[1]], "mean": ["x"], "day": [None]}, dtype=object),
]
ODD += [pd.Series(["x", [1], pd.NA, BIG, None], dtype=object) for BIG in (10**400, -(10**400))]


@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
def test_an_odd_value_fails_with_a_sentence(value: object) -> None:
    """And with nothing else: another exception would be an error of ours, and cost no point."""
    for right in (RIGHT, BY_WHO, pd.DataFrame({"a": [1, 2]}), FRAMES["objects"], FRAMES["levels with gaps"]):
        for any_order in (False, True):
            _at_most_unexpected(expect_frame, value, right, any_order=any_order)
            _at_most_unexpected(expect_series, value, right.iloc[:, 0], any_order=any_order)
    for right in (*ARRAYS, *SINGLES, "text", [1, (2.5, "x")], {"a": None}, pd.Index(["x", None])):
        _at_most_unexpected(expect_equal, value, right)
    _at_most_unexpected(expect_close, value, np.array([1.0, 2.0]))
    _at_most_unexpected(expect_close, value, 1 + 2j)
    _at_most_unexpected(expect_number, value)


def test_a_number_too_large_for_numpy_is_compared() -> None:
    right = pd.Series([1, "x"], dtype=object)
    assert "the values aren't right" in told(expect_series, pd.Series([10**400, "x"], dtype=object), right)


def _at_most_unexpected(expectation: Callable[..., object], *arguments: object, **named: object) -> None:
    try:
        expectation(*arguments, **named)
    except Unexpected:
        pass


@pytest.mark.parametrize(
    "value", [*ARRAYS, *SINGLES, *FRAMES.values(), "text", [1, (2.5, "x")], {"a": None}], ids=lambda value: type(value).__name__
)
def test_expect_equal_knows_what_is_the_same(value: object) -> None:
    expect_equal(value, value.copy() if hasattr(value, "copy") else value)
    others = [other for other in (*ARRAYS, *SINGLES, *FRAMES.values(), "other", [1]) if other is not value]
    for other in others:
        told(expect_equal, other, value)


def test_expect_equal_says_what_differs() -> None:
    words = np.array(["a", "b"])
    assert "should be an array" in told(expect_equal, ["a", "b"], words)
    assert "the shape is (3,), and should be (2,)" in told(expect_equal, np.array(["a", "b", "c"]), words)
    assert "holds int64, and should hold str" in told(expect_equal, np.array([1, 2]), words)
    assert "isn't right" in told(expect_equal, np.array(["a", "c"]), words)
    assert told(expect_equal, np.array(["A", "B"]), words, {"In lower case.": np.array(["A", "B"])}) == "In lower case."
    assert "has 1 items, and should have 2" in told(expect_equal, [1], [1, 2])


def test_dtypes_by_any_name() -> None:
    for dtype in (np.float64, np.dtype("float64"), "float64", float):
        expect_dtype(np.ones(2), dtype)
        assert told(expect_dtype, np.array([1]), dtype) == "The result holds int64, and should hold float64."
    expect_dtype(np.array(["abc"]), str)


def test_complex_numbers_are_compared_as_such() -> None:
    expect_close(np.array([1 + 1j, 2]), np.array([1 + 1j, 2]))
    assert "the values are not" in told(expect_close, np.array([1 + 1j, 2]), np.array([1 - 1j, 2]))
    assert "real numbers" in told(expect_close, np.array([1 + 0j, 2]), np.array([1, 2]))


def test_a_number_is_an_array_in_a_course_of_arrays() -> None:
    import torch  # noqa: F401  (another course's, in the same process)

    assert "should be an array, but is a str" in told(expect_close, "x", np.ones(3))
    expect_close(1.0, 1.0)


@pytest.mark.parametrize("expected", [1.0, 1, np.float64(1.0)])
def test_where_a_number_is_asked_for_a_number_is_missed(expected: object) -> None:
    assert "should be a number, but is None" in told(expect_close, None, expected)


def test_no_word_about_tensors_where_nobody_has_met_them() -> None:
    assert explained("'list' object has no attribute 'mean'") == "A list isn't an array yet: np.array() makes one."
    assert explained("only one element tensors can be converted to Python scalars") == ""
    TENSORS.set(True)
    assert "torch.stack()" in explained("'list' object has no attribute 'mean'")


class Kept(Handle):
    """A handle to a value that is here."""

    def __init__(self, value: object) -> None:
        object.__setattr__(self, "value", value)

    def get(self) -> object:
        return object.__getattribute__(self, "value")


@pytest.mark.parametrize("value", [*ARRAYS, *FRAMES.values(), RIGHT["n"]], ids=lambda value: type(value).__name__)
def test_what_is_unchanged_is_seen(value: object) -> None:
    frame = link.pack(value)
    size = int.from_bytes(frame[:4], "little")
    expect_unchanged(Kept(link.unpack(frame[8 : 8 + size], frame[8 + size :])), value, "It")


def test_what_is_changed_is_seen() -> None:
    for changed in (
        RIGHT.assign(n=0),
        RIGHT.rename_axis("id"),
        RIGHT.rename(columns={"n": "m"}),
        RIGHT.astype({"n": float}),
        RIGHT["n"],
        None,
    ):
        assert "instead of writing into the one that was passed in" in told(expect_unchanged, Kept(changed), RIGHT, "The frame")
    assert "changed by the call" in told(expect_unchanged, Kept(RIGHT["n"].rename("m")), RIGHT["n"], "The series")
    assert "changed by the call" in told(expect_unchanged, Kept(np.array(["a", "c"])), np.array(["a", "b"]), "The words")
