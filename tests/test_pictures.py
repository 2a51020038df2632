"""The pictures of the feedback: what they show, in which bytes, and that nothing hidden is in them."""

import io
import struct
import sys
from collections.abc import Iterator
from typing import Any

import classroom
import numpy as np
import pytest
from PIL import Image

from autograder.checking import (
    Picture,
    StudentError,
    Unexpected,
    as_picture,
    blank,
    curves,
    drawable,
    in_digits,
    learning_curve,
    pictures_beside_each_other,
    spread,
    steps_on_a_curve,
    table_of_mistakes,
    with_picture,
)
from autograder.checking.pictures import drawn
from autograder.judge.judge import Judge
from autograder.results.report import CheckResult

sys.path.insert(0, str(classroom.TESTS.parent / "quality"))
import gallery

X = np.linspace(-2, 2, 21)
DRAWINGS = {
    "learning_curve": lambda: learning_curve([0.5, 0.75], (0.9, 0.985)),
    "curves": lambda: curves({"yours": (X, X), "right": (X, X**2)}, "x", "y", "Two lines."),
    "steps_on_a_curve": lambda: steps_on_a_curve((X, X**2), [(2, 4), (1, 1), (30, 900)], "w", "loss", [(2, 4), (1, 1)]),
    "spread": lambda: spread(np.arange(10.0), (X, np.exp(-(X**2))), "value"),
    "pictures": lambda: pictures_beside_each_other({"a": np.eye(28), "b\nbelow": -np.eye(28)}, signed=["b\nbelow"]),
    "table_of_mistakes": lambda: table_of_mistakes([[9, 1], [0, 10]], ("3s", "7s"), ("called 3", "called 7"), "A table."),
}


def _chunks(png: bytes) -> Iterator[str]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8].decode()
        at += 12 + length


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_is_small_and_holds_pixels_alone(name: str) -> None:
    found = DRAWINGS[name]()
    assert set(_chunks(found.png)) <= {"IHDR", "PLTE", "IDAT", "IEND"}
    assert len(found.png) <= 25_000
    with Image.open(io.BytesIO(found.png)) as opened:
        assert 150 < opened.width <= 600 and 100 < opened.height < 700
        assert opened.convert("RGB").getpixel((0, 0)) == (255, 255, 255), "on a dark page it stands on white"
    assert found.png == DRAWINGS[name]().png


def test_what_leaves_the_curve_is_told() -> None:
    assert DRAWINGS["steps_on_a_curve"]().alt == (
        "Steps on the curve of the loss: yours go from 2, 1 to 30, which leaves the picture; right ones go from 2 to 1."
    )


def test_how_numbers_are_spread_is_told() -> None:
    assert DRAWINGS["spread"]().alt == (
        "How 10 of your numbers are spread: from 0 to 9, around 4.5. The dashed curve is how they should be: around 0."
    )


def test_names_are_told_where_nothing_else_is() -> None:
    assert DRAWINGS["pictures"]().alt == "Pictures beside each other: a; b below."


def test_the_pixels_of_a_picture_are_those_that_were_given() -> None:
    ink = np.zeros((2, 2))
    ink[0, 1] = 1
    with Image.open(io.BytesIO(pictures_beside_each_other({"it": ink}).png)) as opened:
        grey = np.asarray(opened.convert("L"))
    rows, columns = np.nonzero(grey[40:] < 20)  # below the name
    assert columns.min() > grey.shape[1] * 0.4 and rows.max() < (grey.shape[0] - 40) * 0.7, "the ink is above, on the right"


