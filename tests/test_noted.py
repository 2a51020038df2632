"""What is known of a check beside its sentence: the line to look at, the letter, the curve, what a picture shows."""

import base64
import json

import classroom
import pytest

from autograder.checking import expect_choice, learning_curve, note_choice, note_curve, noted
from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of
from autograder.results.told import told_to_student

NAME = "02_distances"
RAISES = "def l1_distance(a, b):\n    first = a.mean()\n    return first.nothing"
UNREADABLE = "def rmse_distance(a, b):\n    return (("
WITH_HELPER = "def mean_digit(images):\n    return images.mean(0)\n\ndef near(x):\n    return x.nothing"
THROUGH_ANOTHER = "def is_3(x, mean3, mean7):\n    return near(x) < 1"


def test_the_line_to_look_at(judge: Judge) -> None:
    notebook = classroom.solved(NAME)
    codes = {"mean_digit": WITH_HELPER, "l1_distance": RAISES, "rmse_distance": UNREADABLE, "is_3": THROUGH_ANOTHER}
    for exercise, code in codes.items():
        classroom.with_code(notebook, exercise, code)
    report = judge.grade(notebook, NAME, "ada")
    numbers = {grade_id_of(cell): at for at, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1)}
    at = {
        name: {(check.at_cell, check.at_line) for check in report.checks_of(name) if check.status == "fail"}
        for name in ("l1_distance", "rmse_distance", "is_3")
    }
    assert at["l1_distance"] == {(numbers["l1_distance"], 3)}
    assert at["rmse_distance"] == {(numbers["rmse_distance"], 2)}
    assert (numbers["is_3"], 2) in at["is_3"], "its own line, though another cell's raised"


def test_the_letter_that_was_chosen_and_what_a_picture_shows(judge: Judge) -> None:
    notebook = classroom.solved(NAME)
    classroom.with_code(notebook, "q_cancel", 'q_cancel = "B "')
    classroom.with_code(notebook, "mean_digit", "def mean_digit(images):\n    return images.sum(0) / 5")
    report = judge.grade(notebook, NAME, "ada")
    (question,) = report.checks_of("q_cancel")
    assert question.noted == {"letter": "b"}
    (right,) = report.checks_of("q_axes_of_the_mean")
    assert right.status == "pass" and right.noted == {"letter": "a"}, "that of a right answer too"
    (drawn,) = [check for check in report.checks_of("mean_digit") if check.picture is not None]
    assert drawn.alt == "Yours, of a hundred 3s: 28 by 28 numbers up to 16; and the ideal 3: 28 by 28 numbers up to 0.79."
    cell = next(cell for cell in notebook.cells if grade_id_of(cell) == "test_mean_digit")
    images = [output for output in cell.outputs if "image/png" in output.get("data", {})]
    assert [output.metadata["image/png"]["alt"] for output in images] == [drawn.alt]


def test_what_a_student_may_read_names_no_check_and_no_reason(judge: Judge) -> None:
    notebook = classroom.with_code(classroom.solved(NAME), "mean_digit", "def mean_digit(images):\n    return images.sum(0) / 5")
    report = judge.grade(notebook, NAME, "ada")
    for check in report.cells[0].checks:
        check.reason, check.details = "the secret reason", "the secret details"
    told = told_to_student(report)
    text = json.dumps(told)
    assert "secret" not in text and not any(check.name in text for cell in report.cells for check in cell.checks)
    pictures = [check["picture"] for check in told[0]["checks"] if "picture" in check]
    assert [base64.b64decode(picture) for picture in pictures] == [
        check.picture for check in report.cells[0].checks if check.picture is not None
    ]


def test_what_is_noted_is_short_and_can_be_written_down() -> None:
    found = noted.begin()
    note_choice("x" * 1000)
    note_curve([0.5, float("nan"), *[0.9] * 1000], (0.9, 1.0))
    assert len(found["letter"]) <= noted.LONGEST_LETTER
    assert found["curve"][:3] == [0.5, None, 0.9] and len(found["curve"]) == noted.MOST_POINTS
    assert json.loads(json.dumps(found)) == found
    assert noted.begin() == {} and found, "the next check has its own"


def test_an_answer_that_is_no_letter_is_noted_as_it_was_written() -> None:
    found = noted.begin()
    with pytest.raises(AssertionError):
        expect_choice("perhaps b", "a", {"b": "No."})
    assert found == {"letter": '"perhaps b"'}


def test_a_curve_in_words() -> None:
    drawn = learning_curve([0.5, 0.75], (0.9, 0.985))
    assert drawn.alt == (
        "Learning curve over 2 epochs: the accuracy goes from 50.0 % to 75.0 %; a right loop ends between 90.0 % and 98.5 %."
    )
    assert drawn.png.startswith(b"\x89PNG")
