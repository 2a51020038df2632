"""The gradebook on a PostgreSQL server: the same rows, several machines at once, and what is wrong with it in a sentence."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import classroom
import gradebooks
import nbformat
import postgres
import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from test_ahead import NAME, SEED, WEATHER
from test_any_course import graded, solution
from test_one_run import small_course

from autograder import Course
from autograder.authoring.submissions import released, solved, with_code
from autograder.front.nbgrader.gradebook import GradebookError, Sentences, look_at, without_password
from autograder.front.nbgrader.one_student import OneStudent
from autograder.front.nbgrader.step import released_notebook
from autograder.store.store import FILE

pytestmark = pytest.mark.skipif(
    postgres.installed() is None, reason="needs PostgreSQL: pip install pgserver, or Debian's postgresql"
)


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.server() as found:
        yield found


def nbgrader(course: Path, *arguments: str) -> "subprocess.Popen[str]":
    """A command of nbgrader's, with the password where docs/gradebook.md puts it."""
    command = [sys.executable, "-W", "ignore", "-m", "nbgrader", *arguments]
    environment = os.environ | {"PGPASSWORD": postgres.PASSWORD}
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=course, env=environment)


def done(course: Path, *arguments: str) -> str:
    """What a command logs that must go well."""
    process = nbgrader(course, *arguments)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return said


def weather(folder: Path, url: str | None = None) -> Path:
    """The course of the tests, its gradebook at this address."""
    found = shutil.copytree(WEATHER, folder, ignore=shutil.ignore_patterns("__pycache__", FILE, "gradebook.db", "release"))
    if url is not None:
        with (found / "nbgrader_config.py").open("a") as config:
            config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    return found


