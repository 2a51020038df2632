"""Submissions for tests and for the demo: notebooks as students hand them in, made from the code in these folders.

right/ and wrong/              right and wrong code of one exercise: autograder/authoring/variants.py
attacks/<kind>/<name>.py       hostile code: the text of a cell put in front of the first exercise, and what it tries
"""

import copy
import itertools
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import Course
from autograder.authoring import submissions
from autograder.authoring.submissions import with_code
from autograder.authoring.variants import Variant
from autograder.authoring.variants import variants as found_variants
from autograder.notebooks.cells import grade_id_of, is_graded, is_solution
from autograder.sandbox.limits import Limits
from autograder.sandbox.user import open_to_all
from autograder.workers.zygote import Zygote
from checks import mnist

__all__ = ["Variant", "with_code"]

TESTS = Path(__file__).parent
CHECKS = TESTS.parent / "checks"
COURSE = Course.at(TESTS.parent)


@cache
def variants(kind: str) -> tuple[Variant, ...]:
    """Every file of right/ or wrong/, by exercise and name: a thousand files, which are read once."""
    return tuple(found_variants(COURSE, kind))


@dataclass(frozen=True)
class Attack:
    """A hostile cell. `slow` ones take a while though they are stopped; `assignment` is the one that it was written for.

    The comment lines at the top of its file say what it tries, and `# slow` and `# in: <assignment>` if that is so.
    """

    kind: str
    name: str
    code: str

    @property
    def head(self) -> list[str]:
        lines = itertools.takewhile(lambda line: line.startswith("#"), self.code.splitlines())
        return [line.removeprefix("#").strip() for line in lines]

    @property
    def tries(self) -> str:
        return " ".join(line for line in self.head if line != "slow" and not line.startswith("in: "))

    @property
    def slow(self) -> bool:
        return "slow" in self.head

    @property
    def assignment(self) -> str:
        return next((line.removeprefix("in: ") for line in self.head if line.startswith("in: ")), "02_distances")


def all_attacks() -> list[Attack]:
    """Every file of attacks/, kind by kind."""
    return [Attack(path.parent.name, path.stem, path.read_text()) for path in sorted((TESTS / "attacks").glob("*/*.py"))]


def attacks() -> dict[str, str]:
    """The hostile cells, by name."""
    return {attack.name: attack.code for attack in all_attacks()}


@cache
def _assignments() -> dict[str, str]:
    return {exercise: name for name in COURSE.names() for exercise in COURSE.assignment(name).exercises()}


def assignment_of(exercise: str) -> str:
    """The assignment whose notebook has this exercise."""
    return _assignments()[exercise]


def solved(assignment: str) -> NotebookNode:
    """The notebook with the instructor's solutions."""
    return submissions.solved(COURSE.assignment(assignment))


def released(assignment: str) -> NotebookNode:
    """The notebook as students get it."""
    return submissions.released(COURSE, COURSE.assignment(assignment))


def stub(exercise: str) -> str:
    """The code of an exercise as students get it."""
    return submissions.code_of(released(assignment_of(exercise)), exercise)


def with_first_cell(notebook: NotebookNode, code: str) -> NotebookNode:
    """`notebook` with one more cell in front of the first exercise, in place."""
    at = next(i for i, cell in enumerate(notebook.cells) if is_solution(cell))
    notebook.cells.insert(at, new_code_cell(code))
    return notebook


def _without(keep: Callable[[NotebookNode], bool]) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        notebook.cells = [cell for cell in notebook.cells if keep(cell)]

    return change


def _duplicated(notebook: NotebookNode) -> None:
    notebook.cells = [c for cell in notebook.cells for c in ([cell, copy.deepcopy(cell)] if grade_id_of(cell) else [cell])]


