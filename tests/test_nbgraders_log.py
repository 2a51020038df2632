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
from tornado.log import LogFormatter

from autograder.front.nbgrader.clean_log import clean

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