ODD: dict[str, Any] = {
    "text": "3",
    "nothing": None,
    "NaN alone": np.full((28, 28), np.nan),
    "complex": np.ones((28, 28), complex),
    "objects": np.array([[object()]]),
    "a number without end": [10**400],
    "a hundred million": np.broadcast_to(np.float32(1), (10_000, 10_000)),
    "empty": np.zeros((0, 28)),
    "three axes": np.zeros((2, 2, 2)),
    "a long strip": np.zeros((1, 2000)),
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_what_cant_be_drawn_is_no_picture(value: Any) -> None:
    assert drawn(lambda: pictures_beside_each_other({"yours": value})) is None
    assert drawn(lambda: curves({"yours": (X, value)}, "x", "y", "")) is None


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 1e300, -1e300])
def test_a_number_beyond_all_bounds_leaves_the_others(value: float) -> None:
    ys = X.copy()
    ys[3] = value
    assert drawn(lambda: curves({"yours": (X, ys)}, "x", "y", "One is odd.")) is not None
    picture = np.eye(28)
    picture[0, 0] = value
    assert drawn(lambda: pictures_beside_each_other({"yours": picture}, signed=["yours"])) is not None
    assert drawn(lambda: steps_on_a_curve((X, X**2), [(1, 1), (value, value)], "w", "loss")) is not None


def test_numbers_that_can_be_drawn() -> None:
    assert drawable([1, True, 2.5]).tolist() == [1, 1, 2.5]
    assert drawable(np.array([1e300, np.inf])).tolist()[0] == 1e9
    with pytest.raises(ValueError, match="isn't drawn"):
        drawable(np.zeros((2, 3)), shape=(3, 2))
    with pytest.raises(ValueError, match="11 numbers"):
        drawable(np.zeros(11), most=10)


def test_numbers_for_people() -> None:
    assert [in_digits(n) for n in (0.123456, -2.0, 100)] == ["0.123", "\N{MINUS SIGN}2", "100"]


def test_a_picture_of_too_many_bytes_is_none() -> None:
    assert drawn(lambda: Picture(b"x" * 25_001, "")) is None
    assert drawn(lambda: "no picture") is None


@pytest.mark.parametrize("raised", [TypeError("t"), StudentError("It hung."), Unexpected("It has no shape."), MemoryError()])
def test_whatever_goes_wrong_the_sentence_stands(raised: Exception) -> None:
    def draw() -> Picture:
        raise raised

    with pytest.raises(Unexpected, match="The sentence") as found, with_picture(draw):
        raise Unexpected("The sentence.")
    assert found.value.draw is not None and drawn(found.value.draw) is None


def test_the_inner_picture_is_the_nearer_one() -> None:
    inner, outer = Picture(b"inner", ""), Picture(b"outer", "")
    with pytest.raises(Unexpected) as found, with_picture(lambda: outer), with_picture(lambda: inner):
        raise Unexpected("The sentence.")
    assert found.value.draw is not None and found.value.draw() is inner


def test_a_figure_of_ones_own() -> None:
    figure, (axes,) = blank(2, 2)
    axes.plot(X, X)
    assert as_picture(figure, "A line.").alt == "A line."


# The course's own pictures.

SHOWS_A_RUN = {
    "simple_net": "a network starts at random, by the worker's own generator, and its outputs are shown",
    "train_model": "a learning curve is that of the run on the real pictures, which a check has seen",
    "init_params": "how random numbers are spread, by the worker's own generator",
    "make_batches": "who shuffles always does it by the worker's own generator",
}
"""Pictures of what differs from run to run; nothing of a hidden input is in them."""

DRAWN_FOR = {
    "BasicOptim": "no_lr",
}


def _pictures(judge: Judge, exercise: str, seed: int) -> list[tuple[str, CheckResult]]:
    """The first wrong solution of an exercise that has a picture, with what came of it."""
    for variant in classroom.variants("wrong"):
        if variant.exercise == exercise:
            found = [check for check in gallery.found(gallery.start(judge, variant, seed)) if check.picture]
            if found:
                return [(variant.name, check) for check in found]
    return []


def test_at_least_half_of_the_exercises_have_pictures() -> None:
    exercises = [name for assignment in classroom.COURSE.names() for name in classroom.COURSE.assignment(assignment).exercises()]
    functions = [name for name in exercises if not name.startswith("q_")]
    assert len(functions) > 30
    assert 2 * len(gallery.with_pictures()) >= len(functions)
