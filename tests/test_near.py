"""A misspelt name on the command line: what was meant is said, whichever command was typed."""

import classroom
import pytest

from autograder.front.cli.main import main
from autograder.text.near import near, near_each

MEANT = {
    "a command": (["grde", "x"], "invalid choice: 'grde' (did you mean `grade`?); there are: grade, show, "),
    "a command of another kind": (["totally-else"], "invalid choice: 'totally-else'; there are: grade, show, "),
    "a format": (["export", "canvs", "--out", "x"], "invalid choice: 'canvs' (did you mean `canvas`?); there are: "),
    "what is new": (["new", "exercice", "x"], "invalid choice: 'exercice' (did you mean `exercise`?); there are: "),
    "an option": (["grade", "x", "--jsno", "y"], "unrecognized arguments: --jsno (did you mean `--json`?) y"),
    "an option like no other": (["grade", "x", "--qqqqq"], "unrecognized arguments: --qqqqq\n"),
    "an assignment": (
        ["grade", "tests", "--assignment", "02_distance"],
        "02_distance is no assignment of this course (did you mean `02_distances`?); there are: 01_tensors, ",
    ),
    "an assignment of a check": (["check-course", "02_Distance"], "02_Distance (did you mean `02_distances`?): no assignment"),
    "an exercise": (["exercise", "IS_3"], "no exercise of this course is called IS_3 (did you mean `is_3`?)."),
    "data": (["data", "mnist_sampel"], "mnist_sampel (did you mean `mnist_sample`?): no data set"),
}


@pytest.mark.parametrize("kind", MEANT)
def test_what_was_meant_is_said(kind: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(classroom.COURSE.root)
    arguments, told = MEANT[kind]
    try:
        status = main(arguments)
    except SystemExit as e:
        status = int(e.code or 0)
    assert status == 2
    assert told in capsys.readouterr().err


def test_a_name_like_no_other_has_nothing_near() -> None:
    assert near("ad", ["ada", "ben"]) == " (did you mean `ada`?)"
    assert near("ADA", ["ada", "ben"]) == " (did you mean `ada`?)"
    assert near("zed", ["ada", "", "zed"]) == near("x", []) == ""
    assert near_each(["tow", "xxx"], ["one", "two"]) == "tow (did you mean `two`?) and xxx"
