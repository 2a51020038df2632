"""What nbgrader logs, whoever wrote it, is clean when it comes to a terminal, a file or formgrader."""

import io
import logging
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_notebook
from test_any_course import CONFIG, PYTHON, graded, solution
from test_nbgrader import nbgrader
from test_one_run import small_course
from tornado.log import LogFormatter

from autograder.front.nbgrader.clean_log import clean
from autograder.front.nbgrader.options import unknown

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x1b[H[AutogradeApp | INFO] Everything was graded.\n\x1b[8m\u202eabc\ud800"
FORMATTERS = {
    "nbgrader's": LogFormatter(fmt="[%(levelname)s] %(message)s", color=False),
    "Python's": logging.Formatter("[%(levelname)s] %(message)s"),
}


def is_clean(text: str) -> bool:
    return all(line.isprintable() for line in text.expandtabs().split("\n"))


def logged(formatter: str, *arguments: object, **more: object) -> str:
    stream = io.StringIO()
    log = logging.Logger("of a test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(FORMATTERS[formatter])
    log.addHandler(handler)
    clean(log)
    clean(log)
    log.error(*arguments, **more)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_every_part_of_a_record_is_cleaned(formatter: str) -> None:
    assert "owned" in (found := logged(formatter, HOSTILE)) and is_clean(found)
    assert "owned" in (found := logged(formatter, "of %s: %d", HOSTILE, 3)) and is_clean(found)
    assert "owned" in (found := logged(formatter, "it doesn't fit: %d", HOSTILE)) and is_clean(found)
    try:
        try:
            raise ValueError(HOSTILE)
        except ValueError as e:
            raise RuntimeError("behind it") from e
    except RuntimeError:
        found = logged(formatter, "it broke", exc_info=True)
    assert "owned" in found and "behind it" in found and is_clean(found)
    assert logged(formatter, "100% of it\tstays") == "[ERROR] 100% of it\tstays\n"
    assert len(logged(formatter, "x\n" * 10_000_000)) < 1_000_000


def test_no_command_of_nbgraders_logs_what_it_met_as_it_is(tmp_path: Path) -> None:
    """Names of folders, which nbgrader logs before it makes anything of this kit's; a hook's exception with a cell's text."""
    source = tmp_path / "source" / "ps1"
    source.mkdir(parents=True)
    cells = [solution("f", "def f():\n    return 1"), graded("test_f", "assert f() == 1")]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": PYTHON}), source / "p1.ipynb")
    hook = "def hook(**about):\n    raise ValueError(open(about['notebooks'][0]).read())\nc.Autograde.pre_convert_hook = hook\n"
    (tmp_path / "nbgrader_config.py").write_text(CONFIG + hook)
    assert nbgrader(tmp_path, "generate_assignment", "ps1").returncode == 0
    for student in ("ada\x1b[2J", "eve"):
        (tmp_path / "submitted" / student / "ps1").mkdir(parents=True)
    (tmp_path / "submitted" / "eve" / "ps1" / "p1.ipynb").write_text(HOSTILE.replace("\ud800", ""))
    done: subprocess.CompletedProcess[str] = nbgrader(tmp_path, "autograde", "ps1")
    assert "ada\\x1b[2J" in done.stderr
    assert "Everything was graded." in done.stderr
    # nbgrader's own formatter colours its prefix only where there is a terminal
    assert is_clean(done.stderr), done.stderr


def matched(course: Path, *arguments: str) -> str:
    """What a command logs that finds nothing to work on, from nbgrader's own words on."""
    done = nbgrader(course, *arguments)
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("No notebooks were matched") == 1
    return done.stderr.partition("No notebooks were matched")[2]


def test_where_nothing_is_there_it_is_said_what_to_do(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    assert "Nothing was autograded for ps1 yet. Run `nbgrader autograde ps1`, then this" in matched(
        course, "generate_feedback", "ps1"
    )
    of = matched(course, "autograde", "ps9")
    assert "source/ has no ps9 either (did you mean `ps1`?): see whether the name is right." in of
    assert "Did you mean: " not in of, "nbgrader means another assignment of somebody's"


def test_who_handed_in_no_notebook_is_told_in_a_line(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    (course / "submitted" / "mia" / "ps1").mkdir(parents=True)
    done = nbgrader(course, "autograde", "ps1", "--student=[am]*")
    assert "submitted/mia/ps1 has no notebook, so there is nothing to grade, and no page: ask for it." in done.stderr
    assert "No notebooks were matched" not in done.stderr


def test_a_misspelt_option_grades_nobody(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    done = nbgrader(course, "autograde", "ps1", "--studnet=ada")
    assert done.returncode == 1
    assert "Nothing was done: there is no option --studnet (did you mean `student`?)." in done.stderr
    assert not (course / "autograded").exists()


def test_which_options_are_unknown() -> None:
    given = ["autograde", "ps1", "--student=ada", "--JudgeStep.seed=7", "--no-such", "--f", "--", "--neither"]
    assert unknown(given, ["student", "f"]) == ["no-such"]


@pytest.mark.slow
def test_where_nothing_is_there_of_some_it_is_said_what_to_do(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    of = matched(course, "generate_feedback", "ps9")
    assert "source/ has no ps9 either (did you mean `ps1`?): see whether the name is right." in of
    of = matched(course, "autograde", "ps1", "--student=[ab]")
    assert "--student=[ab] fits nobody who handed in ps1: what students hand in lies in submitted/<student>/ps1/." in of
    assert "takes it for a pattern" not in of
    assert nbgrader(course, "autograde", "ps1", "--student=[ab]*").returncode == 0
    assert {path.name for path in (course / "autograded").iterdir()} == {"ada"}
    of = matched(course, "generate_feedback", "ps1", "--student=zoe")
    assert "Nothing of zoe was autograded for ps1 yet. Run `nbgrader autograde ps1 --student=zoe`, then this" in of
    of = matched(course, "generate_feedback", "ps1", "--student=nobody")
    assert "--student=nobody fits nobody who handed in ps1" in of
    (course / "submitted" / "zoe").rename(course / "submitted" / "[ab]")
    of = matched(course, "autograde", "ps1", "--student=[ab]")
    assert "nbgrader takes it for a pattern: who is called just so is graded in a run of all" in of
    assert nbgrader(course, "autograde", "ps1").returncode == 0
    assert {path.name for path in (course / "autograded").iterdir()} == {"ada", "[ab]"}
    (course / "submitted").rename(course / "elsewhere")
    of = matched(course, "autograde", "ps1")
    assert "Nobody has handed in ps1: what students hand in lies in submitted/<student>/ps1/." in of


def test_of_a_notebook_that_isnt_there_it_is_said_what_may_be_it(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    done = nbgrader(course, "autograde", "ps1", "--notebook=p9")
    assert "handed in" not in done.stderr
    assert done.stderr.count("No notebooks were matched") == 1  # for all of them
    assert done.stderr.count("/ps1 has no p9.ipynb. A notebook of another name that lies there may be it.") == 2
    assert done.stderr.count("are found by a run without --notebook.") == 1
