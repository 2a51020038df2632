"""A disk that is full or closed, a gradebook or a store that is locked, damaged or somebody else's: a sentence, and nothing lost."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import classroom
import gradebooks
import pytest
from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.converters import NbGraderException
from sqlalchemy.exc import DataError, OperationalError
from test_nbgrader import nbgrader
from test_one_run import small_course
from test_store import KEY, WEATHER, report

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.backends.task import Task
from autograder.front.cli.main import main
from autograder.front.nbgrader import gradebook
from autograder.front.nbgrader.given_up import GivesUp, refuse_a_closed_folder
from autograder.front.nbgrader.gradebook import GradebookError, look_at
from autograder.front.nbgrader.judged_ahead import JudgedAhead
from autograder.store import database
from autograder.store.database import StoreError
from autograder.store.store import FILE, Store

NAME = "01_arrays"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a disk")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook as nbgrader makes it."""
    path = tmp_path_factory.mktemp("whole") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # of alembic
        with Gradebook(f"sqlite:///{path}", "course") as made:
            made.add_assignment("ps1")
            for number in range(200):
                made.add_student(f"student-{number}")
    return path


def _sql(*statements: str) -> Callable[[Path], object]:
    def spoil(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            for statement in statements:
                connection.execute(statement)

    return spoil


def _foreign(path: Path) -> None:
    path.unlink()
    _sql("CREATE TABLE songs (name)")(path)


def _zeros_within(path: Path) -> None:
    found = bytearray(path.read_bytes())
    found[-4096:] = bytes(4096)
    path.write_bytes(found)


@pytest.mark.parametrize(
    ("spoil", "told"),
    {
        "random bytes": (lambda path: path.write_bytes(os.urandom(50_000)), "is damaged (file is not a database): put it aside"),
        "a text": (lambda path: path.write_text("no database\n" * 999), "is damaged (file is not a database): put it aside"),
        "cut off": (lambda path: os.truncate(path, path.stat().st_size // 2), "is damaged (database disk image is malformed)"),
        "zeros within": (_zeros_within, "is damaged (malformed: "),
        "an older nbgrader's": (_sql("ALTER TABLE grade DROP COLUMN extra_credit"), "run `nbgrader db upgrade`"),
        "a table too few": (_sql("DROP TABLE comment"), "run `nbgrader db upgrade`"),
        "of something else": (_foreign, "is a database of something else: see c.CourseDirectory.db_url"),
        "a folder": (lambda path: (path.unlink(), path.mkdir()), "can't be written (unable to open database file)"),
        "nowhere": (lambda path: shutil.rmtree(path.parent), "can't be written: see who may write in its folder"),
    }.values(),
)  # fmt: skip
def test_a_gradebook_that_cant_be_used_is_a_sentence(
    whole: Path, tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    """And it is left as it is."""
    (tmp_path / "course").mkdir()
    path = Path(shutil.copy(whole, tmp_path / "course"))
    look_at(f"sqlite:///{path}", writes=True)
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    for writes in (True, False):
        with pytest.raises(GradebookError) as e:
            look_at(f"sqlite:///{path}", writes)
        assert told in str(e.value) and str(path) in str(e.value)
    assert before == (path.read_bytes() if path.is_file() else None)


def test_a_gradebook_that_isnt_there_yet_is_nbgraders_to_make(tmp_path: Path) -> None:
    look_at(f"sqlite:///{tmp_path / 'gradebook.db'}", writes=True)
    assert not (tmp_path / "gradebook.db").exists()
    (tmp_path / "gradebook.db").touch()
    look_at(f"sqlite:///{tmp_path / 'gradebook.db'}", writes=True)


def test_a_gradebook_that_another_process_holds_is_waited_for(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradebook, "WAIT_SECONDS", 0.1)
    with sqlite3.connect(whole, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookError, match=r"in use by another process for a minute: wait until it has ended"):
            look_at(f"sqlite:///{whole}", writes=True)
        other.execute("ROLLBACK")
        other.execute("BEGIN IMMEDIATE")  # somebody is about to write, which holds up no reader
        look_at(f"sqlite:///{whole}", writes=False)
        other.execute("ROLLBACK")
    look_at(f"sqlite:///{whole}", writes=True)


def test_a_commands_log_has_the_sentence_in_place_of_the_traceback(whole: Path, tmp_path: Path) -> None:
    """Of `generate_assignment` too, of which nothing else is this kit's."""
    import logging
    import traceback

    (path := tmp_path / "gradebook.db").write_text("no database")
    app = Mock()
    app.coursedir.db_url = f"sqlite:///{path}"
    log, kept = logging.Logger("of a test"), []
    log.addFilter(gradebook.Sentences(app))
    log.addHandler(handler := logging.Handler())
    handler.emit = lambda record: kept.append(record.getMessage())  # type: ignore[method-assign]
    try:
        Gradebook(app.coursedir.db_url)
    except Exception:
        log.error(traceback.format_exc())
        log.error("There was an error accessing the nbgrader database. This may occur if you recently upgraded nbgrader.")
    try:
        raise ValueError("of a student's")
    except ValueError:
        log.error(traceback.format_exc())
    told, other = kept
    assert told.startswith(f"The gradebook {path} is damaged (file is not a database)")
    assert other.startswith("Traceback (most recent call last)") and "of a student's" in other


class _Steps:
    """In the place of the classes behind `GivesUp`: each step writes down that it was taken, and may fail."""

    def __init__(self, folder: Path, fails: dict[str, Exception]) -> None:
        self.folder, self.fails = folder, fails
        self.coursedir, self.log = Mock(db_url="sqlite:///gradebook.db", notebook_id="*"), Mock()
        self.complaints: list[str] = []
        self.taken: list[str] = []
        self.seen_to = self.passed_over = 0
        self.mark: Any = None
        self.notebooks: list[str] = []

    def prepare(self) -> None: ...

    def unmark(self) -> None: ...

    def _format_dest(self, assignment_id: str, student_id: str) -> str:
        return str(self.folder / student_id)

    def remove_made(self, dest: Path, is_whole: bool) -> None:
        shutil.rmtree(dest, ignore_errors=True)

    def step(self, name: str) -> None:
        self.taken.append(name)
        if (e := self.fails.get(name)) is not None:
            raise e

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        self.seen_to += 1
        self.student, self.notebooks = student_id, ["p1"]
        self.step(f"begin {student_id}")
        return True

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        (self.folder / student_id).mkdir()
        self.step(f"copy {student_id}")

    def convert_single_notebook(self, notebook: str) -> None:
        (self.folder / self.student / "p1").touch()
        self.step(f"convert {self.student}")

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        self.step(f"end {student_id}")

    def run_post_convert_hook(self) -> None:
        self.step(f"hook {self.student}")


class _Converter(GivesUp, _Steps):
    """nbgrader's loop over a class of three."""

    def convert(self) -> None:
        self.prepare()
        for student in ("ada", "bob", "zoe"):
            if self.init_destination("ps1", student):
                self.init_assignment("ps1", student)
                for notebook in self.notebooks:
                    self.convert_single_notebook(notebook)
                self.set_permissions("ps1", student)
                self.run_post_convert_hook()


def _of_sqlite(text: str) -> OperationalError:
    return OperationalError("", {}, sqlite3.OperationalError(text))


def _invalid(e: Exception) -> Exception:
    """As nbgrader's gradebook raises it in place of another."""
    try:
        try:
            raise e
        except Exception:
            raise InvalidEntry(*e.args)  # noqa: B904
    except InvalidEntry as found:
        made: Exception = found
    return made


WHOLE = ["begin ada", "copy ada", "convert ada", "end ada", "hook ada"]


@pytest.mark.parametrize("step", ["begin", "copy", "convert", "end"])
@pytest.mark.parametrize(
    ("e", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device): make room on its disk"),
        (OSError(errno.EROFS, "Read-only file system", "/mnt/x"), "/mnt/x can't be read or written (Read-only file system)"),
        (_of_sqlite("database or disk is full"), "can't be written (database or disk is full): make room"),
        (_of_sqlite("database is locked"), "in use by another process"),
        (_invalid(_of_sqlite("attempt to write a readonly database")), "can't be written (attempt to write a readonly"),
    ],
)
def test_what_would_fail_for_everybody_ends_the_run(tmp_path: Path, step: str, e: Exception, told: str) -> None:
    """What is finished stays; of the one that failed nothing is left, and the next one isn't begun."""
    run = _Converter(tmp_path, {f"{step} bob": e})
    run.convert()
    assert told in run.ended_by
    assert run.taken[:5] == WHOLE and run.taken[-1] == f"{step} bob"
    assert [path.name for path in tmp_path.iterdir()] == ["ada"]
    assert (run.seen_to, run.passed_over, run.complaints) == (1, 2, [])


@pytest.mark.parametrize(
    ("e", "told"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "/x/bob"), "bob wasn't graded: /x/bob can't be read or written"),
        (
            _invalid(DataError("", {}, Exception("value too long for type character varying(128)"))),
            "bob wasn't graded: The grade",
        ),
    ],
)
def test_what_fails_for_one_student_holds_up_nobody(tmp_path: Path, e: Exception, told: str) -> None:
    run = _Converter(tmp_path, {"convert bob": e})
    run.convert()
    assert run.ended_by == "" and run.complaints[0].startswith(told)
    assert "end bob" not in run.taken and "end zoe" in run.taken
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ada", "zoe"]


def test_what_isnt_the_machines_doing_is_nbgraders_to_tell(tmp_path: Path) -> None:
    for e in (ValueError("of a step"), BrokenPipeError(errno.EPIPE, "Broken pipe")):
        with pytest.raises(type(e)):
            _Converter(tmp_path, {"begin ada": e}).convert()


def test_what_couldnt_be_removed_stays_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = _Converter(tmp_path, {"convert bob": OSError(errno.EIO, "Input/output error")})
    run.prepare()
    monkeypatch.setattr(run, "remove_made", lambda dest, is_whole: None)
    assert run.init_destination("ps1", "bob")
    run.mark = Mock()
    run.init_assignment("ps1", "bob")
    run.convert_single_notebook("p1")
    assert run.mark is None, "then nobody takes the mark away"


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of that size in `folder`."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@AS_ROOT
@pytest.mark.slow
def test_a_full_disk_ends_the_run_and_it_goes_on_when_there_is_room(tmp_path: Path) -> None:
    """Ada is graded; the disk is full when Zoe's turn comes."""
    with small_disk(tmp_path / "disk", 4000) as disk:
        fill = disk / "fill"
        hook = (
            "import os\ndef hook(**about):\n"
            f"    try:\n        open({str(fill)!r}, 'wb', buffering=0).write(bytes(9_000_000))\n        "
            f"open({str(fill)!r}, 'ab', buffering=0).write(bytes(4096))\n    except OSError:\n        pass\n"
            f"if not os.path.exists({str(fill)!r} + '.once'):\n    c.Autograde.post_convert_hook = hook\n"
        )
        course = small_course(disk / "course", hook)
        before = gradebooks.rows(gradebooks.of_file(course))["student"]
        done = nbgrader(course, "autograde", "ps1")
        assert done.returncode == 1, done.stderr
        assert "make room on its disk, and run the same command again. 1 of 2 submissions are done." in done.stderr
        assert "Traceback" not in done.stderr
        assert (course / "autograded" / "ada" / "ps1" / "p1.ipynb").exists()
        assert not list((course / "autograded").glob("zoe/*"))
        assert before <= gradebooks.rows(gradebooks.of_file(course))["student"]
        fill.unlink()
        fill.with_name("fill.once").touch()
        assert nbgrader(course, "autograde", "ps1").returncode == 0
        with Gradebook(gradebooks.of_file(course)) as found:
            assert [found.find_submission("ps1", student).score for student in ("ada", "zoe")] == [1, 1]
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for command in (["autograde", "ps1", "--force"], ["generate_feedback", "ps1"]):
            done = nbgrader(course, *command)
            assert done.returncode == 1 and "Nothing was" in done.stderr and "Traceback" not in done.stderr, done.stderr
        assert (course / "autograded" / "zoe" / "ps1" / "p1.ipynb").exists()


@AS_ROOT
def test_a_closed_folder_of_results_is_told_before_anything_is_removed(tmp_path: Path) -> None:
    converter = Mock(_output_directory="autograded")
    with small_disk(tmp_path / "disk", 100) as disk:
        converter.coursedir.format_path = lambda step, student, assignment: str(disk / "course" / step / student / assignment)
        (disk / "course").mkdir()
        refuse_a_closed_folder(converter)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(NbGraderException, match=r"course can't be written: see whose it is, and how its disk is mounted"):
            refuse_a_closed_folder(converter)


def _newer(path: Path) -> None:
    Store(path).must_be_usable()
    _sql("PRAGMA user_version = 99")(path)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.write_bytes(os.urandom(50_000)), "is damaged"),
        (lambda path: path.write_text("no database\n" * 999), "is damaged"),
        (_sql("CREATE TABLE grade (id)"), "is a database of something else"),
        (_newer, "was written by a newer autograder"),
    ],
)
def test_a_store_that_cant_be_used_is_a_sentence_of_each_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], object], told: str
) -> None:
    root = shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE))
    classroom.hand_in(root, "ada", NAME, solved(Course.at(root).assignment(NAME)))
    spoil(root / FILE)
    before = (root / FILE).read_bytes()
    for command in (["grade", str(root / "submitted")], ["regrade"], ["show", "ada"], ["replay", "ada", "standardise"]):
        assert main([*command, "--course-dir", str(root)]) == 2
        said = capsys.readouterr().err
        assert told in said and said.count("\n") == 1, said
    assert (root / FILE).read_bytes() == before


