"""`autograder show`: one student's work, as an instructor reads it in 80 columns."""

import shlex
from pathlib import Path

import pytest

from autograder.backends.task import Task
from autograder.front.cli import shown
from autograder.front.cli.main import parser
from autograder.front.cli.printed import line_of, lines_of
from autograder.results.report import CellResult, CheckResult, Report
from autograder.store.store import Kept

LONG = "A sentence that goes on and on. " * 20


def kept(path: Path, student: str = "ada", finding: str = LONG) -> Kept:
    wrong = CheckResult("test_it", "fail", claim="It is so.", finding=finding, about="value")
    lost = CheckResult("test_it", "error", "Not graded.", reason=LONG)
    cells = [
        CellResult("test_mean", "mean", 1.0, [CheckResult("test_it", "pass")]),
        CellResult("test_spread", "spread", 2.0, [wrong]),
        CellResult("test_lost", "lost", 1.0, [lost]),
    ]
    report = Report(student, "01", path.name, 7, "cpu", True, cells, notes=["A note. " * 20])
    return Kept(report, "2026-11-29T20:31:07+00:00", "content", Task(path, student, "01").as_dict())


def test_a_path_is_in_one_piece_and_the_seed_beside_its_word(tmp_path: Path) -> None:
    path = tmp_path / "A course with a long name" / "01 the second try.ipynb"
    path.parent.mkdir()
    path.touch()
    told = list(shown.lines(kept(path), path.parent, 80, "utf-8"))
    assert "    " + str(path) in told
    for wide in range(1, 30):
        student = "a" * wide
        first, second, *_ = shown.lines(kept(path, student), path.parent, 80, "utf-8")
        assert not first.endswith("seed") and "seed 7" in first + "\n" + second


def test_the_table_comes_first_and_the_next_command_last(tmp_path: Path) -> None:
    path = tmp_path / "01.ipynb"
    path.touch()
    told = list(shown.lines(kept(path), path.parent, 80, "utf-8"))
    assert told[0].startswith("ada  01  1 of 3 graded points; 1 point not graded  seed 7")
    assert "2026-11-29 20:31 UTC" in told[1] and str(path) in "".join(told[1:3])
    assert told[told.index("") + 1 :][:3] == [
        "  mean        1 of 1  right",
        "  spread      0 of 2  not yet",
        "  lost    not graded",
    ]
    assert told[-1] == "    autograder replay ada spread"
    assert max(len(line) for line in told if str(path) not in line) <= 80, (
        "a path is never broken, since it is there to be copied"
    )
    fail = next(at for at, line in enumerate(told) if line.startswith("    fail: "))
    assert told[fail + 1].startswith("          "), "below the words of its first line"


def test_what_is_said_of_the_whole_file_is_said_once(tmp_path: Path) -> None:
    why = "01.ipynb isn't a notebook that can be read; hand it in again."
    cells = [CellResult(f"test_{name}", name, 1, [CheckResult("notebook", "fail", why)]) for name in ("mean", "spread", "lost")]
    for notes in ([], [why]):
        report = Report("ada", "01", "01.ipynb", 7, "cpu", True, cells, notes=notes)
        one = Kept(report, "2026-11-29T20:31:07+00:00", "content", {})
        told = " ".join(" ".join(shown.lines(one, tmp_path, 80, "utf-8")).split())
        assert told.count(why) == 1 and "mean 0 of 1 not yet" in told and "replay" not in told
        assert list(lines_of(report)).count(f"  {'note' if notes else 'fail'}: {why}") == 1
        assert line_of(report, width=200) == f"ada  01  0 of 3 points  {why}"


def test_one_exercise_alone_has_no_table(tmp_path: Path) -> None:
    told = list(shown.lines(kept(tmp_path / "01.ipynb"), tmp_path, 80, "utf-8", "mean", " --assignment 01"))
    assert not any(line.startswith("  mean  ") for line in told)
    assert told[-1] == "    autograder replay ada mean --assignment 01"
    assert "(it isn't there any more)" in " ".join(" ".join(told[:4]).split())


@pytest.mark.parametrize("name", ["ada lovelace", "$(rm -rf x)", "a'b", "-x"])
def test_the_next_command_is_one_word_for_each_name(tmp_path: Path, name: str) -> None:
    *_, told = shown.lines(kept(tmp_path / "01.ipynb", name), tmp_path, 80, "utf-8")
    words = shlex.split(told)
    asked = parser().parse_args(words[1:])
    assert (asked.student, asked.exercise) == (name, "spread")


def test_what_comes_from_a_student_is_text(tmp_path: Path) -> None:
    told = "\n".join(
        shown.lines(kept(tmp_path / "01\x1b[2J.ipynb", "ada\x1b[2J", "\x1b[2J\u202e" + "x" * 500), tmp_path, 80, "ascii")
    )
    assert "\x1b" not in told and told.isascii()
    assert max(len(line) for line in told.splitlines() if not line.startswith("    /")) <= 80
