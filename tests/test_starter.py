"""The starter repository: nothing hidden is in it, its workflows are valid, and their steps do what they say."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import classroom
import nbformat
import pytest
import workflows
import yaml
from markdown_it import MarkdownIt

from autograder import Course
from autograder.front.cli.main import main
from autograder.judge.judge import Judge
from autograder.templates import alone, filled
from autograder.text.places import visible
from autograder.visible import cells, file

WEATHER = classroom.TESTS / "weather_course"


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter of an assignment of this course."""
    out = tmp_path_factory.mktemp("starter") / "digits"
    names = ["02_distances"]
    assert main(["starter", *names, "--out", str(out), "--course-dir", str(classroom.COURSE.root)]) == 0
    return out


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter of the weather course, whose notebooks run in a moment."""
    out = tmp_path_factory.mktemp("starter") / "weather"
    assert main(["starter", "01_arrays", "02_tables", "--out", str(out), "--course-dir", str(WEATHER)]) == 0
    return out


def texts(folder: Path) -> dict[str, str]:
    """All text of all files, those within an archive and a packed cell too, by their names."""
    found: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        if path.suffix == ".pyz":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                found |= {f"{name}/{inner}": archive.read(inner).decode() for inner in archive.namelist()}
        elif path.suffix == ".ipynb":
            found[name] = "\n".join(cell.source for cell in nbformat.reads(content.decode(), 4).cells)
            assert "outputs" in content.decode()
        else:
            found[name] = content.decode()
    return found


def telling_lines(text: str) -> set[str]:
    """The lines of some code that say something: longer than what any code has."""
    return {
        line.strip()
        for line in text.splitlines()
        if len(line.strip()) > 24 and not line.strip().startswith(("import", "from", "#", "def __init__(self)"))
    }


def test_nothing_hidden_is_in_it(starter: Path) -> None:
    course = classroom.COURSE
    hidden: set[str] = set()
    for path in [
        *classroom.CHECKS.glob("*.py"),
        *classroom.CHECKS.glob("inside/**/*.py"),
        *classroom.CHECKS.glob("right_versions/*.py"),
    ]:
        hidden |= telling_lines(path.read_text())
    public: set[str] = set()
    for name in ("02_distances",):
        hidden |= {
            line for cell in classroom.solved(name).cells if cell.cell_type == "code" for line in telling_lines(cell.source)
        }
        public |= {line for cell in classroom.released(name).cells for line in telling_lines(cell.source)}
        public |= {line for path in (course.source / name).glob("*.py") for line in telling_lines(path.read_text())}
    hidden -= public
    assert len(hidden) > 1000
    for name, text in texts(starter).items():
        assert not hidden & telling_lines(text), name
        assert not re.search(r"BEGIN (SOLUTION|HIDDEN)|gradebook|\bseed=\d", text), name
    names = {path.relative_to(starter).as_posix() for path in starter.rglob("*") if path.is_file()}
    assert {name.partition("/")[0] for name in names} == {
        *("02_distances", ".devcontainer", ".github", ".gitignore", "README.md", "requirements.txt", "check.pyz")
    }


def test_a_hidden_line_would_be_found(starter: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(starter, copy)
    line = max(telling_lines((classroom.CHECKS / "l1_distance.py").read_text()), key=len)
    with zipfile.ZipFile(copy / "check.pyz", "a") as archive:
        archive.writestr("more.py", f"def f():\n    {line}\n")
    with pytest.raises(AssertionError, match=r"check\.pyz/more\.py"):
        test_nothing_hidden_is_in_it(copy)


def test_no_path_of_this_machine_is_in_it(starter: Path) -> None:
    for name, text in texts(starter).items():
        assert str(classroom.COURSE.root) not in text, name
        assert str(Path.home()) + "/" not in text, name


def test_its_workflows_are_valid(small: Path) -> None:
    workflows.validate(small)


def test_its_actions_are_named_by_commits(starter: Path) -> None:
    used = [
        step["uses"] for path in (starter / ".github/workflows").glob("*.yml") for step in workflows.steps(path) if "uses" in step
    ]
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)


def test_the_devcontainer_is_as_the_specification_has_it(starter: Path) -> None:
    """In our own words, of the keys that it has: https://containers.dev/implementors/json_reference/."""
    found = json.loads((starter / ".devcontainer/devcontainer.json").read_text())
    assert set(found) <= {"name", "image", "hostRequirements", "postCreateCommand", "customizations"}
    assert re.fullmatch(r"[\w.-]+/[\w./-]+:[\w.-]+", found["image"])
    needs = found["hostRequirements"]
    assert set(needs) <= {"cpus", "memory", "storage", "gpu"}
    assert type(needs["cpus"]) is int
    assert all(re.fullmatch(r"\d+(tb|gb|mb|kb)?", needs[key]) for key in ("memory", "storage"))
    assert needs["gpu"] in (True, False, "optional")
    assert isinstance(found["postCreateCommand"], str)
    assert all(re.fullmatch(r"[\w-]+\.[\w-]+", name) for name in found["customizations"]["vscode"]["extensions"])


