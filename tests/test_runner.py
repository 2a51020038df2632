"""The instructor's repository: its workflow is valid, and its shell steps pull, grade and publish a class of local repositories."""

import csv
import hashlib
import json
import re
import site
import subprocess
import sys
from pathlib import Path

import classroom
import nbformat
import pytest
import repositories
import workflows

from autograder import Course
from autograder.authoring import submissions
from autograder.front.cli.main import main
from autograder.templates.filled import files_in

WEATHER = classroom.TESTS / "weather_course"
NAME = "01_arrays"


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's repository of the weather course, for repositories on this disk."""
    folder = tmp_path_factory.mktemp("runner")
    repos = f"{folder}/class/hw-{{student}}.git"
    out = folder / "runner"
    assert main(["runner", NAME, "--repos", repos, "--out", str(out), "--course-dir", str(WEATHER)]) == 0
    settings = (out / "settings.env").read_text().replace("PUBLISH='issue'", "PUBLISH='branch'")
    (out / "settings.env").write_text(settings)
    return out


def test_its_workflow_is_valid(runner: Path) -> None:
    workflows.validate(runner)


def test_it_asks_for_little(runner: Path) -> None:
    text = (runner / ".github/workflows/grade.yml").read_text()
    assert re.search(r"^permissions:\n  contents: read$", text, re.M)
    assert set(re.findall(r"secrets\.(\w+)", text)) == {"STUDENTS_TOKEN"}
    assert "cancel-in-progress: false" in text
    assert "pull_request" not in text  # nobody else's code starts it
    assert {
        step["uses"].partition("@")[2] for step in workflows.steps(runner / ".github/workflows/grade.yml") if "uses" in step
    } <= {found for found in re.findall(r"@([0-9a-f]{40})", text)}


def test_one_word_makes_it_work_without_a_gpu(runner: Path) -> None:
    text = (runner / ".github/workflows/grade.yml").read_text()
    assert "on: [gpu] #" in text
    assert "DEVICE: ${{ matrix.on == 'gpu' && 'cuda' || 'cpu' }}" in text


def test_its_service_is_one(runner: Path) -> None:
    sections = re.findall(r"^\[(\w+)\]$", (runner / "actions-runner.service").read_text(), re.M)
    assert sections == ["Unit", "Service", "Install"]


def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--out", str(tmp_path / "new"), "--course-dir", str(WEATHER)]
    assert main(["runner", "--repos", "org/hw-'; rm -rf /", *here]) == 2
    assert "neither org/prefix-" in capsys.readouterr().err
    assert main(["runner", "01_array", "--repos", "org/hw-", *here]) == 2
    assert "01_arrays" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_table_of_repositories_goes_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["runner", "--out", str(tmp_path / "new"), "--course-dir", str(WEATHER), "--repos", str(tmp_path / "class.csv")]
    assert main(line) == 2
    assert "class.csv can't be read" in capsys.readouterr().err
    (tmp_path / "class.csv").write_text("student,url\nada,https://example.org/ada.git\n")
    assert main(line) == 0
    assert (tmp_path / "new/students.csv").read_text() == (tmp_path / "class.csv").read_text()
    settings = (tmp_path / "new/settings.env").read_text()
    assert "REPOS='students.csv'" in settings
    assert "ASSIGNMENTS=''" in settings, "none was named, so none must be there"


def test_a_course_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    """Only what lies within a folder is left behind for its name, and data called `build` isn't."""
    folder = tmp_path / "__pycache__" / "course"
    for name in ("build/data.csv", "a.py", "__pycache__/a.pyc", ".ipynb_checkpoints/a.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    assert files_in(folder) == {"a.py": b"x", "build/data.csv": b"x"}


def environment(runner: Path, state: Path) -> None:
    """The environment that grade.sh would make, of the packages that are installed here: nothing comes from the network but setuptools."""
    needed = hashlib.sha256(
        b"".join((runner / name).read_bytes() for name in ("requirements.txt", "constraints.txt", "engine/pyproject.toml"))
    ).hexdigest()
    folder = state / f"environment-{needed[:16]}"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "these.pth").write_text("\n".join(path for path in site.getsitepackages() if Path(path).is_dir()))
    (folder / "ready").touch()


