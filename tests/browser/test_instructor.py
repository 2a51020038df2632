"""An instructor's morning in formgrader: collect, autograde, see why a check failed and what couldn't be graded, mend it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import classroom
import pytest
from browser.formgrader import Formgrader
from browser.lab import Lab
from browser.servers import Class, solved
from browser.shots import shot

pytestmark = pytest.mark.browser

NAME = "02_distances"
WRONG = "def l1_distance(a, b):\n    return (a - b).mean((-1, -2))\n"
BROKEN = "\n\ndef test_with_a_file_that_nobody_has(is_3):\n    open('/nowhere/numbers.txt')\n"


def test_from_collecting_to_releasing_feedback(class_: Class, distances: str, lab_of: Callable[[str], Lab]) -> None:
    class_.hand_in("bob", NAME, classroom.with_code(solved(NAME), "l1_distance", WRONG))
    class_.hand_in("cleo", NAME, classroom.with_first_cell(classroom.released(NAME), classroom.attacks()["only_in_checks"]))
    class_.hand_in("dora", NAME, solved(NAME))
    lab = lab_of("instructor")
    lab.menu("Nbgrader", "Formgrader")
    lab.page.frame_locator("iframe").get_by_text(NAME).first.wait_for()
    shot(lab.page, "formgrader-in-jupyterlab")

    formgrader = Formgrader(lab)
    formgrader.assignments()
    said = formgrader.press(formgrader.assignment(NAME), "collect")
    shot(lab.page, "formgrader-collected")
    assert all(f"Collecting submission: {student} {NAME}" in said for student in ("bob", "cleo", "dora"))
    formgrader.close()

    formgrader.submissions(NAME)
    for student in ("bob", "cleo"):
        formgrader.pressed(formgrader.submission(student), "autograde")
    with broken_check(class_):
        said = formgrader.press(formgrader.submission("dora"), "autograde")
        shot(lab.page, "formgrader-autograded")
        assert "test_with_a_file_that_nobody_has in test_is_3 wasn't graded" in said
        formgrader.close()
    shot(lab.page, "formgrader-submissions")
    rows = {student: formgrader.submission(student).inner_text() for student in ("bob", "cleo", "dora")}
    assert "10 / 12" in rows["bob"] and "needs manual grading" not in rows["bob"]
    assert "0 / 12" in rows["cleo"] and "needs manual grading" not in rows["cleo"]
    assert "10 / 12" in rows["dora"] and "needs manual grading" in rows["dora"]  # two points wait

    see_why(formgrader)

    formgrader.submissions(NAME)
    formgrader.pressed(formgrader.submission("dora"), "autograde")
    row = formgrader.submission("dora").inner_text()
    assert "12 / 12" in row and "needs manual grading" not in row
    formgrader.assignments()
    shot(lab.page, "formgrader-assignments")
    said = formgrader.pressed(formgrader.assignment(NAME), "generate-feedback")
    assert "[WARNING]" not in said
    said = formgrader.pressed(formgrader.assignment(NAME), "release-feedback")
    assert all(f"Releasing feedback for student '{student}'" in said for student in ("bob", "cleo", "dora"))

    lab.page.goto((class_.course / "feedback" / "bob" / NAME / f"{NAME}.html").as_uri())
    assert "This is what comes out without abs() of the differences" in lab.page.locator("main").inner_text()
    shot(lab.page, "feedback-of-a-wrong-one", whole=True)
    lab.page.set_viewport_size({"width": 390, "height": 844})
    shot(lab.page, "feedback-on-a-phone")


def see_why(formgrader: Formgrader) -> None:
    """What formgrader shows of a wrong answer, of one that ends the worker, and of one that couldn't be graded."""
    page = formgrader.page
    formgrader.table_of(NAME)
    shot(page, "formgrader-table")

    formgrader.open(NAME, "bob")
    formgrader.show("l1_distance")
    shot(page, "formgrader-why-it-failed")
    assert formgrader.score("test_l1_distance") == "0"
    assert formgrader.comment("l1_distance").startswith("This is what comes out without abs() of the differences")

    formgrader.open(NAME, "cleo")
    formgrader.show("l1_distance")
    shot(page, "formgrader-ended-itself")
    assert formgrader.score("test_l1_distance") == "0"
    assert "ended its own process" in formgrader.comment("l1_distance")

    formgrader.open(NAME, "dora")
    formgrader.show("is_3")
    shot(page, "formgrader-not-graded")
    assert formgrader.score("test_is_3") == ""
    assert formgrader.score("test_l1_distance") == "1"
    told = formgrader.comment("is_3")
    assert told.startswith("Not graded: this check is broken, and that is no fault of yours.")
    assert "For the instructor: test_with_a_file_that_nobody_has wasn't graded: checks/is_3.py, line" in told


@contextmanager
def broken_check(class_: Class) -> Iterator[None]:
    """The hidden checks of `is_3` with one that can't be run."""
    check = class_.course / "checks" / "is_3.py"
    whole = check.read_text()
    check.write_text(whole + BROKEN)
    yield
    check.write_text(whole)