def hand_in(course: Path, *students: str) -> None:
    """What these hand in: right, untouched, wrong, late by its timestamp, or after the password."""
    assignment = Course.at(WEATHER).assignment(NAME)
    ask = "import os\ndef standardise(x):\n    raise ValueError(f'it is {os.environ.get(\"PGPASSWORD\")}, \\x00 and \\ud800')"
    for student in students:
        notebook = solved(assignment)
        if student == "untouched":
            notebook = released(Course.at(WEATHER), assignment)
        if student in ("wrong", "curious"):
            code = ask if student == "curious" else "def standardise(x):\n    return x - x.mean(0)"
            notebook = with_code(notebook, "standardise", code)
        path = classroom.hand_in(course, student, NAME, notebook)
        if student == "late":
            (path.parent / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC\n")


def test_the_same_rows_as_in_a_file(server: postgres.Server, tmp_path: Path) -> None:
    """Of one class in two courses. The server's password is in the environment, and no student's code finds it there."""
    database = server.new()
    courses = {gradebooks.of_file(tmp_path / "file"): weather(tmp_path / "file")}
    courses[server.url(database)] = weather(tmp_path / "server", server.url(database, password=""))
    for course in courses.values():
        hand_in(course, "right", "untouched", "wrong", "late", "curious")
        done(course, "generate_assignment", NAME)
        said = done(course, "autograde", NAME, f"--JudgeStep.seed={SEED}")
        assert "Traceback" not in said and postgres.PASSWORD not in said
        done(course, "export")
    found, wanted = (gradebooks.rows(url) for url in courses)
    assert found == wanted
    assert sum(wanted["grade"].values()) == 5 * sum(wanted["grade_cells"].values())
    tables = [sorted((course / "grades.csv").read_text().splitlines()) for course in courses.values()]
    assert tables[0] == tables[1] and len(tables[0]) == 6
    graded = (tmp_path / "server" / "autograded" / "curious" / NAME / f"{NAME}.ipynb").read_text()
    assert "it is None" in graded and postgres.PASSWORD not in graded


def test_two_machines_at_once(server: postgres.Server, tmp_path: Path) -> None:
    """Each with a course's folder of its own; of two students both have the work. One of these the test itself holds for a while,
    as a third machine would.
    """
    database = server.new()
    url = server.url(database)
    first = weather(tmp_path / "first", server.url(database, password=""))
    done(first, "generate_assignment", NAME)
    second = shutil.copytree(first, tmp_path / "second")
    hand_in(first, "ada", "both", "right", "wrong")
    hand_in(second, "both", "right", "untouched", "zoe")
    third = OneStudent(url, Mock())
    third.take("both", lambda: None)
    runs = [nbgrader(course, "autograde", NAME, f"--JudgeStep.seed={SEED}") for course in (first, second)]
    said = ["", ""]
    for number, run in enumerate(runs):
        assert run.stdout is not None
        for line in run.stdout:
            said[number] += line
            if "both is being graded by another run" in line:
                break
        assert "both is being graded by another run" in said[number], said[number]
    third.give_back()
    said = [before + run.communicate()[0] for before, run in zip(said, runs, strict=True)]
    assert [run.returncode for run in runs] == [0, 0], "\n".join(said)
    assert "ERROR" not in "".join(said)
    alone = weather(tmp_path / "alone")
    hand_in(alone, "ada", "both", "right", "untouched", "wrong", "zoe")
    done(alone, "generate_assignment", NAME)
    done(alone, "autograde", NAME, f"--JudgeStep.seed={SEED}")
    assert gradebooks.rows(url) == gradebooks.rows(gradebooks.of_file(alone))


@pytest.mark.slow
def test_a_server_that_goes_away_ends_the_run_where_it_was(server: postgres.Server, tmp_path: Path) -> None:
    """Ada is graded; the server is down when Zoe's turn comes. Nothing half done is left, and the same command goes on there."""
    course = small_course(tmp_path / "course", "import os\n")
    url, gate = server.url(server.new()), tmp_path / "gate"
    hook = f"def hook(**about):\n    open({str(gate)!r}).read()\nc.Autograde.post_convert_hook = hook\n"
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {url!r}\n{hook}")
    done(course, "generate_assignment", "ps1", "--force")
    os.mkfifo(gate)
    run = nbgrader(course, "autograde", "ps1")
    with gate.open("w"):  # waits until Ada is graded
        server.stop()
        gate.unlink()
        gate.write_text("")
    said, _ = run.communicate()
    assert run.returncode == 1
    assert "can't be reached" in said and "1 of 2 submissions are done." in said, said
    assert "Traceback" not in said and postgres.PASSWORD not in said
    assert {path.name for path in (course / "autograded").glob("*/*")} == {"ps1"}
    assert not list((course / "autograded").glob("zoe/*"))
    server.start()
    done(course, "autograde", "ps1")
    with Gradebook(url) as gradebook:
        assert [gradebook.find_submission("ps1", student).score for student in ("ada", "zoe")] == [1, 1]


def test_what_is_wrong_with_a_server_is_a_sentence_without_a_password(
    server: postgres.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = server.url(server.new())
    look_at(known, writes=True)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for url, told in {
        server.url("gradebook", "wr0ng-word"): "refuses the user or the password",
        server.url("nowhere"): "isn't there",
        known.replace(f":{server.port}/", ":1/"): "can't be reached",
        known.replace("postgresql:", "postgresql+psycopg:"): "needs a package that isn't installed here: pip install psycopg",
        known.replace("postgresql:", "postgres:"): "is no address that SQLAlchemy knows",
        f"postgresql//grader:{postgres.PASSWORD}": "is no address that SQLAlchemy knows",
    }.items():
        with pytest.raises(GradebookError) as e:
            look_at(url, writes=True)
        assert told in str(e.value)
        assert postgres.PASSWORD not in str(e.value) and "wr0ng" not in str(e.value)
    server.ask(known.rpartition("/")[2], "CREATE TABLE student (id varchar)")
    with pytest.raises(GradebookError, match=r"another version of nbgrader: copy it, run `nbgrader db upgrade`"):
        look_at(known, writes=True)


def test_no_command_logs_a_password() -> None:
    """Of nbgrader's own `db upgrade` too, which logs the whole address."""
    url = "postgresql://grader:p%40ss-word@db/grades"
    for text in (f"Upgrading {url}", "Upgrading postgresql://grader:p%40ss-word@db/grades", "it was p@ss-word"):
        assert "ss-word" not in without_password(text, url)
    app = Mock()
    app.coursedir.db_url = url
    record = logging.makeLogRecord({"msg": "Upgrading %s", "args": (url,)})
    assert Sentences(app).filter(record)
    assert record.getMessage() == "Upgrading postgresql://grader:***@db/grades"
    assert without_password("as it is", "sqlite:///gradebook.db") == "as it is"


def test_cells_come_in_the_instructors_order(server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is changed becomes the last one of a table; one that is added is that anywhere."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # of alembic
    url, order = server.url(server.new()), ["f", "more", "test_f", "z"]
    with Gradebook(url, "course") as gradebook:
        gradebook.add_assignment("ps1")
        gradebook.add_notebook("p1", "ps1")
        for name in ("f", "test_f", "z"):
            gradebook.add_source_cell(name, "p1", "ps1", cell_type="code", source=name)
        gradebook.update_or_create_source_cell("f", "p1", "ps1", source="changed")
        gradebook.add_source_cell("more", "p1", "ps1", cell_type="code", source="")
    at, about = CourseDirectory(root=str(tmp_path)), {"db_url": url, "assignment": "ps1", "notebook": "p1"}
    nowhere = released_notebook(at, {"nbgrader": about})
    assert nowhere is not None and set(nowhere.cells) == set(order)
    assert list(nowhere.cells) != order, "then this test shows nothing"
    path = tmp_path / "release" / "ps1" / "p1.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=[solution("f", "f = 1"), *(graded(name, "f") for name in order[1:])]), path)
    found = released_notebook(at, {"nbgrader": about})
    assert found is not None and list(found.cells) == order
