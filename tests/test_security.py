"""docs/security.md: what a student who controls their own repository gains, played on repositories of this disk."""

import json
import re
from datetime import timedelta
from pathlib import Path

import classroom
import nbformat
import pytest
import repositories
from fake_github import FakeGitHub
from test_publish import Class, fake, report, students  # noqa: F401  (fixtures)

from autograder import Course
from autograder.authoring import submissions
from autograder.front.cli.main import main
from autograder.repositories import published
from autograder.visible import zipped

WEATHER = classroom.TESTS / "weather_course"
NAME = "01_arrays"
PAGE = (classroom.COURSE.root / "docs/security.md").read_text()


def test_each_line_is_played_by_a_test_that_is_there() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "| test |" not in line and "---" not in line]
    assert len(rows) >= 18
    for row in rows:
        file, name = re.fullmatch(r".*\| `(test_\w+\.py)::(test_\w+)` \|", row).groups()  # type: ignore[union-attr]
        assert f"def {name}(" in (classroom.TESTS / file).read_text(), row


def graded(folder: Path, files: dict[str, repositories.Content]) -> tuple[dict[str, object], str]:
    """Pull and grade a student's repository with these files; the report, and the text of it."""
    repositories.made(folder / "class/hw-ada.git", (repositories.START, files))
    (folder / "class.csv").write_text(f"student,url\nada,{folder}/class/hw-ada.git\n")
    here = ["--course-dir", str(WEATHER)]
    assert (
        main(["pull", "--repos", str(folder / "class.csv"), "--out", str(folder / "submitted"), "--assignment", NAME, *here]) == 0
    )
    assert main(["grade", str(folder / "submitted"), "--json", str(folder / "reports.json"), "--no-store", *here]) == 0
    text = (folder / "reports.json").read_text()
    (found,) = json.loads(text)
    return found, text


def untouched(first: str = "pass") -> str:
    course = Course.at(WEATHER)
    notebook = classroom.with_first_cell(submissions.released(course, course.assignment(NAME)), first)
    text: str = nbformat.writes(notebook)
    return text


def test_a_forged_green_workflow_gains_nothing(tmp_path: Path) -> None:
    files: dict[str, repositories.Content] = {
        f"{NAME}/{NAME}.ipynb": untouched(),
        "check.pyz": b"print('12 of 12 points')",
        ".github/workflows/checks.yml": "on: push\njobs: {checks: {runs-on: ubuntu-latest, steps: [{run: 'true'}]}}\n",
        "result.json": '{"score": 12, "max-score": 12}',
        "reports.json": '[{"score": 12}]',
    }
    found, _ = graded(tmp_path, files)
    assert found["score"] == 0
    assert zipped.content() != files["check.pyz"]


def test_a_course_of_ones_own_beside_the_notebook_is_no_course(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mark = tmp_path / "ran"
    own = f"open({str(mark)!r}, 'w').write('x')\n"
    everywhere = (
        "checks/standardise.py",
        "checks/conftest.py",
        "conftest.py",
        "nbgrader_config.py",
        "autograder/__init__.py",
        "sitecustomize.py",
    )
    files: dict[str, repositories.Content] = {
        f"{NAME}/{NAME}.ipynb": untouched(),
        "course.toml": 'name = "mine"\nas_written = ["01_arrays"]\n',
        f"{NAME}/course.toml": 'name = "mine"\nas_written = ["01_arrays"]\n',
        f"source/{NAME}/{NAME}.ipynb": untouched(),
        **{f"{folder}{name}": own for folder in ("", f"{NAME}/") for name in everywhere},
    }
    found, _ = graded(tmp_path, files)
    assert found["score"] == 0
    assert not mark.exists()


def test_no_token_reaches_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "secret-t0ken-of-the-instructors"
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "AUTOGRADER_TOKEN", "ACTIONS_RUNTIME_TOKEN", "STUDENTS_TOKEN"):
        monkeypatch.setenv(name, secret)
    look = """
import os, pathlib
found = [str(dict(os.environ))]
for number in ("self", *map(str, range(1, 4000))):
    try:
        found.append(pathlib.Path(f"/proc/{number}/environ").read_bytes().decode("latin-1"))
    except OSError:
        pass
raise ValueError("".join(found))
"""
    _, text = graded(tmp_path, {f"{NAME}/{NAME}.ipynb": untouched(look)})
    assert "ValueError" in text  # the cell ran, and what it found is quoted
    assert secret not in text


def test_a_forged_post_is_written_over(students: Class, fake: FakeGitHub) -> None:  # noqa: F811
    """A student's own issue with the same mark, and their own status of the same context."""
    students.write(report("ada", "fail"))
    fake.issues["hw-ada"] = [{"id": 1, "number": 1, "body": "<!-- autograder: 02_distances -->\n12 of 12 points"}]
    fake.statuses["hw-ada"] = [
        {"id": 1, "sha": "3" * 40, "state": "success", "context": "autograder/02_distances", "description": "12 of 12"}
    ]
    assert students.publish("issue") == 0
    published.path_of(students.reports).unlink()
    assert students.publish("status") == 0
    (issue,) = fake.issues["hw-ada"]
    assert "0 of 2 points" in issue["body"]
    assert "12 of 12" not in issue["body"]
    assert fake.statuses["hw-ada"][-1]["state"] == "failure"
    # And each time again, though nothing new was graded.
    issue["body"] = "<!-- autograder: 02_distances -->\\n12 of 12 points"
    assert students.publish("issue") == 0
    assert "0 of 2 points" in issue["body"]


@pytest.mark.parametrize("what", ["notebook", "a file beside it"])
def test_no_old_grade_is_told_of_a_new_commit(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Graded, pushed, pulled, published: nobody has graded what was pushed. Once it is graded, it is told."""
    name = f"{NAME}/{NAME}.ipynb"
    found, _ = graded(tmp_path, {name: untouched()})
    folder, record = tmp_path / "class/hw-ada.git", tmp_path / "submitted.pulled.json"
    (row,) = json.loads(record.read_text())["students"]
    assert row["digests"] == {NAME: {f"{NAME}.ipynb": found["digest"]}}
    assert row["beside"] == {NAME: found["beside"]}
    pushed: dict[str, repositories.Content]
    pushed = {name: untouched("answer = 42")} if what == "notebook" else {f"{NAME}/data/own.py": "answer = 42"}
    sha = repositories.add(folder, repositories.START + timedelta(days=1), pushed)
    here = ["--course-dir", str(WEATHER)]
    pull = ["pull", "--repos", str(tmp_path / "class.csv"), "--out", str(tmp_path / "submitted"), "--assignment", NAME, *here]
    publish = ["publish", str(tmp_path / "reports.json"), "--pulled", str(record), "--as", "branch"]
    assert main(pull) == 0
    assert main(publish) == 1
    assert f"ada  {NAME}  failed: this was pulled again after it was graded" in capsys.readouterr().out
    assert repositories.git(folder, "for-each-ref", "--format=%(refname:short)") == "main"
    assert main(["grade", str(tmp_path / "submitted"), "--json", str(tmp_path / "reports.json"), "--no-store", *here]) == 0
    assert main(publish) == 0
    assert f"Graded: commit {sha}." in repositories.git(folder, "show", f"feedback:{NAME}.md")
    sha = repositories.add(folder, repositories.START + timedelta(days=2), {"README.md": "hi"})
    assert main(pull) == 0
    assert main(publish) == 0, "all that is graded is the same at this commit"
    assert f"Graded: commit {sha}." in repositories.git(folder, "show", f"feedback:{NAME}.md")