def test_what_it_requires_is_what_the_notebooks_import(starter: Path, small: Path) -> None:
    wanted = {line.partition("==")[0] for line in (starter / "requirements.txt").read_text().splitlines()}
    assert {"torch", "fastai", "matplotlib", "pandas", "ipykernel"} <= wanted
    assert "digits" not in wanted
    assert "torch" not in (small / "requirements.txt").read_text()
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--dry-run",
        "--quiet",
        "--no-index",
        "-r",
        str(starter / "requirements.txt"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr  # they fit each other


def test_a_notebook_says_what_was_given_out(starter: Path) -> None:
    """So that `check` misses a cell that was deleted."""
    for path in starter.rglob("*.ipynb"):
        notebook = json.loads(path.read_text())
        known = {one.name: one.points_gone for one in cells.exercises_of((), cells.given_out(notebook["metadata"]))[0]}
        there = file.read(path)
        assert known == {
            one.name: sum(there.cells[check].points for check in one.checks if not there.cells[check].is_solution)
            for one in there.exercises
        }
        assert known


def test_a_notebook_that_comes_alone_gets_its_files(starter: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(starter / "02_distances/02_distances.ipynb", 4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    assert cell.id == alone.CELL_ID
    run = [sys.executable, "-c", cell.source]
    subprocess.run(run, cwd=tmp_path, check=True)
    assert {path.name for path in tmp_path.iterdir()} == {"digits.py", "pictures.py", "progress.py", "sentences.py"}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (starter / "02_distances" / path.name).read_bytes()
        path.write_text("mine = 1\n")
    subprocess.run(run, cwd=tmp_path, check=True)  # what is there is left as it is
    assert {path.read_text() for path in tmp_path.iterdir()} == {"mine = 1\n"}


def test_a_notebook_that_comes_alone_gets_folders_too(small: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(small / "02_tables/02_tables.ipynb", 4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    subprocess.run([sys.executable, "-c", cell.source], cwd=tmp_path, check=True)
    assert (tmp_path / "data/readings.csv").read_bytes() == (small / "02_tables/data/readings.csv").read_bytes()


def test_that_cell_costs_nothing(judge: Judge) -> None:
    beside = {path.name: path.read_bytes() for path in (classroom.COURSE.source / "02_distances").glob("*.py")}
    report = judge.grade(alone.with_files(classroom.solved("02_distances"), beside), "02_distances", "ada")
    assert (report.score, report.notes) == (report.max_score, [])


def test_large_files_stay_out_of_the_notebook() -> None:
    notebook = classroom.released("02_distances")
    assert alone.with_files(notebook, {"large.bin": os.urandom(300_000)}) is notebook
    assert alone.with_files(notebook, {}) is notebook


def test_what_a_later_assignment_gives_away_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """06 begins with the functions that 05 asks for; 02 and 03 share nothing."""
    here = ["--course-dir", str(classroom.COURSE.root)]
    assert main(["starter", "05_mnist_loss", "06_training_loop", "--out", str(tmp_path / "both"), *here]) == 0
    said = capsys.readouterr().err
    (line,) = [line for line in said.splitlines() if line.startswith("Careful")]
    assert line.startswith("Careful: 06_training_loop gives away `")
    assert {"sigmoid", "mnist_loss", "batch_accuracy"} <= set(re.findall("`(.*?)`", line)) and "of 05_mnist_loss" in line
    assert "Write a starter for each" in said
    assert main(["starter", "02_distances", "03_gradients", "--out", str(tmp_path / "apart"), *here]) == 0
    assert capsys.readouterr().err == ""


def test_wrong_usage_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    here = ["--course-dir", str(WEATHER)]
    assert main(["starter", "01_arrays", "--out", str(tmp_path / "there"), *here]) == 2
    assert "nothing is written over" in capsys.readouterr().err
    assert main(["starter", "01_array", "--out", str(tmp_path / "new"), *here]) == 2
    assert "01_arrays" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["there", "mine.txt"]


def push(starter: Path, tmp_path: Path, **files: str) -> tuple[Path, Path]:
    """A student's repository made from the starter, on a local disk, and a clone of it, as a runner's checkout has it."""
    server, clone = tmp_path / "server" / "school" / "ada.git", tmp_path / "work"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(server)], check=True)
    subprocess.run(["git", "clone", "-q", str(server), str(clone)], check=True, capture_output=True)
    shutil.copytree(starter, clone, dirs_exist_ok=True)
    for name, text in files.items():
        (clone / name).write_text(text)
    git = ["git", "-C", str(clone), "-c", "user.name=ada", "-c", "user.email=ada@school.example"]
    for command in (["add", "-A"], ["commit", "-q", "-m", "My work"], ["push", "-q", "origin", "HEAD:main"]):
        subprocess.run([*git, *command], check=True)
    return server, clone


def test_the_badges_open_this_copy(small: Path, tmp_path: Path) -> None:
    server, clone = push(small, tmp_path)
    job = {
        "GITHUB_REPOSITORY": "school/ada",
        "GITHUB_SERVER_URL": f"file://{tmp_path}/server",
        "GITHUB_REF_NAME": "main",
        "TOKEN": "x",
    }
    (tmp_path / "server/school/ada").symlink_to(server)
    ran = workflows.run(small / ".github/workflows/badges.yml", clone, tmp_path, job)
    assert [step.status for step in ran.steps] == [0]
    shown = subprocess.run(
        ["git", "-C", str(server), "show", "main:README.md"], capture_output=True, text=True, check=True
    ).stdout
    assert "https://codespaces.new/school/ada)" in shown
    assert "https://colab.research.google.com/github/school/ada/blob/main/01_arrays/01_arrays.ipynb)" in shown
    assert "<!-- badges -->" not in shown
    assert shown.count("# Weather in numbers") == 1
    again = workflows.run(small / ".github/workflows/badges.yml", clone, tmp_path, job)
    assert "already" in again.log


def test_handing_in_to_the_letter_works_for_who_cloned_early(small: Path, tmp_path: Path) -> None:
    """The badges' workflow pushes a commit after the student has cloned, and what README.md says goes well all the same."""
    server, clone = push(small, tmp_path)
    early = tmp_path / "early"
    subprocess.run(["git", "clone", "-q", str(server), str(early)], check=True)
    (tmp_path / "server/school/ada").symlink_to(server)
    job = {
        "GITHUB_REPOSITORY": "school/ada",
        "GITHUB_SERVER_URL": f"file://{tmp_path}/server",
        "GITHUB_REF_NAME": "main",
        "TOKEN": "x",
    }
    assert workflows.run(small / ".github/workflows/badges.yml", clone, tmp_path, job).status == 0
    (early / "01_arrays/mine.py").write_text("mine = 1\n")
    handing_in = (early / "README.md").read_text().partition("## Hand it in")[2]
    lines = re.findall(r"^    (git .*)$", handing_in, re.M)
    assert len(lines) >= 3
    who = {f"GIT_{role}_{key}": "ada@school.example" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    for line in lines:
        subprocess.run(["bash", "-c", line], check=True, cwd=early, env={**os.environ, **who}, capture_output=True)
    files = subprocess.run(
        ["git", "-C", str(server), "ls-tree", "-r", "--name-only", "main"], capture_output=True, text=True, check=True
    )
    assert "01_arrays/mine.py" in files.stdout
    assert "codespaces.new" in (early / "README.md").read_text()


# The next test has each in a part of every file; this one writes whole starters, which takes seconds.
TITLES = ["Say \"three\" \\ or 'seven'", "# A & b_c [x](y) <b>", "two\nlines: &amp; `code`", "Threes & Sevens"]


@pytest.mark.parametrize("title", [pytest.param(t, marks=[] if t == TITLES[2] else [pytest.mark.slow]) for t in TITLES])
def test_a_title_stays_text_in_every_file(tmp_path: Path, title: str) -> None:
    out = tmp_path / "out"
    assert main(["starter", "01_arrays", "--out", str(out), "--title", title, "--course-dir", str(WEATHER)]) == 0
    assert json.loads((out / ".devcontainer/devcontainer.json").read_text())["name"] == visible(title)
    first = MarkdownIt().parse((out / "README.md").read_text())[1]
    assert "".join(part.content for part in first.children or []) == visible(title)
    assert all(part.type in ("text", "text_special") for part in first.children or [])


@pytest.mark.parametrize("title", TITLES)
def test_a_value_is_text_in_every_kind_of_file(title: str) -> None:
    values = {"REPOS": title, "ASSIGNMENTS": title, "VERSION": title, "DEPENDENCIES": "[]"}
    said = subprocess.run(
        ["bash", "-c", f'{filled.template("runner/settings.env", values)}\nprintf %s "$REPOS"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == visible(title)
    assert tomllib.loads(filled.template("runner/engine.toml", values))["project"]["version"] == visible(title)
    steps = filled.template("student/badges.yml", {"CHECKOUT": title})
    (job,) = yaml.safe_load(steps)["jobs"].values()
    assert job["steps"][0]["uses"] == visible(title)


def test_the_checks_answer_after_a_push(small: Path, tmp_path: Path) -> None:
    """Every shell step of the workflow, in a clean folder: what is untouched fails, and what is right passes."""
    _, clone = push(small, tmp_path)
    ran = workflows.run(small / ".github/workflows/checks.yml", clone, tmp_path, {})
    assert ran.status == 1
    found = ran.results("checks")
    assert found["status"] == "fail"
    assert {test["name"] for test in found["tests"]} >= {"standardise", "q_axis", "tidy"}
    assert "| standardise | not written yet |" in ran.summary
    assert re.search(r"^::notice file=01_arrays/01_arrays\.ipynb,line=\d+,title=standardise::", ran.log, re.M)
    course = Course.at(WEATHER)
    for name in ("01_arrays", "02_tables"):
        solved = nbformat.read(course.source / name / f"{name}.ipynb", 4)
        nbformat.write(solved, clone / name / f"{name}.ipynb")
    ran = workflows.run(small / ".github/workflows/checks.yml", clone, tmp_path, {})
    shutil.move(clone / "01_arrays/01_arrays.ipynb", clone / "01_arrays.ipynb")
    ran = workflows.run(small / ".github/workflows/checks.yml", clone, tmp_path, {})
    assert ran.status == 0, ran.log
    assert ran.results("checks")["status"] == "pass"
    assert {test["name"] for test in ran.results("checks")["tests"]} >= {"standardise", "q_axis", "tidy"}
    assert "::error" not in ran.log