def test_a_locked_store_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE))
    Store(root / FILE).put(KEY, report())
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    with sqlite3.connect(root / FILE, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        for command in (["regrade"], ["show", "ada"]):
            assert main([*command, "--course-dir", str(root)]) == 2
            assert "in use by another process" in capsys.readouterr().err
        other.execute("ROLLBACK")
    assert main(["show", "ada", "--course-dir", str(root)]) == 0


def test_a_store_whose_lock_cant_be_made_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE))
    classroom.hand_in(root, "ada", NAME, solved(Course.at(root).assignment(NAME)))

    def refused(self: Path, *more: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "touch", refused)
    assert main(["grade", str(root / "submitted"), "--course-dir", str(root)]) == 2
    said = capsys.readouterr().err
    assert "results.db.lock can't be made (Permission denied): see who may write in its folder" in said and "--no-store" in said


@AS_ROOT
def test_a_store_that_may_only_be_read_is_told_before_anything_is_graded(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 500) as disk:
        store = Store(disk / FILE)
        store.put(KEY, report())
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(StoreError, match="can't be written: see who may write there"):
            store.must_be_usable()
        assert len(list(store.latest())) == 1


def test_a_store_that_fails_in_a_run_of_nbgraders_is_asked_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked one is waited for, a minute each time: with a class of thirty that would be half an hour."""
    root = shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE))
    asked = []

    def locked(*arguments: object) -> None:
        asked.append(arguments)
        raise StoreError("in use by another process")

    monkeypatch.setattr(Store, "put", locked)
    log = Mock()
    ahead = JudgedAhead(Mock(root=str(root), source_directory="source"), {}, False, None, "cpu", True, False, log)
    ahead._keys = dict.fromkeys(("a", "b"), KEY)
    ahead._tasks = dict.fromkeys(("a", "b"), Task(Path(root, "01.ipynb"), "ada", "01"))
    for path in ("a", "b"):
        ahead.keep(path, report())
    assert len(asked) == 1
    assert log.warning.call_count == 1
