"""The three quick starts, followed by their text alone: each command in them is run, as it stands there, by a shell."""

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import classroom
import pytest
from nbgrader.utils import get_osusername

START = classroom.COURSE.root / "docs" / "start"
BIN = Path(sys.executable).parent
NAME = "02_distances"

NOT_AS_IT_STANDS = {
    "make .venv/ready": "it is how this very environment was made",
    ". .venv/bin/activate": "the same",
    "python3 -m venv course": "it is two gigabytes of packages, which this environment has",
    ". course/bin/activate": "the same",
    "pip install fastai jupyterlab": "the same",
}
"""Lines that are left out, each with the reason."""


def blocks(page: str) -> dict[str, list[str]]:
    """The lines to type, by the heading above them."""
    found: dict[str, list[str]] = {}
    text = (START / f"{page}.md").read_text()
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        boxes = re.findall(r"^( *)```sh\n(.*?)^ *```", part, flags=re.M | re.S)
        lines = [line for _, box in boxes for line in textwrap.dedent(box).splitlines() if line.strip()]
        if lines:
            found[part.splitlines()[0]] = lines
    return found


def test_no_line_is_passed_over_by_another_name() -> None:
    every = [line for page in ("student", "instructor", "author") for lines in blocks(page).values() for line in lines]
    assert len(every) > 20 and set(NOT_AS_IT_STANDS) <= set(every)


@pytest.fixture
def typed(tmp_path: Path) -> Callable[..., str]:
    """Type lines into a shell in a folder, of a user who knows the exchange; what was printed."""
    home, exchange = tmp_path / "home", tmp_path / "srv" / "nbgrader"
    (home / ".jupyter").mkdir(parents=True)
    (home / ".jupyter" / "nbgrader_config.py").write_text(f'c = get_config()\nc.Exchange.root = "{exchange}/exchange"\n')
    environment = os.environ | {
        "HOME": str(home),
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "FASTAI_HOME": str(Path.home() / ".fastai"),
        "PYTHONWARNINGS": "ignore",
    }

    def type_in(folder: Path, lines: list[str], status: int = 0) -> str:
        said = {"/srv/nbgrader": str(exchange), "bitdiddle": get_osusername()}
        script = "\n".join(line for line in lines if line not in NOT_AS_IT_STANDS)
        for text, meant in said.items():
            script = script.replace(text, meant)
        # A server that is started in a terminal is stopped there: this one lists its first line.
        script = re.sub(r"^jupyter lab (\S+)$", r"jupyter lab --version && test -e \1", script, flags=re.M)
        command = ["bash", "-euo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == status, f"{script}\n{(done.stdout + done.stderr)[-3000:]}"
        return done.stdout + done.stderr

    return type_in


@pytest.mark.slow
def test_a_term_of_an_instructor_and_a_student(tmp_path: Path, typed: Callable[..., str]) -> None:
    course, student = classroom.course_elsewhere(tmp_path / "course"), tmp_path / "student"
    student.mkdir()
    teach, learn = blocks("instructor"), blocks("student")
    typed(course, teach["Install"])
    typed(course, teach["Release"])
    fetch, submit = (line for line in learn["Hand it in"] if line.startswith("nbgrader"))
    typed(student, [fetch])
    typed(student, learn["Open the notebook"])
    assert "next: `mean_digit`" in typed(student, learn["Check all of it"], status=1), "as long as something is left to do"
    typed(student, [submit])
    typed(course, teach["Collect"])
    assert "0 of 12 points" in typed(course, teach["Grade"])
    assert "isn't written yet" in typed(course, teach["Look"])
    assert (course / "grades.csv").read_text().count("\n") == 2
    typed(course, teach["Give back"])
    typed(student, learn["Read what comes back"])
    assert [page.name for page in (student / NAME / "feedback").rglob("*.html")] == [f"{NAME}.html"]


@pytest.mark.slow
def test_a_course_of_ones_own(tmp_path: Path, typed: Callable[..., str]) -> None:
    steps = blocks("author")
    typed(tmp_path, steps["A course"])
    assert "solution" in typed(tmp_path / "weather", steps["Grade a student who did everything right"]).lower()
    said = typed(tmp_path / "weather", steps["An exercise"])
    assert "warmest_day" in said