def _renamed(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if is_graded(cell):
            cell.metadata.nbgrader.grade_id += "_mine"


def _unpointed(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if is_graded(cell):
            cell.metadata.nbgrader.update(points=1000, grade=False, locked=False)
            cell.source = "pass"


def _first_exercise(code: str) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        next(cell for cell in notebook.cells if is_solution(cell)).source = code

    return change


CHANGES: dict[str, Callable[[NotebookNode], None]] = {
    "syntax-error": _first_exercise("def mean_digit(images:\n    return images.mean(0)"),
    "endless-loop": _first_exercise("while True:\n    pass"),
    "endless-sleep": _first_exercise("import time\ntime.sleep(10**9)"),
    "dies": _first_exercise("import os\nos._exit(1)"),
    "crashes": _first_exercise("import ctypes\nctypes.string_at(0)"),
    "floods-output": _first_exercise("while True:\n    print('flood' * 1000)"),
    "checks-deleted": _without(lambda cell: not is_graded(cell)),
    "given-deleted": _without(lambda cell: not str(grade_id_of(cell)).startswith("given_")),
    "exercises-deleted": _without(lambda cell: not is_solution(cell)),
    "cells-duplicated": _duplicated,
    "checks-renamed": _renamed,
    "checks-rewritten": _unpointed,
}
"""Ways in which a notebook gets broken, each a change to a notebook with the solutions in it."""

FILES: dict[str, Callable[[Path], object]] = {
    "not-json": lambda path: path.write_text("{this is not a notebook"),
    "empty": lambda path: path.write_text(""),
    "not-a-notebook": lambda path: path.write_text('{"cells": 3, "nbformat": 4}'),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "a-list": lambda path: path.write_text("[1, 2, 3]"),
    "deep-json": lambda path: path.write_text("[" * 200_000),
}
"""Files that are no notebook at all."""


def course_elsewhere(folder: Path) -> Path:
    """This course in another folder, for nbgrader to work in."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("source", "checks", "tests"):
        (folder / name).symlink_to(COURSE.root / name)
    for name in ("course.toml", "nbgrader_config.py", "nbgrader_config.json"):
        shutil.copy(COURSE.root / name, folder)
    return folder


@cache
def _known_weather() -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory(prefix="weather-")
    left_out = shutil.ignore_patterns("__pycache__", "gradebook.db", "results.db", "submitted", "release")
    course = shutil.copytree(TESTS / "weather_course", Path(folder.name) / "course", ignore=left_out)
    command = [sys.executable, "-W", "ignore", "-m", "nbgrader", "generate_assignment", "*"]
    subprocess.run(command, check=True, capture_output=True, cwd=course)
    return folder


def known_weather(folder: Path) -> Path:
    """A copy of weather_course/ in `folder`, whose assignments nbgrader has made and knows: it does so once for all tests."""
    return Path(shutil.copytree(Path(_known_weather().name) / "course", folder))


def nested(folder: Path, levels: int = 3_000) -> None:
    """Make `folder`, and in it folders in folders, deeper than a path can name."""
    folder.mkdir()
    fd = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("d", dir_fd=fd)
        lower = os.open("d", os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = lower
    os.close(fd)


def zygote(limits: Limits | None = None) -> Zygote:
    """A zygote of this course, for tests of the sandbox."""
    return Zygote(COURSE.setup(), limits=limits)


def hand_in(folder: Path, student: str, assignment: str, notebook: NotebookNode) -> Path:
    """Write `notebook` to submitted/<student>/<assignment>/ below `folder`."""
    path = folder / "submitted" / student / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook))  # as it is: nbformat would mend what a student broke
    return path


@contextmanager
def ordinary_user() -> Iterator[tuple[list[str], dict[str, str]]]:
    """The beginning of a command, up to Python, and its environment, for a user without any of root's rights; root only.

    Not below pytest's own folder, which each run of pytest's closes to others.
    """
    setpriv = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all"]
    with tempfile.TemporaryDirectory(prefix="for-all-") as name:
        for_all, home, pictures = Path(name), Path(name, "home"), mnist.fastai_folder()
        for_all.chmod(0o755)
        home.mkdir()
        home.chmod(0o777)
        fastai = for_all / "fastai"
        (fastai / "data").mkdir(parents=True)
        # As fastai has it in a folder of its own: it writes these when they are missing, and leaves the file open.
        (fastai / "config.ini").write_text("[DEFAULT]\ndata = data\narchive = archive\nstorage = tmp\nmodel = models\n")
        _link_all(pictures, fastai / "data" / pictures.name)
        places = {"HOME": str(home), "TMPDIR": str(home), "FASTAI_HOME": str(fastai), "PYTHONDONTWRITEBYTECODE": "1"}
        yield [*setpriv, _python_for_all(for_all)], os.environ | places


def run_as_ordinary_user(test_file: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of `test_file` as a user without any of root's rights; root only."""
    pytest = ["-m", "pytest", "-p", "no:cacheprovider", "-o", "addopts=", "-q", str(TESTS / test_file), *arguments]
    with ordinary_user() as (python, environment):
        return subprocess.run([*python, *pytest], capture_output=True, text=True, env=environment, check=False, cwd=TESTS)


def _python_for_all(folder: Path) -> str:
    """This Python, or where it lies in a folder that is closed to others, such as root's home, one of hard links in `folder`."""
    if open_to_all([Path(os.__file__), Path(sysconfig.get_path("purelib"))], above=True):
        return sys.executable
    base, environment = folder / "python", folder / "environment"
    if sys.prefix == sys.base_prefix:
        _link_all(Path(sys.base_prefix), base)
        return str(base / "bin" / Path(sys.executable).name)
    _link_all(Path(sys.base_prefix), base, without=("site-packages", "test"))
    environment.mkdir()
    _link_all(Path(sys.prefix, "bin"), environment / "bin")
    is_open = open_to_all([Path(sysconfig.get_path("purelib"))], above=True)
    for path in Path(sys.prefix).iterdir():
        if path.name not in ("bin", "pyvenv.cfg"):
            # Tens of thousands of files: where others reach them, one link stands for them all.
            (environment / path.name).symlink_to(path) if is_open else _link_all(path, environment / path.name)
    (environment / "pyvenv.cfg").write_text(f"home = {base / 'bin'}\ninclude-system-site-packages = false\n")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for name in ("python", "python3", version):
        (environment / "bin" / name).unlink(missing_ok=True)
        (environment / "bin" / name).symlink_to(base / "bin" / version)
    return str(environment / "bin" / "python")


def _link_all(path: Path, to: Path, without: tuple[str, ...] = ()) -> None:
    """A copy of a folder or a file, but for what is named as those in `without`, made of hard links where it lies on the same disk."""
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True, ignore=shutil.ignore_patterns(*without), copy_function=_linked)
    else:
        _linked(str(path), str(to))


def _linked(path: str, to: str) -> None:
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, to, follow_symlinks=False)
