"""The pictures of the feedback: what they show, in which bytes, and that nothing hidden is in them."""

import base64
import io
import struct
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import classroom
import gallery
import numpy as np
import pytest
import torch
from PIL import Image

from autograder.checking import (
    Picture,
    StudentError,
    Unexpected,
    as_picture,
    blank,
    curves,
    drawable,
    in_brief,
    learning_curve,
    pictures_beside_each_other,
    spread,
    steps_on_a_curve,
    table_of_mistakes,
    with_picture,
)
from autograder.checking.pictures import drawn
from autograder.judge import afterwards
from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckCell
from autograder.judge.run import Run
from autograder.notebooks import outputs
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded
from autograder.results.report import CheckResult, Report
from autograder.results.telling import place
from checks import baseline_accuracy

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
        "Steps on the curve of the loss: yours go from 2, 1 to 30, in 2 steps, which leaves the picture; right ones go from 2 to 1, in 1 step."
    )


def test_a_long_way_is_told_by_its_ends() -> None:
    found = steps_on_a_curve((X, X**2), [(x, x * x) for x in (2, 1.5, 1, 0.5, 0.25)], "w", "loss").alt
    assert found == "Steps on the curve of the loss: yours go from 2, 1.5, 1, … to 0.25, in 4 steps."


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
    assert [in_brief(n) for n in (0.123456, -2.0, 100)] == ["0.123", "\N{MINUS SIGN}2", "100"]


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


def test_what_a_picture_shows_is_kept_as_text() -> None:
    """A page is made of a notebook that a student's hands could reach: its words are bounded, and of printable characters."""
    png = pictures_beside_each_other({"a": np.eye(3)}).png
    (shown,) = outputs.cleaned([outputs.image(png, 'A "table"; <b>2</b>.')])
    assert shown.metadata == {"image/png": {"alt": 'A "table"; <b>2</b>.'}}, "the page escapes it"
    (shown,) = outputs.cleaned([outputs.image(png, "\x1b[31m" + "x" * 10_000)])
    alt = shown.metadata["image/png"]["alt"]
    assert len(alt) <= 501 and "\x1b" not in alt
    data = {"image/png": base64.b64encode(png).decode()}
    odd: list[Any] = [None, [], {"image/png": 3}, {"image/png": {"alt": ["x"], "width": 10**9}}, {"alt": "x"}]
    for metadata in odd:
        (shown,) = outputs.cleaned([{"output_type": "display_data", "data": data, "metadata": metadata}])
        assert shown.metadata == {}


# The course's own pictures.

SHOWS_A_RUN = {
    "train_model": "the learning curve is that of the training which the check has seen",
    "init_params": "how random numbers are spread, from the worker's own generator",
}
"""Pictures that differ from one submission to the next, though nothing of a hidden input is in them."""

QUICK = ("mean_digit", "l1_distance", "fit", "sigmoid")


def _pictures(judge: Judge, exercise: str, seed: int) -> list[CheckResult]:
    (variant,) = gallery.solutions(exercise, all_of_them=False)
    return [check for check in gallery.found(gallery.start(judge, variant, seed)) if check.picture is not None]


def _some(names: list[str]) -> list[Any]:
    return [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in names]


@pytest.mark.parametrize("exercise", _some(gallery.with_pictures()))
def test_nothing_hidden_is_in_a_picture(judge: Judge, exercise: str) -> None:
    """Hidden inputs come from a submission's seed: the pictures of the same code under two of them are the same, byte for byte."""
    found = [_pictures(judge, exercise, seed) for seed in (20, 21)]
    assert [len(pictures) for pictures in found] == [1, 1], "each is one picture"
    (one, other) = (pictures[0] for pictures in found)
    assert (one.picture == other.picture and one.alt == other.alt) is (exercise not in SHOWS_A_RUN)
    assert one.picture is not None and len(one.picture) < 25_000 and 40 < len(one.alt) < 500


def test_a_table_says_whose_numbers_are_below_it() -> None:
    """Of the first 3s and 7s, a mean 3 of zeros and a mean 7 of ones call 80 of 100 a 3, and 1 - 0.8 of the 7s is right."""
    light, dark = np.zeros((5, 2, 2)), np.ones((5, 2, 2))
    stack = torch.tensor(np.concatenate([light, light, light, light, dark] * 8), dtype=torch.float32)
    digits = SimpleNamespace(valid_threes=stack, valid_sevens=stack[:100], mean3=torch.zeros(2, 2), mean7=torch.ones(2, 2))
    shown: list[Any] = []
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(baseline_accuracy, "table_of_mistakes", lambda *parts: shown.append(parts))
        baseline_accuracy.picture_of_the_table(lambda *_: (0.8, 0.8, 0.8), digits)
        assert baseline_accuracy.picture_of_the_table(lambda *_: (0.8, 0.2, 0.5), digits) is None
    ((counts, _, _, alt, below),) = shown
    assert counts == [[160, 40], [80, 20]]
    assert below == "counted by a right is_3\nyours: 0.8, 0.8, 0.8\nexpected: 0.8, 0.2, 0.5"
    assert alt.endswith("Your three numbers for them are 0.8, 0.8, 0.8; expected are 0.8, 0.2, 0.5.")


