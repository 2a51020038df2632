"""The zip for Gradescope, in a folder laid out as theirs: it grades what lies in submission/, and a hostile notebook gains nothing.

Here its environment is made of what is installed; the slow test makes it with setup.sh, as Gradescope does.
"""

import io
import json
import os
import shutil
import site
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import classroom
import nbformat
import platforms
import pytest
from jsonschema import Draft202012Validator

from autograder import Course
from autograder.authoring import submissions
from autograder.front.cli.main import main

WEATHER = classroom.TESTS / "weather_course"
NAME = "01_arrays"
MOST = 8.0
"""The points of all its exercises."""


def laid_out(folder: Path) -> Path:
    """/autograder as it is before setup.sh: the zip in source/, and run_autograder above it."""
    place, out = folder / "autograder", folder / "autograder.zip"
    line = ["gradescope", NAME, "--visibility", "after_published", "--out", str(out), "--course-dir", str(WEATHER)]
    assert main(line) == 0
    for name in ("source", "submission", "results"):
        (place / name).mkdir(parents=True)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(place / "source")
    (place / "run_autograder").write_bytes((place / "source" / "run_autograder").read_bytes())
    (place / "run_autograder").chmod(0o755)
    return place


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = laid_out(tmp_path_factory.mktemp("gradescope"))
    # The packages that are installed here, and the engine of the zip before the one of this checkout.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place / "environment")], check=True)
    (own,) = (place / "environment").glob("lib/python*/site-packages")
    (own / "autograder").symlink_to(place / "source" / "engine" / "autograder")
    (own / "these.pth").write_text("\n".join(path for path in site.getsitepackages() if Path(path).is_dir()))
    command = place / "environment" / "bin" / "autograder"
    command.write_text(f"#!{place}/environment/bin/python\nfrom autograder.__main__ import run\nrun()\n")
    command.chmod(0o755)
    return place


@pytest.fixture
def place(built: Path) -> Path:
    """The same for another submission, as a new container has it."""
    for name in ("submission", "results"):
        shutil.rmtree(built / name)
        (built / name).mkdir()
    return built