def handed_in(course: Course, kind: str) -> str:
    """The text of a notebook: solved, as it was given out, or with something that ends every worker."""
    assignment = course.assignment(NAME)
    notebook = submissions.solved(assignment) if kind == "right" else submissions.released(course, assignment)
    if kind == "hostile":
        notebook = classroom.with_first_cell(notebook, "import os\nos._exit(0)")
    text: str = nbformat.writes(notebook)
    return text


KINDS = ["right", "untouched", "hostile", "missing", "empty", "link", "other branch"]


@pytest.mark.parametrize("many", [7, pytest.param(40, marks=pytest.mark.slow)])
def test_a_class_is_pulled_graded_and_told_twice(many: int, runner: Path, tmp_path: Path) -> None:
    course = Course.at(WEATHER)
    kinds = {f"s{number:02}": KINDS[number % len(KINDS)] for number in range(many)}
    folders = {}
    for student, kind in kinds.items():
        folder = runner.parent / "class" / f"hw-{student}.git"
        folders[student] = folder
        if kind == "missing":
            continue
        path = f"{NAME}/{NAME}.ipynb"
        files: dict[str, repositories.Content] = {"README.md": "mine"}
        if kind in ("right", "untouched", "hostile"):
            files[path] = handed_in(course, kind)
        elif kind == "link":
            files[path] = repositories.Link("/etc/passwd")
        if kind != "empty":
            repositories.made(folder, (repositories.START, files), branch="work" if kind == "other branch" else "main")
        else:
            repositories.made(folder)
    (runner / "students.csv").write_text("student\n" + "".join(f"{student}\n" for student in kinds))
    state = tmp_path / "state"
    state.mkdir()
    environment(runner, state)
    job = {"STATE": str(state), "DEVICE": "cpu"}
    script = ["bash", "grade.sh"]
    ran = workflows.shell(script, runner, job | {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")})
    assert ran.returncode == 0, ran.stdout + ran.stderr  # some have nothing, which is theirs, and what was said says who
    with (runner / "points.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert [row["student"] for row in rows] == list(kinds), "a row for each"
    points = {row["student"]: float(row["points"]) for row in rows if row["points"]}
    assert all(bool(row["note"]) != bool(row["points"]) for row in rows), "who has no points has a reason"
    most = sum(cell["max_score"] for cell in json.loads((state / "reports.json").read_text())[0]["exercises"])
    graded = {student for student, kind in kinds.items() if kind in ("right", "untouched", "hostile")}
    assert set(points) == graded
    for student in graded:
        assert points[student] == (most if kinds[student] == "right" else 0)
        told = repositories.git(folders[student], "show", f"feedback:{NAME}.md")
        assert f"{points[student]:g} of {most:g} points" in told
        assert repositories.tip(folders[student]) in told
    for student in kinds.keys() - graded:
        assert re.search(rf"^{student}\b", ran.stdout, re.M)
        assert re.search(rf"^- {student}\b", (tmp_path / "summary.md").read_text(), re.M)
    # A checkout leaves nothing else in the workspace.
    assert (state / "results.db").is_file() and not (runner / "results.db").exists()
    tips = {student: repositories.tip(folders[student], "feedback") for student in graded}
    again = workflows.shell(script, runner, job)
    assert again.returncode == 0
    assert f"{len(graded)} of {len(graded)} were graded before" in again.stdout, "graded again, though nothing was pushed"
    assert {student: repositories.tip(folders[student], "feedback") for student in graded} == tips
    assert f"{len(graded)} unchanged" in again.stderr
    assert subprocess.run(["git", "init", "-q", str(runner)], check=True).returncode == 0
    left = subprocess.run(
        ["git", "-C", str(runner), "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True
    )
    assert not [line for line in left.stdout.splitlines() if "build" in line or "egg-info" in line or "points.csv" in line]
    # Off the list, and another week: nothing of what isn't asked for is graded or posted.
    first = min(graded)
    (runner / "students.csv").write_text(f"student\n{first}\n")
    assert workflows.shell(script, runner, job).returncode == 0
    assert {report["student"] for report in json.loads((state / "reports.json").read_text())} == {first}
    (runner / "students.csv").write_text("student\n")
    nobody = workflows.shell(script, runner, job)
    assert nobody.returncode == 2 and "students.csv names no student: write each on a line of their own below" in nobody.stderr