def test_at_least_half_of_the_exercises_have_pictures() -> None:
    exercises = [name for assignment in classroom.COURSE.names() for name in classroom.COURSE.assignment(assignment).exercises()]
    functions = [name for name in exercises if not name.startswith("q_")]
    assert len(functions) > 30
    assert set(gallery.with_pictures()) == set(gallery.COMMONEST) <= set(functions)
    assert 2 * len(gallery.COMMONEST) >= len(functions)


class _OfAFew(Run):
    """A run of 02 that asks about l1_distance and rmse_distance."""

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        return super().check(grade_id, check_cell) if exercise_and_part(grade_id)[0] in ("l1_distance", "rmse_distance") else []


def _graded(judge: Judge, **codes: str) -> tuple[Report, dict[str, Any]]:
    """The report of 02 with this code in the place of some solutions, and its graded cells."""
    assignment = classroom.COURSE.assignment("02_distances")
    notebook = classroom.solved(assignment.name)
    for exercise, code in codes.items():
        classroom.with_code(notebook, exercise, code)
    report = Report("pictured", assignment.name, "", 20, judge.device, judge.sandbox)
    _OfAFew(judge.zygote().own, notebook, assignment, report).go()
    return report, {str(grade_id_of(cell)): cell for cell in notebook.cells if is_graded(cell)}


def _outcomes(report: Report) -> list[list[tuple[str, str, str]]]:
    return [[(check.name, check.status, check.message) for check in cell.checks] for cell in report.cells]


NO_ABS = "def l1_distance(a, b):\n    return (a - b).mean((-1, -2))"
NO_ROOT = "def rmse_distance(a, b):\n    return ((a - b) ** 2).mean((-1, -2))"
OF_THE_PICTURE = "def l1_distance(a, b):\n    if tuple(a.shape) == (28, 28) and (a == 0).sum() > 300:\n        {}\n    return (a - b).mean((-1, -2))"


def test_each_exercise_has_one_picture_with_what_is_read_first(judge: Judge) -> None:
    report, cells = _graded(judge, l1_distance=NO_ABS, rmse_distance=NO_ROOT)
    shown = [(cell.grade_id, check) for cell in report.cells for check in cell.checks if check.picture]
    assert [grade_id for grade_id, _ in shown] == ["test_l1_distance", "test_rmse_distance"], "and none for the cells of batches"
    for grade_id, check in shown:
        cell = next(cell for cell in report.cells if cell.grade_id == grade_id)
        assert check is min((one for one in cell.checks if one.status == "fail"), key=place)
        assert [output.output_type for output in cells[grade_id].outputs] == ["error", "display_data"]
        assert cells[grade_id].outputs[1].metadata["image/png"]["alt"] == check.alt
    assert "Your distance is" in shown[0][1].alt


@pytest.mark.parametrize("deed", ["import os; os._exit(0)", "import time; time.sleep(60)", "raise ValueError('no')"])
def test_what_code_does_for_a_picture_changes_no_outcome(judge: Judge, monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    monkeypatch.setattr(afterwards, "IDLE_SECONDS", 0.5)
    usual, _ = _graded(judge, l1_distance=NO_ABS, rmse_distance=NO_ROOT)
    report, cells = _graded(judge, l1_distance=OF_THE_PICTURE.format(deed), rmse_distance=NO_ROOT)
    assert _outcomes(report) == _outcomes(usual)
    assert not any(check.picture for check in report.checks_of("l1_distance"))
    assert len(cells["test_l1_distance"].outputs) == 1
    assert bool([check for check in report.checks_of("rmse_distance") if check.picture]) is ("_exit" not in deed)


def test_code_that_raised_is_not_asked_for_a_picture(judge: Judge) -> None:
    report, _ = _graded(
        judge,
        l1_distance="def l1_distance(a, b):\n    if a.shape != (28, 28):\n        raise ValueError\n    return (a - b).mean()",
    )
    assert [check.about for check in report.checks_of("l1_distance") if check.status == "fail"].count("code") > 1
    assert not any(check.picture for check in report.checks_of("l1_distance"))