def run(place: Path, *before: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any] | None]:
    """Start run_autograder as Gradescope does, in /autograder; and what results.json says, by its format."""
    environment = {"PATH": "/usr/bin:/bin", "AUTOGRADER_PLACE": str(place)}
    done = subprocess.run(
        [*before, "./run_autograder"], cwd=place, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    path = place / "results" / "results.json"
    if not path.exists():
        return done, None
    found = json.loads(path.read_text())
    Draft202012Validator(platforms.GRADESCOPE).validate(found)
    return done, found


def solved() -> Any:
    return submissions.solved(Course.at(WEATHER).assignment(NAME))


def released() -> Any:
    course = Course.at(WEATHER)
    return submissions.released(course, course.assignment(NAME))


def test_the_zip_is_laid_out_as_gradescope_demands() -> None:
    from autograder.templates import gradescope

    files = gradescope.files(Course.at(WEATHER), NAME, "visible")
    content = gradescope.zipped(files)
    assert content == gradescope.zipped(files), "the same course gives the same zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in ("setup.sh", "run_autograder"):
            assert archive.read(name).startswith(b"#!/bin/bash\n")
            assert archive.getinfo(name).external_attr >> 16 & 0o111
    for name in ("setup.sh", "run_autograder"):
        subprocess.run(["bash", "-n"], input=files[name], check=True)
    assert "01_arrays.ipynb" in json.loads(files["nothing.json"])["output"]
    assert not [name for name in files if name.startswith("course/variants")], "right and wrong solutions stay at home"


@pytest.mark.parametrize(
    ("arguments", "told"), [(["03"], "03 is no assignment of"), (["01_arrays", "--out", "/"], "is a folder; name a file in it")]
)
def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    assert main(["gradescope", "--out", str(tmp_path / "a.zip"), "--course-dir", str(WEATHER), *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "a.zip").exists()


def test_a_right_submission_gets_all_points(place: Path) -> None:
    nbformat.write(solved(), place / "submission" / "my own name.ipynb")
    done, found = run(place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert found is not None and found["score"] == MOST
    assert {test["status"] for test in found["tests"]} == {"passed"}
    assert found["visibility"] == "after_published"
    assert str(place) not in json.dumps(found)


def test_a_folder_in_a_zip_is_looked_into_and_a_link_isnt(place: Path) -> None:
    (place / "submission" / "hw").mkdir()
    nbformat.write(released(), place / "submission" / "hw" / f"{NAME}.ipynb")
    (place / "submission" / "evil").symlink_to(place / "source" / "course" / "source" / NAME)
    _, found = run(place)
    assert found is not None and found["score"] == 0
    assert "isn't written yet" in found["tests"][0]["output"], "graded, and not the instructor's"


def test_a_link_to_the_solution_is_none(place: Path) -> None:
    (place / "submission" / f"{NAME}.ipynb").symlink_to(place / "source" / "course" / "source" / NAME / f"{NAME}.ipynb")
    _, found = run(place)
    assert found is not None and found["score"] == 0
    assert "link" in json.dumps(found)


@pytest.mark.parametrize("files", [[], ["hw.py"], ["a/x.ipynb", "b/x.ipynb"]])
def test_no_notebook_is_a_sentence(place: Path, files: list[str]) -> None:
    for name in files:
        (place / "submission" / name).parent.mkdir(exist_ok=True)
        (place / "submission" / name).write_text("{}")
    done, found = run(place)
    assert done.returncode == 0
    assert found is not None and found["score"] == 0
    assert "There is no notebook in what you handed in: upload 01_arrays.ipynb" in found["output"]


def probe(place: Path) -> str:
    """Code that tries what would gain something, and lists in `gained` what it could do."""
    return f"""
import glob, os
gained, place = [], {str(place)!r}
for path in ["source/settings.env", "source/course/checks/standardise.py", "submission/x.ipynb", "run_autograder",
             "source/course/source/{NAME}/{NAME}.ipynb", "results/results.json"]:
    for mode in "r", "a":
        try:
            with open(os.path.join(place, path), mode) as file:
                file.read(1) if mode == "r" else file.write("")
            gained.append((path, mode))
        except OSError:
            pass
for path in "source", "results", "submission", "source/course/checks":
    try:
        gained.append((path, os.listdir(os.path.join(place, path))))
    except OSError:
        pass
gained += glob.glob("/tmp/tmp.*/*")
try:
    os.makedirs(os.path.join(place, "results"), exist_ok=True)
    with open(os.path.join(place, "results", "results.json"), "w") as file:
        file.write('{{"score": 1000}}')
    gained.append("results.json written")
except OSError:
    pass
"""


def hostile(place: Path) -> Any:
    """All right, but for a first cell that tries; what it gained would cost it all exercises, so that this shows."""
    notebook = solved()
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = f"assert gained == [], gained\n{cell.source}" if cell.cell_type == "code" else cell.source
    return classroom.with_first_cell(notebook, probe(place))


NO_NAME_SPACES = "unshare,mount"
POOR = (sys.executable, str(Path(__file__).parent / "poor_container.py"))


@pytest.mark.parametrize("before", [(), (*POOR, NO_NAME_SPACES)], ids=["as it is", "without name spaces"])
def test_a_hostile_submission_reads_and_writes_nothing(place: Path, before: tuple[str, ...]) -> None:
    """In a container that forbids `unshare` and `mount` too, where Landlock holds alone."""
    nbformat.write(hostile(place), place / "submission" / f"{NAME}.ipynb")
    done, found = run(place, *before)
    assert done.returncode == 0, done.stdout + done.stderr
    assert found is not None and found["score"] == MOST, done.stdout
    assert not list(Path("/tmp").glob("tmp.*/submitted")), "nothing is left"


def test_outside_the_sandbox_the_probe_gains_all(place: Path) -> None:
    (place / "submission" / "x.ipynb").write_text("{}")
    there: dict[str, Any] = {}
    exec(probe(place), there)
    assert {"source/settings.env", "run_autograder"} <= {one[0] for one in there["gained"]}
    assert "results.json written" in there["gained"]


def test_where_the_sandbox_cant_be_had_there_are_no_results(place: Path) -> None:
    """A run that failed is no 0, and what an earlier one left isn't taken for its results."""
    (place / "results" / "results.json").write_text('{"score": 8}')
    nbformat.write(solved(), place / "submission" / f"{NAME}.ipynb")
    done, found = run(place, *POOR, f"{NO_NAME_SPACES},landlock_create_ruleset")
    assert (done.returncode, found) == (2, None)
    assert "by no fault of the student's" in done.stdout
    assert "the sandbox needs a kernel with Landlock" in done.stderr


@pytest.mark.slow
def test_setup_makes_an_environment_that_grades(tmp_path: Path) -> None:
    """As Gradescope builds its image; in a base image it is Python that may have to be installed first."""
    place = laid_out(tmp_path)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"AUTOGRADER_PLACE": str(place)}
    built = subprocess.run(["bash", "source/setup.sh"], cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    assert "This machine can grade." in built.stdout
    assert (place / "source").stat().st_mode & 0o077 == 0
    nbformat.write(hostile(place), place / "submission" / f"{NAME}.ipynb")
    done, found = run(place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert found is not None and found["score"] == MOST
