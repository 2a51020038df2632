"""What nbgrader's log says went wrong: each reason once in full, then with whom it is the same."""

from autograder.front.nbgrader.reasons import Reasons, with_one_stopped
from autograder.results.report import CellResult, CheckResult, Report

WHY = "checks/mean_digit.py, line 83, in test_mean_digit: KeyError: 'seed'"
GIVEN = "The code of `given_data` failed: FileNotFoundError"


def report(student: str, *names: str, why: str = WHY, given: bool = False) -> Report:
    cells = [CellResult("test_mean", "mean", 2.0, [CheckResult(name, "error", "Told.", reason=why) for name in names])]
    return Report(student, "02", "02.ipynb", 1, "cpu", True, cells, given_failures={"given_data": GIVEN} if given else {})


def said(*reports: Report) -> list[str]:
    reasons = Reasons()
    return [line for one in reports for line in reasons.lines(one)]


def test_a_reason_is_said_once_and_then_of_whom_it_holds_too() -> None:
    assert said(report("ada", "test_a", "test_b"), report("ben", "test_a", "test_b"), report("cem\x1b", "test_a", "test_b")) == [
        f"ada: test_a in test_mean, test_b in test_mean weren't graded: {WHY}",
        "ben: as for ada, not graded: test_a in test_mean, test_b in test_mean",
        "cem\\x1b: as for ada, not graded: test_a in test_mean, test_b in test_mean",
    ]


def test_another_reason_is_said_in_full() -> None:
    assert said(report("ada", "test_a"), report("ben", "test_a", why="Out of memory.")) == [
        f"ada: test_a in test_mean wasn't graded: {WHY}",
        "ben: test_a in test_mean wasn't graded: Out of memory.",
    ]


def test_a_cell_of_the_instructors() -> None:
    assert said(report("ada", given=True), report("ben", given=True)) == [f"ada: {GIVEN}", "ben: as for ada"]
    assert said(report("ada", "test_mean", given=True)) == [f"ada: test_mean wasn't graded: {WHY}", f"ada: {GIVEN}"]


def test_of_the_cells_that_were_stopped_the_first_is_named() -> None:
    loop = "was stopped: it ran for more than 30 seconds; is there a loop that never ends?"
    assert with_one_stopped([f"Code cell 3 {loop}", "Mended.", f"Code cell 4 {loop}", f"Code cell 5 {loop}"]) == [
        f"Code cell 3 {loop} 2 more cells went the same way.",
        "Mended.",
    ]
    assert with_one_stopped([f"Code cell 3 {loop}", "Mended."]) == [f"Code cell 3 {loop}", "Mended."]
