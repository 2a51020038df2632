"""What lies in submitted/ is hostile: each student of this class gets an outcome and a sentence, and nobody else notices."""

import copy
import hashlib
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import classroom
import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from autograder import Course, handed_in, read
from autograder.authoring.submissions import released, solved
from autograder.front.cli import finding
from autograder.front.cli.usage import UsageError, course_dir
from autograder.front.nbgrader.interrupted import interrupted
from autograder.front.nbgrader.not_current import FILE as FILE_READ
from autograder.front.nbgrader.not_current import digest_of
from autograder.front.nbgrader.read_apart import read_apart
from autograder.judge import apart
from autograder.judge.submission import give_all
from autograder.notebooks import matching, mending, reading
from autograder.notebooks.settings import Seconds
from autograder.results.report import Report
from autograder.workers import files

ROOT = Path(__file__).parent / "weather_course"
COURSE = Course.at(ROOT)
NAME = "02_tables"
FILE = f"{NAME}.ipynb"
POINTS = 7
SECRET = "nobody but the instructor reads this"
LOOK = """
import os
for above, folders, names in os.walk("."):
    for name in names:
        print(os.path.join(above, name).encode("ascii", "backslashreplace"), open(os.path.join(above, name), "rb").read(200))
"""
"""A cell that prints what is in a worker's folder."""


def _looking() -> NotebookNode:
    notebook = solved(COURSE.assignment(NAME))
    notebook.cells.insert(1, new_code_cell(LOOK))
    return notebook


def _in_place_of(make: Callable[[Path], object], name: str = FILE) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        make(folder / name)

    return change


def _beside(make: Callable[[Path], object], name: str) -> Callable[[Path], None]:
    return _in_place_of(make, name)


