"""nbgrader's log: a line for each submission, what came of all of them, and with --debug everything as ever."""

import logging
from types import SimpleNamespace

import pytest

from autograder.front.nbgrader.short_log import Told, shorten
from autograder.results.report import CellResult, CheckResult, Report

NBGRADERS = [
    "Making directory /course/autograded/ada/02",
    "Creating/updating student with ID 'ada': {}",
    "Overwriting files with master versions from the source directory",
    "Copying /course/source/./02/digits.py -> /course/autograded/ada/02/digits.py",
    "Sanitizing /course/submitted/ada/02/02.ipynb",
    "Converting notebook /course/submitted/ada/02/02.ipynb",
    "Writing 52742 bytes to /course/autograded/ada/02/02.ipynb",
    "Autograding /course/autograded/ada/02/02.ipynb",
    "Setting destination file permissions to 444",
    "Skipping existing assignment: /course/autograded/ada/02",
    "Removing existing assignment: /course/autograded/ada/02",
]
TOLD = ["ada: Code cell 4 was stopped.", "Removing failed assignment: /course/autograded/ada/02", "1 of 2: ada, 3 of 3 points"]


def report(*statuses: str, by_hand: float = 0.0) -> Report:
    cells = [
        CellResult(f"test_{at}", "f", 2.0, [CheckResult("c", status, "Told.")])  # type: ignore[arg-type]
        for at, status in enumerate(statuses)
    ]
    return Report("ada", "02", "02.ipynb", 1, "cpu", True, cells, by_hand={"why": by_hand} if by_hand else {})


def logged(caplog: pytest.LogCaptureFixture, level: object) -> list[str]:
    log = logging.getLogger("of a test")
    log.setLevel(logging.DEBUG)
    shorten(SimpleNamespace(log=log, parent=SimpleNamespace(log_level=level)))
    for text in NBGRADERS:
        (log.warning if text.startswith("Removing") else log.info)(text)
    for text in TOLD:
        log.info(text)
    log.debug("Student: ada")
    log.error("Converting notebook failed")
    return [record.getMessage() for record in caplog.records]


def test_no_line_that_is_the_same_for_everybody(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert logged(caplog, logging.INFO) == [*TOLD, "Converting notebook failed"], "an error stays, however it begins"


@pytest.mark.parametrize(
    ("seconds", "told"), [("61.5", "1 minute"), ("7200.0", "2 hours"), ("172799", "1 day"), ("0.5", "0 seconds")]
)
def test_nbgraders_own_words_for_a_submission_are_plain_ones(caplog: pytest.LogCaptureFixture, seconds: str, told: str) -> None:
    caplog.set_level(logging.DEBUG)
    log = logging.getLogger("of a late test")
    shorten(SimpleNamespace(log=log, parent=SimpleNamespace(log_level=logging.INFO)))
    log.info("SubmittedAssignment<02 for ada> submitted at 2026-11-29")
    log.info("Using late submission penalty method: none")
    for _ in range(2):
        log.warning(f"SubmittedAssignment<02 for ada, jr> is {seconds} seconds late")
    log.warning("Late submission penalty: None")
    assert [record.getMessage() for record in caplog.records] == [f"ada, jr: handed in {told} late"]


def test_all_lines_for_who_asks(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logged(caplog, logging.INFO)
    caplog.clear()
    found = logged(caplog, logging.DEBUG)
    assert found[: len(NBGRADERS)] == NBGRADERS and "Student: ada" in found


def test_a_line_for_each_and_one_for_all(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    told = Told(logging.getLogger("of a test told"), 5)
    for student, reports in {
        "ada": [report("pass", "pass")],
        "bob\x1b": [report("pass", "fail", by_hand=3.0), report("pass")],
        "eve": [report("pass", "error")],
        "kim": [],
    }.items():
        told.begins()
        told.reports += reports
        told.ended(student)
    told.begins()
    told.was_done("sue")
    told.sum_up()
    assert [record.getMessage() for record in caplog.records] == [
        "1 of 5: ada, 4 of 4 points",
        "2 of 5: bob\\x1b, 4 of 6 points; 3 points wait for a reader",
        "3 of 5: eve, 2 of 2 graded points; 2 points not graded",
        "4 of 5: kim, graded",
        "4 submissions graded, 1 of them with all points. 1 is unchanged since an earlier run; --force grades it again.",
        "In 1 submission something couldn't be graded: it costs nobody a point, and the lines above say why.",
    ]


def test_pages(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    told = Told(logging.getLogger("of a test told"), 1, is_feedback=True)
    told.begins()
    told.ended("ada")
    told.sum_up()
    assert [record.getMessage() for record in caplog.records] == ["1 of 1: ada, its page is written", "1 page written."]


def test_of_many_by_older_checks_twenty_are_named(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    told = Told(logging.getLogger("of a test told"), 30)
    for number in range(30):
        told.was_done(f"s{number:02}", is_older=True)
    told.sum_up()
    assert "s18, s19 and 10 more. With --force" in caplog.records[-1].getMessage()