def _sparse(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(3 << 30)


def _socket(path: Path) -> None:
    os.mknod(path, stat.S_IFSOCK | 0o600)


def _device(path: Path) -> None:
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # endless zeros


def _text(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text)


def _link(to: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(to)


def _with_many(folder: Path) -> None:
    """Attachments of kinds that the format doesn't know, outputs and tags: each is little in a file, and much for nbformat."""
    notebook = json.loads(json.dumps(_looking()))
    outputs = [{"output_type": "stream", "name": "stdout", "text": "x"}] * 50_000
    attachments = {"a": {f"{number}/json": 1 for number in range(50_000)}, **{str(number): {} for number in range(50_000)}}
    notebook["cells"] += [
        {"cell_type": "markdown", "source": "", "metadata": {"tags": [*map(str, range(50_000))]}, "attachments": attachments},
        {"cell_type": "code", "source": "", "metadata": {}, "outputs": outputs},
    ]
    (folder / FILE).write_text(json.dumps(notebook))


def _odd_names(folder: Path) -> None:
    for name in (b"a\nb.txt", b"\x1b[2J.txt", b"\xff.txt", "\u202etxt.exe".encode()):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("x")


def _links(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to("..")
    (folder / "root").symlink_to("/")
    (folder / "gone").symlink_to("nowhere")


def _other_hand_ins(folder: Path) -> None:
    for place in (folder / "honest" / NAME, folder / ".ipynb_checkpoints", folder / "submitted" / "honest" / NAME):
        place.mkdir(parents=True)
        nbformat.write(released(COURSE, COURSE.assignment(NAME)), place / FILE)
    (folder / f"._{FILE}").write_bytes(b"\x00\x05\x16\x07")


def _folder_in_the_way(folder: Path) -> None:
    (folder / "data" / "readings.csv").mkdir(parents=True)


NOTEBOOKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "nb-link": (_in_place_of(_link(f"../../honest/{NAME}/{FILE}")), "is a link"),
    "nb-dangling": (_in_place_of(_link("nowhere")), "is a link"),
    "nb-loop": (_in_place_of(_link(FILE)), "is a link"),
    "nb-pipe": (_in_place_of(os.mkfifo), "is a pipe"),
    "nb-socket": (_in_place_of(_socket), "is a socket"),
    "nb-folder": (_in_place_of(Path.mkdir), "is a folder"),
    "nb-sparse": (_in_place_of(_sparse), "is larger than 64 MiB"),
    "nb-objects": (_in_place_of(_text('{"cells": [' + "{}," * 1_100_000 + "{}]}")), "holds too much"),
    "nb-values": (_in_place_of(_text('{"cells": [' + "0," * 5_100_000 + "0]}")), "holds too much"),
    "nb-cells": (_in_place_of(_text('{"cells": [' + "{}," * 99_999 + "{}]}")), "has 100,000 cells"),
    "nb-deep": (_in_place_of(_text('{"cells": [' + "[" * 200_000)), "nested too deep"),
    "nb-endless": (_in_place_of(_text('{"cells":[],"x":"' + '\\",' * 5_100_000)), "is cut off before its first cell"),
    "nb-old": (_in_place_of(_text('{"nbformat":3,"worksheets":[{"cells":[' + "{}," * 299_999 + "{}]}]}")), "has 300,000 cells"),
    "nb-bytes": (_in_place_of(lambda path: path.write_bytes(bytes(range(256)))), "isn't a notebook"),
    **({"nb-device": (_in_place_of(_device), "is a device")} if os.geteuid() == 0 else {}),
}
"""Changes to a student's folder after which there is no notebook, and what the student is told."""

BESIDE: dict[str, tuple[Callable[[Path], None], str]] = {
    "link": (_beside(_link("../../../secret.txt"), "notes.txt"), "notes.txt was left out: it is a link"),
    "link-to-a-folder": (_beside(_link("../.."), "all"), "all was left out: it is a link"),
    "links": (_links, "loop was left out: it is a link"),
    "pipe": (_beside(os.mkfifo, "pipe.csv"), "pipe.csv was left out: it is a pipe"),
    "sparse": (_beside(_sparse, "zeros.bin"), "zeros.bin was left out: it is larger than"),
    "deep": (_beside(classroom.nested, "deep"), "folders deep"),
    "many": (_with_many, ""),
    "odd-names": (_odd_names, r"a\nb.txt was left out: it has a name"),
    "file-in-the-way": (_beside(_text("x"), "data"), "data was left out: it has the name of a folder"),
    "folder-in-the-way": (_folder_in_the_way, "data/readings.csv was left out: it is a folder"),
    "page-in-the-way": (_beside(Path.mkdir, f"{NAME}.html"), ""),
    "other-hand-ins": (_other_hand_ins, ""),
    "second-notebook": (_beside(_text("{}"), "mine.ipynb"), ""),
    "notebook-with-an-odd-name": (_beside(_text("{}"), "x\x1b[2J\ny.ipynb"), ""),
    "time-is-no-time": (
        _beside(_text("not a date"), "timestamp.txt"),
        "timestamp.txt was left out: it tells no time with a year",
    ),
    "time-is-empty": (_beside(_text(""), "timestamp.txt"), ""),
    "page": (_beside(_text("<script>"), "plot.html"), "plot.html was left out: it could run in the browser of who grades"),
    "time-is-long": (_beside(_text("2024-01-01 " * 100_000), "timestamp.txt"), "timestamp.txt was left out: it is larger"),
    "time-is-a-pipe": (_beside(os.mkfifo, "timestamp.txt"), "timestamp.txt was left out: it is a pipe"),
    "time-is-a-folder": (_beside(Path.mkdir, "timestamp.txt"), "timestamp.txt was left out: it is a folder"),
    "time-is-a-link": (_beside(_link("../../../secret.txt"), "timestamp.txt"), "timestamp.txt was left out: it is a link"),
    "time-is-9999": (_beside(_text("9999-12-31 23:59:59 -50000"), "timestamp.txt"), "timestamp.txt was left out: it tells"),
    "time-is-1": (_beside(_text("0001-01-01 00:00:00 +14:00"), "timestamp.txt"), "timestamp.txt was left out: it tells"),
    "time-is-negative": (_beside(_text("-5"), "timestamp.txt"), "timestamp.txt was left out: it tells"),
    "time-is-of-no-zone": (
        _beside(_text("2024-01-01 00:00:00 9" + "9" * 400), "timestamp.txt"),
        "timestamp.txt was left out: it tells",
    ),
    "time-is-binary": (
        _beside(lambda path: path.write_bytes(b"\xff\x00"), "timestamp.txt"),
        "timestamp.txt was left out: it tells",
    ),
    **({"device": (_beside(_device, "zero"), "zero was left out: it is a device")} if os.geteuid() == 0 else {}),
}
"""Changes beside a right notebook, which count for nothing, and what is said of them under nbgrader."""

NAMES = {
    "new\nline": r"new\nline",
    "esc\x1b[2Jape": r"esc\x1b[2Jape",
    os.fsdecode(b"\xffbytes"): r"\udcffbytes",
    "turned\u202eround": r"turned\u202eround",
    "quote\"'; DROP TABLE": "quote\"'; DROP TABLE",
    "[a-z]*": "[a-z]*",
    "[lh]ink": "[lh]ink",
    "slash\u2215of\uff0fothers": "slash\u2215of\uff0fothers",
    "a\u200bda": r"a\u200bda",
    "a\u200dda": r"a\u200dda",
    "\ufeffada": r"\ufeffada",
    "\U0001f469\u200d\U0001f52c": "\U0001f469\u200d\U0001f52c",
    "Ana Mar\u00eda\u00a0\u0646\u06cc\u200c\u0646\u0627": "Ana Mar\u00eda\u00a0\u0646\u06cc\u200c\u0646\u0627",
}
"""Students' names, and how they are shown."""


def hand_in(course: Path, student: str) -> Path:
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    nbformat.write(_looking(), folder / FILE)
    return folder


def class_of(found: Path, students: Sequence[str]) -> Path:
    """A course with a class of honest students and those that are named."""
    classroom.known_weather(found)
    (found / "secret.txt").write_text(SECRET)
    (hand_in(found, "honest") / "timestamp.txt").write_text("2024-05-06 07:08:09 UTC")
    for student in students:
        folder = hand_in(found, student)
        if student not in NAMES:
            {**NOTEBOOKS, **BESIDE}[student][0](folder)
    (found / "submitted" / "folder-link").mkdir()
    (found / "submitted" / "folder-link" / NAME).symlink_to(f"../honest/{NAME}")
    (found / "submitted" / "student-link").symlink_to("honest")
    (found / "submitted" / "loop").symlink_to("loop")
    hand_in(found, "zz-honest-too")
    return found


STUDENTS = [*NOTEBOOKS, *BESIDE, *NAMES]
SOME = [*dict.fromkeys(["link", "page", "deep", *STUDENTS[::4]])]
"""One in four, and those that are looked at closely: under nbgrader, which takes a second for each."""


@pytest.fixture
def somewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    found: Path = tmp_path_factory.mktemp("elsewhere")
    yield found
    subprocess.run(["rm", "-rf", str(found)], check=False)  # shutil goes down by recursion


def expected(students: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Points of each student, and what is told."""
    return {
        "honest": (POINTS, ""),
        "zz-honest-too": (POINTS, ""),
        "folder-link": (0, f"stands in {NAME}, which is a link"),
        "student-link": (0, "stands in student-link, which is a link"),
        **{student: (0, told) for student, (_, told) in NOTEBOOKS.items() if student in students},
        **{student: (POINTS, told) for student, (_, told) in BESIDE.items() if student in students},
        **{shown: (POINTS, "") for name, shown in NAMES.items() if name in students},
    }


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    done = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(done, capture_output=True, text=True, check=False, cwd=cwd, env=environment, timeout=900)


def nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("nbgrader", *arguments, f"--course-dir={course}", f"--config={course / 'nbgrader_config.py'}", cwd=course)


def test_under_autograder_grade(somewhere: Path) -> None:
    course, reports = class_of(somewhere / "course", STUDENTS), somewhere / "reports.json"
    done = run("autograder", "grade", course / "submitted", "--json", reports, "--course-dir", course, cwd=course)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(reports.read_text())
    wanted = expected(STUDENTS)
    assert sorted(row["student"] for row in found) == sorted(wanted)
    for row in found:
        points, told = wanted[row["student"]]
        assert (row["score"], row["max_score"]) == (points, POINTS), row
        if not points:
            assert told in row["notes"][0], row["notes"]
            messages = [check["message"] for exercise in row["exercises"] for check in exercise["checks"]]
            assert messages and all(told in message for message in messages)
    assert SECRET not in done.stdout + reports.read_text()
    assert "\x1b[2J" not in done.stdout


@pytest.mark.parametrize("students", [pytest.param(SOME, id="some"), pytest.param(STUDENTS, id="all", marks=pytest.mark.slow)])
def test_under_nbgrader(somewhere: Path, students: Sequence[str]) -> None:
    course = class_of(somewhere / "course", students)
    done = nbgrader(course, "autograde", NAME)
    # Everybody was graded; that a time can't be told is said at the end, since somebody has to see whether it is late.
    assert done.returncode == 1
    late = {
        line.split("] ")[-1].split(":")[0].split()[-1] for line in done.stderr.splitlines() if "see whether it is late" in line
    }
    assert late == {s for s in BESIDE if s in students and s.startswith("time-is-") and s != "time-is-empty"}
    assert late
    assert "There was an error" not in done.stderr
    assert "\x1b[2J" not in done.stderr
    # What a run that was killed, or an older version, may have left.
    (course / "autograded" / "honest" / NAME / "left").symlink_to("../../../secret.txt")
    os.mkfifo(course / "autograded" / "link" / NAME / "left")
    done = nbgrader(course, "generate_feedback", NAME)
    assert done.returncode == 0, done.stderr[-3000:]

    wanted = expected(students)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        submissions = {s.student.id: (s.score, s.timestamp) for s in gb.assignment_submissions(NAME)}
    assert {student: score for student, (score, _) in submissions.items()} == {s: points for s, (points, _) in wanted.items()}
    assert [student for student, (_, time) in submissions.items() if time is not None] == ["honest"]
    for student, (_, told) in wanted.items():
        graded = nbformat.read(course / "autograded" / student / NAME / FILE, 4)
        assert told in " ".join(graded.metadata["autograder"]["notes"]), student
        assert (course / "feedback" / student / NAME / f"{NAME}.html").is_file(), student
    _nothing_got_out(course)
    assert (course / "autograded" / "honest" / NAME / "timestamp.txt").read_text() == "2024-05-06 07:08:09 UTC"
    assert not (course / "feedback" / "honest" / NAME / "left").exists()

    # Once more: nbgrader compares the timestamps of what it has graded.
    done = nbgrader(course, "autograde", NAME)
    assert done.returncode == 0, done.stderr[-3000:]


def _nothing_got_out(course: Path) -> None:
    """Whatever is in autograded/ and feedback/ is a plain file, of bounded size, and holds nothing that isn't the student's."""
    (course / "autograded" / "honest" / NAME / "left").unlink()
    (course / "autograded" / "link" / NAME / "left").unlink()
    for above, folders, names in os.walk(course / "autograded"):
        assert not [name for name in folders if (Path(above) / name).is_symlink()]
        for name in names:
            path = Path(above) / name
            assert stat.S_ISREG(path.lstat().st_mode), path
            assert SECRET not in path.read_text(errors="replace"), path
            assert handed_in.is_plain(name)
    for path in (course / "feedback").rglob("*"):
        assert not path.is_symlink()
        assert path.is_dir() or SECRET not in path.read_text(errors="replace"), path
    kept = {
        str(path.relative_to(course / "autograded" / "link"))
        for path in (course / "autograded" / "link").rglob("*")
        if path.is_file()
    }
    assert kept == {f"{NAME}/{FILE}", f"{NAME}/data/readings.csv"}
    graded = course / "autograded" / "page" / NAME
    assert not (graded / "plot.html").exists()  # formgrader would serve it, but the notebook could read it:
    assert "plot.html" in (graded / FILE).read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a device")
def test_devices_are_among_them() -> None:
    assert {"nb-device", "device"} <= expected(STUDENTS).keys()


AS_WRITTEN = {
    "cells": [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {
                "nbgrader": {
                    "grade": False,
                    "grade_id": "f",
                    "locked": False,
                    "solution": True,
                    "schema_version": 3,
                    "task": False,
                }
            },
            "source": "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION",
            "outputs": [],
            "execution_count": None,
        },
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {
                "nbgrader": {
                    "grade": True,
                    "grade_id": "test_f",
                    "locked": True,
                    "points": 2,
                    "solution": False,
                    "schema_version": 3,
                    "task": False,
                }
            },
            "source": "assert f() == 1",
            "outputs": [],
            "execution_count": None,
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


WRITES = "\\nfor name in ('kept.txt', 'plot.html'):\\n    open(name, 'w').write('<script>')"


def test_a_course_without_checks(tmp_path: Path) -> None:
    """Where nbgrader scores: what can't be opened has an outcome too, and a cell's odd version costs nothing."""
    (tmp_path / "source" / "ps1").mkdir(parents=True)
    (tmp_path / "source" / "ps1" / "p1.ipynb").write_text(json.dumps(AS_WRITTEN))
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "secret.txt").write_text(SECRET)
    assert nbgrader(tmp_path, "generate_assignment", "ps1").returncode == 0
    changes: dict[str, Callable[[Path], object]] = {
        "a-right": lambda path: None,
        "b-link": lambda path: _in_place_of(_link("../../a-right/ps1/p1.ipynb"), "p1.ipynb")(path.parent),
        "c-pipe": lambda path: _in_place_of(os.mkfifo, "p1.ipynb")(path.parent),
        "d-version": lambda path: path.write_text(path.read_text().replace('"schema_version": 3', '"schema_version": 99')),
        "e-link-beside": lambda path: (path.parent / "notes.txt").symlink_to("../../../secret.txt"),
        "f-right": lambda path: None,
        "g-writes": lambda path: path.write_text(path.read_text().replace("### END SOLUTION", "### END SOLUTION" + WRITES)),
    }
    for student, change in changes.items():
        path = tmp_path / "submitted" / student / "ps1" / "p1.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(AS_WRITTEN))
        change(path)
    done = nbgrader(tmp_path, "autograde", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gb:
        scores = {s.student.id: s.score for s in gb.assignment_submissions("ps1")}
    assert scores == {"a-right": 2, "b-link": 0, "c-pipe": 0, "d-version": 2, "e-link-beside": 2, "f-right": 2, "g-writes": 2}
    for student, told in {"b-link": "is a link", "c-pipe": "is a pipe"}.items():
        assert told in nbformat.read(tmp_path / "autograded" / student / "ps1" / "p1.ipynb", 4).cells[0].source
    assert not (tmp_path / "autograded" / "e-link-beside" / "ps1" / "notes.txt").exists()
    written = tmp_path / "autograded" / "g-writes" / "ps1"
    assert (written / "kept.txt").exists() and not (written / "plot.html").exists()


# --- whose it is ---


def tree(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("{}")
    return folder


def whose(*paths: Path, named: str | None = None) -> list[tuple[str, str, str]]:
    found = finding.find(list(paths), COURSE, named)
    return [(task.student, task.assignment, task.path.name) for task in found.tasks]


def test_a_nested_hand_in_is_nobodys(tmp_path: Path) -> None:
    top = tree(tmp_path / "submitted", f"x/{NAME}/{FILE}", f"x/{NAME}/ada/{NAME}/{FILE}", f"x/ada/{NAME}/{FILE}", f"x/ada/{FILE}")
    only_x = [("x", NAME, FILE)]
    assert whose(top) == only_x
    assert whose(tmp_path) == only_x
    assert whose(top / "x") == only_x
    assert whose(top / "x" / NAME) == only_x
    assert whose(top / "x" / NAME / FILE) == only_x


def test_folders_that_were_named_side_by_side_are_students(tmp_path: Path) -> None:
    top = tree(tmp_path / "hw", f"x/{NAME}/{FILE}", f"y/ada/{NAME}/{FILE}", f"z/{FILE}")
    assert whose(*sorted(top.iterdir())) == [("x", NAME, FILE), ("z", NAME, FILE)]
    assert [task.student for task in finding.find([top], COURSE, None).tasks] == ["x", "z"]
    with pytest.raises(UsageError, match="Name a folder with"):
        finding.find([tree(tmp_path / "submitted" / "y", f"ada/{NAME}/{FILE}", "notes.ipynb")], COURSE, None)


def test_one_students_two_notebooks_are_not_graded_in_silence(tmp_path: Path) -> None:
    top = tree(tmp_path / "submitted", f"x/{NAME}/{FILE}", f"x/{NAME}/old.ipynb", f"x/{NAME}/._{FILE}", f"x/{FILE}")
    (task,) = finding.find([top], COURSE, None).tasks
    assert task.path == top / "x" / NAME / FILE
    assert task.instead == (top / "x" / NAME / "old.ipynb",)  # and the report says which of them was graded
    other = tree(tmp_path / "more" / "submitted", *(f"y/{NAME}/{number}.ipynb" for number in range(9)))
    (task,) = finding.find([other], COURSE, None).tasks
    assert len(task.instead) == 4
    assert "4 more notebooks; they weren't looked at" in task.notes[0]


def test_a_link_that_is_named_is_its_own_students(tmp_path: Path) -> None:
    top = tree(tmp_path / "submitted", f"ada/{NAME}/{FILE}")
    (top / "eve").mkdir()
    (top / "eve" / NAME).symlink_to(f"../ada/{NAME}")
    for path in (top / "eve" / NAME, top / "eve" / NAME / FILE, top / "eve"):
        (task,) = finding.find([path], COURSE, None).tasks
        assert task.student == "eve"
        assert "which is a link" in str(reading.unreadable(reading.read(task.path, task.top)))
    (tmp_path / "current").symlink_to("submitted")
    tasks = finding.find([tmp_path / "current"], COURSE, None).tasks
    assert [
        (task.student, reading.unreadable(reading.read(task.path, task.top)) is None) for task in tasks if task.student == "ada"
    ]


def test_many_nested_folders_and_endless_ones(tmp_path: Path) -> None:
    top = tree(tmp_path / "submitted", f"x/{NAME}/{FILE}")
    classroom.nested(top / "x" / NAME / "deep")
    classroom.nested(top / "deep")
    (top / "x" / "up").symlink_to("..")
    (top / "loop").symlink_to("loop")
    assert whose(top) == [("x", NAME, FILE)]
    subprocess.run(["rm", "-rf", str(top)], check=True)


# --- copying ---


def everything(parts: tuple[str, ...], is_folder: bool) -> bool:
    return True


def test_copying_is_bounded(tmp_path: Path) -> None:
    top = tmp_path / "from"
    for number in range(6):
        (top / f"{number}").mkdir(parents=True)
        (top / f"{number}" / "data").write_bytes(bytes(100))
    told = handed_in.copy(top, tmp_path / "files", everything, handed_in.Bounds(files=4), tmp_path)
    assert len(list((tmp_path / "files").rglob("data"))) == 4
    assert told == [f"The file {number}/data was left out: it is one of more than 4 files." for number in (4, 5)]
    told = handed_in.copy(top, tmp_path / "bytes", everything, handed_in.Bounds(bytes=250), tmp_path)
    assert len(list((tmp_path / "bytes").rglob("data"))) == 2
    assert len(told) == 4
    told = handed_in.copy(top, tmp_path / "file", everything, handed_in.Bounds(file=99), tmp_path)
    assert not list((tmp_path / "file").rglob("data"))
    assert told[-1] == "1 more files were left out."


def test_a_folder_of_links_is_not_gone_through(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a").write_text(SECRET)
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "x").symlink_to("../secret")
    told = handed_in.copy(tmp_path / "top" / "x", tmp_path / "to", everything, handed_in.Bounds(), tmp_path / "top")
    assert told == ["The file x was left out: it stands in x, which is a link, and links aren't followed."]
    assert not (tmp_path / "to").exists()
    with pytest.raises(handed_in.Refused):
        handed_in.read(tmp_path / "top" / "x" / "a", 1000, tmp_path / "top")
    with pytest.raises(handed_in.Refused):
        handed_in.read(tmp_path / "top" / ".." / "secret" / "a", 1000, tmp_path / "top")


def test_left_over_links_go_and_what_they_lead_to_stays(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "ours" / "sub").mkdir(parents=True)
    (tmp_path / "ours" / "sub" / "kept").write_text("x")
    (tmp_path / "ours" / "sub" / "link").symlink_to("../../secret")
    (tmp_path / "ours" / "up").symlink_to("..")
    os.mkfifo(tmp_path / "ours" / "pipe")
    handed_in.only_plain(tmp_path / "ours")
    assert [str(path.relative_to(tmp_path)) for path in sorted((tmp_path / "ours").rglob("*"))] == ["ours/sub", "ours/sub/kept"]
    assert (tmp_path / "secret").read_text() == SECRET


def test_a_workers_folder_holds_plain_files_only_and_gives_back_such(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    for name in ("from", "scratch", "to"):
        (tmp_path / name).mkdir()
    (tmp_path / "from" / "given.csv").write_text("1")
    (tmp_path / "from" / "link").symlink_to("../secret")
    (tmp_path / "from" / "folder").symlink_to("..")
    os.mkfifo(tmp_path / "from" / "pipe")
    given = files.put(tmp_path / "from", tmp_path / "scratch")
    assert os.listdir(tmp_path / "scratch") == ["given.csv"]
    assert list(given.files) == ["given.csv"]
    assert sorted(told.split()[2] for told in given.left_out) == ["folder", "link", "pipe"]
    scratch = tmp_path / "scratch"
    (scratch / "made.txt").write_text("2")
    (scratch / "link").symlink_to("../secret")
    _odd_names(scratch)
    os.mkfifo(scratch / "pipe")
    opened = os.open(scratch, os.O_RDONLY)
    assert files.bring_back(opened, given, tmp_path / "to", lambda name: False, 1 << 20) is None
    os.close(opened)
    assert os.listdir(tmp_path / "to") == ["made.txt"]


def test_what_grows_or_has_no_size_is_read_no_further() -> None:
    with pytest.raises(handed_in.Refused, match="larger"):
        handed_in.read(Path("/proc/self/maps"), 10)


def test_names() -> None:
    for name, shown in NAMES.items():
        assert handed_in.shown(name) == shown
    assert len(handed_in.shown("\x1b" * 200)) < 120
    assert handed_in.shown("\x1b" * 200) != handed_in.shown("\x1b" * 199)


# --- what grading doesn't need (K2), and generated cases ---


def _written(path: Path, notebook: Any, prefix: bytes = b"", encoding: str = "utf-8") -> Path:
    path.write_bytes(prefix + json.dumps(notebook).encode(encoding))
    return path


PATIENCE: dict[str, Callable[[Any], object]] = {
    "no outputs": lambda nb: [cell.pop("outputs", None) for cell in nb["cells"]],
    "no execution_count": lambda nb: [cell.pop("execution_count", None) for cell in nb["cells"]],
    "output without metadata": lambda nb: nb["cells"][-1].update(
        outputs=[{"output_type": "display_data", "data": {"text/plain": "x"}}]
    ),
    "output of no kind": lambda nb: nb["cells"][-1].update(outputs=[{"output_type": "what"}, 3, None]),
    "kernelspec without display_name": lambda nb: nb["metadata"].update(kernelspec={"name": "python3"}),
    "kernelspec is a text": lambda nb: nb["metadata"].update(kernelspec="python3"),
    "no metadata": lambda nb: nb.pop("metadata"),
    "no version": lambda nb: (nb.pop("nbformat"), nb.pop("nbformat_minor")),
    "version 5": lambda nb: nb.update(nbformat=5),
    "odd ids": lambda nb: [cell.update(id="\ud800 \x00") for cell in nb["cells"]],
    "ids twice": lambda nb: [cell.update(id="a") for cell in nb["cells"]],
    "odd tags": lambda nb: [cell["metadata"].update(tags={"a": 1}) for cell in nb["cells"]],
    "tags of all kinds": lambda nb: nb["cells"][0]["metadata"].update(tags=["a,b", 3, None, "a,b", "\ud800"]),
    "a cell of another type": lambda nb: nb["cells"].insert(0, {"cell_type": "sql", "source": "select"}),
    "a cell that is none": lambda nb: nb["cells"].insert(0, "a cell"),
    "source in lines": lambda nb: [cell.update(source=cell["source"].splitlines(keepends=True)) for cell in nb["cells"]],
    "points as text": lambda nb: [
        cell["metadata"]["nbgrader"].update(points="2") for cell in nb["cells"] if "nbgrader" in cell["metadata"]
    ],
    "half a character": lambda nb: nb["cells"].insert(
        0, {"cell_type": "markdown", "metadata": {"\ud800": "\udfff"}, "source": "\ud800"}
    ),
    "widgets": lambda nb: nb["metadata"].update(widgets={"a": 1}),
    "its own word": lambda nb: nb["metadata"].update(autograder_unreadable="no", autograder={"notes": ["no"]}),
    "attachments of nothing": lambda nb: nb["cells"].insert(
        0, {"cell_type": "markdown", "source": "", "metadata": {}, "attachments": None}
    ),
    "another language": lambda nb: nb["metadata"].update(language_info={"name": 3}),
}


@pytest.mark.parametrize("change", PATIENCE)
def test_nothing_is_refused_that_grading_doesnt_need(change: str, tmp_path: Path) -> None:
    assignment = COURSE.assignment(NAME)
    notebook = json.loads(json.dumps(solved(assignment)))
    PATIENCE[change](notebook)
    found = read(_written(tmp_path / FILE, notebook))
    assert reading.unreadable(found) is None
    assert mending.mend(found, assignment) == []
    _can_be_written(found)
    right = {cell.metadata.nbgrader.grade_id: cell.source for cell in solved(assignment).cells if "nbgrader" in cell.metadata}
    assert {cell.metadata.nbgrader.grade_id: cell.source for cell in found.cells if "nbgrader" in cell.metadata} == right


@pytest.mark.parametrize(("prefix", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"", "utf-16"), (b"\n\n", "utf-8")])
def test_a_byte_order_mark_is_no_fault(prefix: bytes, encoding: str, tmp_path: Path) -> None:
    found = read(_written(tmp_path / FILE, solved(COURSE.assignment(NAME)), prefix, encoding))
    assert reading.unreadable(found) is None


def test_a_notebook_of_an_older_format(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "language": "python", "input": "x = 1", "outputs": [], "collapsed": False, "metadata": {}}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": [cell], "metadata": {}}]}
    assert [cell.source for cell in read(_written(tmp_path / FILE, old)).cells] == ["x = 1"]


def test_pictures_and_figures_of_honest_notebooks_are_not_too_much(tmp_path: Path) -> None:
    """A page of JavaScript in an output has many brackets, and is one text."""
    notebook = json.loads(json.dumps(solved(COURSE.assignment(NAME))))
    page = {"output_type": "display_data", "data": {"text/html": '{[\\"' * 500_000 + "," * 6_000_000}, "metadata": {}}
    notebook["cells"][-1]["outputs"] = [page]
    assert reading.unreadable(read(_written(tmp_path / FILE, notebook))) is None


def _can_be_written(notebook: NotebookNode) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nbformat.validate(notebook)
    nbformat.writes(notebook).encode()


ODD: list[Any] = [
    None,
    True,
    False,
    -1,
    2**70,
    1e308,
    "",
    "x",
    "\ud800",
    "\x00\x1b",
    "f" * 5000,
    [],
    [[]],
    {},
    {"a": {"b": []}},
    ["x", 3],
    {"\ud800": 1},
]


def mutated(source: NotebookNode, chance: random.Random) -> Any:
    """A notebook with odd values at some of its places, cells twice, and odd grade_ids."""
    notebook = json.loads(json.dumps(source))
    for _ in range(chance.randint(1, 12)):
        place: Any = notebook
        while True:
            keys: list[Any] = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = chance.choice(keys)
            if not isinstance(place[key], dict | list) or not place[key] or chance.random() < 0.15:
                break
            place = place[key]
        kind = chance.random()
        if kind < 0.6:
            place[key] = copy.deepcopy(chance.choice(ODD))
        elif kind < 0.8 and isinstance(place, list):
            place.insert(key, json.loads(json.dumps(place[key])))
        elif kind < 0.9:
            del place[key]
        elif isinstance(place, dict):
            place[chance.choice(["\ud800", "nbgrader", "tags", "id", "get", "cells", ""])] = copy.deepcopy(chance.choice(ODD))
        if not notebook:
            break
    return notebook


@pytest.mark.parametrize("name", ["01_arrays", NAME])
def test_generated_notebooks_are_read_mended_and_can_be_written(name: str, tmp_path: Path) -> None:
    chance, assignment = random.Random(7), COURSE.assignment(name)
    source, refused = solved(assignment), 0
    for number in range(300):
        path = _written(tmp_path / FILE, mutated(source, chance))
        try:
            notebook = read(path)
            refused += reading.unreadable(notebook) is not None
            matching.answers_another(notebook, assignment)
            mending.mend(notebook, assignment)
            report = Report("x", name, path.name, 0, "cpu", True)
            give_all(notebook, report, assignment, "fail", "no")
            assert sorted(cell.grade_id for cell in report.cells) == sorted(assignment.decided())
            nbformat.writes(notebook).encode()
        except Exception as e:
            raise AssertionError(f"case {number}: {path.read_text()[:3000]}") from e
    assert refused < 100


def _never(path: Path, top: Path | None = None) -> tuple[NotebookNode, str]:
    while True:
        pass


def _too_large(path: Path, top: Path | None = None) -> tuple[NotebookNode, str]:
    return reading.unreadable_because("x" * len(bytearray(8 << 30))), ""


@pytest.mark.parametrize(("instead", "how"), [(_never, "took too long"), (_too_large, "took more memory than it may")])
def test_a_file_that_cannot_be_read_within_its_limits_has_an_outcome(
    instead: Callable[..., tuple[NotebookNode, str]], how: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reading, "with_digest", instead)
    found = read_apart(tmp_path / FILE, tmp_path, Seconds(checks=1))
    told = f"{FILE} can't be read: the process that read it {how}; clear its outputs, save it and hand it in again."
    assert reading.unreadable(found) == told


def test_what_is_read_apart_is_what_is_read(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "ada") / FILE
    assert _apart(path, tmp_path) == reading.read(path, tmp_path)
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["source"] = "\ud800 \u4e2d \x7f \U0001f600"
    assert _apart(_written(path, notebook), tmp_path) == reading.read(path, tmp_path)


def _apart(path: Path, top: Path) -> NotebookNode:
    """The notebook that was read apart, without its digest and its name, which must be its file's."""
    found = read_apart(path, top, Seconds())
    assert found.metadata.pop(FILE_READ) == path.name
    assert digest_of(found.metadata) == hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_ctrl_c_ends_the_reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "read", _never)
    monkeypatch.setattr(interrupted, "number", signal.SIGINT)
    begun: list[apart.Apart] = []

    def noted(*arguments: Any) -> apart.Apart:
        begun.append(apart.Apart(*arguments))
        return begun[-1]

    monkeypatch.setattr("autograder.front.nbgrader.read_apart.Apart", noted)
    with pytest.raises(KeyboardInterrupt):
        read_apart(tmp_path / FILE, tmp_path, Seconds())
    with pytest.raises(ProcessLookupError):
        os.kill(begun[0].pid, 0)


@pytest.mark.slow
def test_generated_notebooks_go_through_the_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of nbgrader's steps and ours, in this process, with a judge that runs nothing: each notebook has an outcome."""
    from nbgrader.apps import AutogradeApp

    class RunsNothing:
        def __init__(self, zygote: Any, notebook: Any, assignment: Any, report: Any, *rest: Any) -> None:
            self.arguments = notebook, report, assignment

        def go(self, session: object) -> None:
            give_all(*self.arguments, "fail", "Not run.")

    class NoLine:
        folder = tmp_path / "no folder"

        def hang_up(self) -> None:
            pass

    me, reads = os.getpid(), reading.with_digest

    def elsewhere(path: Path, top: Path | None = None) -> tuple[NotebookNode, str]:
        assert os.getpid() != me, "a student's file is read in nbgrader's own process"
        return reads(path, top)

    monkeypatch.setattr(reading, "with_digest", elsewhere)
    monkeypatch.setattr("autograder.judge.submission.Run", RunsNothing)
    monkeypatch.setattr("autograder.judge.judge.Judge.line", lambda self: NoLine())
    course = tmp_path / "course"
    classroom.known_weather(course)
    chance, source = random.Random(11), solved(COURSE.assignment(NAME))
    students = [f"{number:02}" for number in range(40)]
    for student in students:
        _written(hand_in(course, student) / FILE, mutated(source, chance))
    monkeypatch.chdir(course)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        app = AutogradeApp(config_file=str(course / "nbgrader_config.py"))
        app.initialize([NAME, f"--course-dir={course}", "--JudgeStep.ahead=False"])  # the judge is in this process
        try:
            app.start()  # ends this process by SystemExit(1) if one of them had no outcome
        finally:
            AutogradeApp.clear_instance()
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        found = {s.student.id: s for s in gb.assignment_submissions(NAME)}
        assert sorted(found) == students
        decided = COURSE.assignment(NAME).decided()
        for submission in found.values():
            (notebook,) = submission.notebooks
            scores = {grade.name: grade.auto_score for grade in notebook.grades}
            assert {name: scores[name] for name in decided} == dict.fromkeys(decided, 0)


@pytest.mark.parametrize("inside", [True, False])
def test_what_was_handed_in_is_no_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bool) -> None:
    """A course's own files run with the instructor's rights, and a student can hand in a folder that looks like one."""
    course, theirs = tmp_path / "course", tmp_path / "course" / "submitted" / "eve" / NAME
    for folder in (course, theirs):
        (folder / "source").mkdir(parents=True)
        (folder / "course.toml").touch()
    monkeypatch.chdir(theirs if inside else tmp_path)
    assert course_dir(None, [theirs / FILE]) == course
