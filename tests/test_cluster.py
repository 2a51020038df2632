"""A class graded on a cluster of dask's: what comes out is what comes out here, and whatever is lost there loses nothing."""

import contextlib
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import classroom
import dask_cluster
import pytest
from dask_cluster import Processes, children, has_gone, kill, until
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import Course
from autograder.authoring.submissions import code_of, released, solved, with_code
from autograder.backends.cluster import asking, connection, sides, tree
from autograder.backends.cluster.asking import MOST_LOST, OnCluster
from autograder.backends.cluster.connection import Came, Cluster, Worker
from autograder.backends.cluster.errors import ClusterError, Unusable
from autograder.backends.cluster.tree import Damaged
from autograder.backends.local import Class, How
from autograder.backends.task import Task
from autograder.front.cli import finding
from autograder.front.cli.main import main
from autograder.handed_in import Lying
from autograder.notebooks.reading import MAX_NOTEBOOK
from autograder.results.report import CellResult, CheckResult, Report
from autograder.store.store import FILE, Store

WEATHER = Path(__file__).parent / "weather_course"
NAME = "01_arrays"
SEED = 11
WRONG = "def standardise(x):\n    return x - x.mean(0)"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    left = shutil.ignore_patterns("__pycache__", FILE, "gradebook.db")
    return Course.at(shutil.copytree(WEATHER, tmp_path / "course", ignore=left))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """A scheduler with two workers, of which one has a GPU, as it says."""
    with dask_cluster.processes(tmp_path_factory.mktemp("dask")) as found:
        found.scheduler()
        found.worker("plain")
        found.worker("gpu", "--nthreads", "2", "--resources", "GPU=1")
        with Cluster(found.address) as cluster:
            until(lambda: len(cluster.workers) == 2)
        yield found


@pytest.fixture
def cluster(running: Processes) -> Iterator[Cluster]:
    with Cluster(running.address) as found:
        until(lambda: len(found.workers) == 2)
        yield found


def hand_in(course: Course, student: str, notebook: NotebookNode | None = None) -> Path:
    return classroom.hand_in(course.root, student, NAME, notebook or solved(course.assignment(NAME)))


def tasks_of(course: Course) -> list[Task]:
    return finding.find([course.root / "submitted"], course, None).tasks


def kept(cluster: Cluster) -> Callable[[], Any]:
    """How to connect where one is connected already, which isn't closed."""
    return lambda: contextlib.nullcontext(cluster)


def on(
    cluster: Cluster, course: Course, tasks: list[Task], how: How | None = None, stop: Callable[[], bool] = lambda: False
) -> tuple[list[Report], list[str]]:
    """The reports, in the order of the tasks, and what was said."""
    said: list[str] = []
    how = how or How(99, "cpu", SEED)
    found = {one.number: one.report for one in OnCluster(course, tasks, how, stop, kept(cluster), said.append).graded()}
    return [found[number] for number in sorted(found)], said


def as_students_hand_in(course: Course) -> None:
    """Notebooks and folders of many kinds, of which some are no notebooks and some are traps."""
    right = solved(course.assignment(NAME))
    hand_in(course, "right")
    hand_in(course, "wrong", with_code(solved(course.assignment(NAME)), "standardise", WRONG))
    hand_in(course, "untouched", released(course, course.assignment(NAME)))
    helped = solved(course.assignment(NAME))
    helped.cells.insert(0, new_code_cell("import helper, below.more\nassert helper.x + below.more.x == 3"))
    folder = hand_in(course, "beside", helped).parent
    (folder / "below").mkdir()
    (folder / "helper.py").write_text("x = 1\n")
    (folder / "below" / "more.py").write_text("x = 2\n")
    (folder / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC\n")
    (folder / "notes.txt").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    with (folder / "large.bin").open("wb") as file:
        file.truncate(100 << 20)
    (folder / "é\udcff.txt").write_text("odd")
    hand_in(course, "empty").write_text("")
    hand_in(course, "fifo").unlink()
    os.mkfifo(course.root / "submitted" / "fifo" / NAME / f"{NAME}.ipynb")
    link = hand_in(course, "link")
    link.unlink()
    link.symlink_to(course.source / NAME / f"{NAME}.ipynb")
    with hand_in(course, "large").open("r+b") as file:
        file.truncate(MAX_NOTEBOOK + 1)
    hand_in(course, "twice").with_name("Copy of mine.ipynb").write_text(json.dumps(right))
    (course.root / "submitted" / "linked").mkdir()
    (course.root / "submitted" / "linked" / NAME).symlink_to(course.root / "submitted" / "right" / NAME)


def test_what_comes_out_is_what_comes_out_here(cluster: Cluster, course: Course) -> None:
    as_students_hand_in(course)
    tasks = tasks_of(course)
    here = {one.number: one.report for one in Class(course, tasks, How(2, "cpu", SEED)).graded()}
    there, said = on(cluster, course, tasks)
    assert said == []
    for number, report in enumerate(there):
        # What it took differs from run to run.
        assert report.as_dict() | {"took": {}} == here[number].as_dict() | {"took": {}}, report.student
    statuses = Counter(report.status for report in there)
    assert statuses["pass"] == 3 and statuses["fail"] == 7, "right, beside and twice"
    beside = next(report for report in there if report.student == "beside")
    assert len([note for note in beside.notes if "left out" in note]) == 4


def test_a_path_that_no_disk_takes_stops_no_run(cluster: Cluster, course: Course) -> None:
    """Neither a worker nor the others are blamed for it, and a note says what was left out: there as here."""
    folder = hand_in(course, "deep").parent
    fd = os.open(folder, os.O_RDONLY)
    for _ in range(18):  # as far down as is looked, and longer than a path can be
        os.mkdir("d" * 250, dir_fd=fd)
        lower = os.open("d" * 250, os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = lower
    os.close(os.open("deep.txt", os.O_CREAT, dir_fd=fd))
    os.close(fd)
    hand_in(course, "other")
    here = [one.report for one in Class(course, tasks_of(course), How(1, "cpu", SEED)).graded()]
    there, said = on(cluster, course, tasks_of(course))
    assert said == []
    assert [report.score for report in there] == [report.score for report in here] == [8, 8]
    for deep, other in here, there:
        assert deep.notes and all(note.startswith("The file ddd") or "more files" in note for note in deep.notes)
        assert other.notes == []


def test_who_stops_it_keeps_what_is_finished(cluster: Cluster, course: Course, running: Processes) -> None:
    """And what is being graded there is given up: the worker is free for the next at once."""
    hand_in(course, "ada")
    slow = solved(course.assignment(NAME))
    slow.cells[:0] = [new_code_cell("while True: pass") for _ in range(5)]
    hand_in(course, "slow", slow)
    store, stopped = Store(course.root / FILE), list[str]()
    how = How(2, "cpu", SEED, store=store)
    with pytest.raises(KeyboardInterrupt):
        for one in OnCluster(course, tasks_of(course), how, lambda: bool(stopped), lambda: cluster, print).graded():
            stopped.append(one.report.student)
    assert stopped == ["ada"] == [one.report.student for one in store.latest()]
    graders = [grader for one in running.running for grader in children(one.pid)]
    until(lambda: all(len(children(grader)) <= 1 for grader in graders), 20)  # the zygote, and no judge any more
    assert graders


def test_an_answer_is_never_unpickled(cluster: Cluster, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that gives an object in the place of bytes is none that can grade."""
    hand_in(course, "ada")
    monkeypatch.setattr(connection, "_CALL", "slice(1)")
    said: list[str] = []
    graded = OnCluster(course, tasks_of(course), How(1, "cpu", SEED), lambda: False, kept(cluster), said.append)
    with pytest.raises(ClusterError, match="none of the cluster's 2 workers can grade"):
        list(graded.graded())
    assert len(said) == 2 and all("Could not serialize object of type slice" in one for one in said)


def test_student_code_there_reaches_no_scheduler(cluster: Cluster, course: Course, running: Processes) -> None:
    """As anywhere else it runs in the sandbox. Without one it would get there, so the attack is one."""
    notebook = solved(course.assignment(NAME))
    attack = f"""
import socket
reached = []
for host in "127.0.0.1", {socket.gethostname()!r}, "localhost":
    try:
        reached.append(socket.create_connection((host, {running.port}), 2))
    except Exception:
        pass
if reached:
    standardise = None
"""
    code = code_of(notebook, "standardise")
    hand_in(course, "mallory", with_code(notebook, "standardise", code + attack))
    (report,), _ = on(cluster, course, tasks_of(course))
    assert (report.score, report.sandbox) == (8, True)
    (unprotected,), _ = on(cluster, course, tasks_of(course), How(1, "cpu", SEED, sandbox=False))
    assert unprotected.score < 8


def test_a_worker_without_the_autograder_is_refused(cluster: Cluster, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lives on, and no submission is blamed for it."""
    hand_in(course, "ada")
    monkeypatch.setattr(connection, "_CALL", connection._CALL.replace("autograder.", "no_such_autograder."))
    said: list[str] = []
    graded = OnCluster(course, tasks_of(course), How(1, "cpu", SEED), lambda: False, kept(cluster), said.append)
    with pytest.raises(ClusterError, match="none of the cluster's 2 workers can grade"):
        list(graded.graded())
    assert len(said) == 2 and all("it has another autograder, or none" in one for one in said)


def test_a_worker_of_another_version_is_refused(cluster: Cluster, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its results wouldn't be those of here. The sentence names what differs, on both sides."""
    hand_in(course, "ada")
    here = sides.versions(course)
    monkeypatch.setattr(sides, "versions", lambda course: here | {"numpy": "0.1", "autograder": "0.0.9+abc"})
    said: list[str] = []
    graded = OnCluster(course, tasks_of(course), How(1, "cpu", SEED), lambda: False, kept(cluster), said.append)
    with pytest.raises(ClusterError, match="none of the cluster's 2 workers can grade"):
        list(graded.graded())
    told = f"it has autograder {here['autograder']} instead of 0.0.9+abc, numpy {here['numpy']} instead of 0.1: install the same there."
    assert len(said) == 2 and all(told in one for one in said)


def test_only_workers_that_declare_a_gpu_are_asked_for_one(running: Processes, course: Course) -> None:
    """One submission for each GPU at a time; that this machine has none is then an error, and costs no point."""
    hand_in(course, "ada")
    with Cluster(running.address, with_gpu=True) as cluster:
        until(lambda: cluster.workers)
        assert [one.places for one in cluster.workers] == [1], "it has two threads, and one GPU"
        sent: list[Any] = []
        client: Any = cluster._client
        submit = client.submit

        def noted(*what: Any, **how: Any) -> Any:
            sent.append(how["resources"])
            return submit(*what, **how)

        client.submit = noted
        (report,), _ = on(cluster, course, tasks_of(course), How(9, "cuda", SEED))
    assert sent and all(one == {"GPU": 1} for one in sent)
    assert report.status == "error" and report.device == "cuda"
    assert "a GPU was asked for" in report.notes[0]


@pytest.mark.parametrize(
    ("address", "error", "told"),
    [
        ("nonsense", Unusable, "looks like tcp://host:8786"),
        ("tcp://127.0.0.1", Unusable, "looks like tcp://host:8786"),
        ("http://127.0.0.1:80", Unusable, "looks like tcp://host:8786"),
        ("slurm:none", Unusable, "say how many jobs"),
        ("tls://127.0.0.1:1", Unusable, "no certificates"),
        ("tcp://127.0.0.1:1", ClusterError, r"no scheduler answers at tcp://127.0.0.1:1 \(Connection refused\)"),
    ],
)
def test_an_address_that_is_none_is_a_sentence(address: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        Cluster(address)


def test_who_answers_there_and_is_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_CONNECT_SECONDS", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as mute, pytest.raises(ClusterError, match="no scheduler answers"):
        Cluster(f"tcp://127.0.0.1:{mute.getsockname()[1]}")


def test_the_command_says_it_in_a_line(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(course, "ada")
    named = ["grade", str(course.root / "submitted"), "--course-dir", str(course.root), "--cluster"]
    assert main([*named, "tcp://127.0.0.1:1"]) == 1
    told = capsys.readouterr().err
    assert "no scheduler answers" in told and "0 of 1 are graded; the same command goes on" in told
    assert main([*named, "nonsense"]) == 2
    assert main([*named, "tcp://127.0.0.1:1", "--no-sandbox"]) == 2


class _Workers:
    """In the place of a cluster: workers that grade after a while, but for those that are lost with what they have in hand."""

    with_gpu, is_queued, trouble, address = False, False, "", "tcp://nowhere:1"

    def __init__(self, count: int, deadly: str = "") -> None:
        self.workers = [Worker(f"tcp://w{number}", 2) for number in range(count)]
        self.next, self.deadly = count, deadly
        self.sent: list[tuple[str, str]] = []
        self.alone: list[bool] = []
        self.rounds = 0
        self.ready: list[Came] = []
        self.flying: dict[str, tuple[str, str]] = {}
        self.most: Counter[str] = Counter()

    def send(self, worker: Worker, digest: str, course: bytes | None, frame: bytes) -> str:
        head = tree.head_of(frame)
        student, key = head["task"]["student"], str(len(self.sent))
        self.sent.append((worker.address, student))
        self.flying[key] = (worker.address, student)
        neighbours = [other for address, other in self.flying.values() if address == worker.address]
        self.most[worker.address] = max(self.most[worker.address], len(neighbours))
        cells = [CellResult("test_x", "x", 1.0, [CheckResult("test_x", "pass")])]
        report = Report(student, head["task"]["assignment"], "x.ipynb", head["seed"], "cpu", True, cells)
        if student == self.deadly:
            self.workers = [*(one for one in self.workers if one != worker), Worker(f"tcp://w{self.next}", 2)]
            self.next += 1
            self.alone.append(len(neighbours) == 1)
        else:
            self.ready.append(Came(key, json.dumps({"report": report.as_dict()}).encode()))
        return key

    def come(self) -> list[Came]:
        there = {one.address for one in self.workers}
        self.rounds += 1
        ready = self.ready if self.rounds % 3 == 0 else []
        found = [one for one in ready if one.key in self.flying and self.flying[one.key][0] in there]
        self.ready = [one for one in self.ready if one not in ready]
        for one in found:
            del self.flying[one.key]
        return found

    def give_up(self, key: str) -> None:
        self.flying.pop(key, None)

    def ask_again(self) -> None:
        pass

    def __enter__(self) -> "_Workers":
        return self

    def __exit__(self, *why: object) -> None:
        pass


STUDENTS = "abcdefghijkl"


def test_what_its_workers_are_lost_with_is_given_up_alone(course: Course) -> None:
    """It goes to another worker, where nothing else is in hand; after three it is an error of ours. The others lose nothing, and
    never more is in flight than there are workers.
    """
    for student in STUDENTS:
        hand_in(course, student)
    there: Any = _Workers(3, deadly="d")
    store = Store(course.root / FILE)
    reports, said = on(there, course, tasks_of(course), How(99, "cpu", SEED, store=store))
    assert [report.student for report in reports if report.status == "error"] == ["d"]
    (reason,) = {check.reason for _, check in reports[3].errors()}
    assert reason.startswith("the worker tcp://w") and reason.endswith("was lost, as were 2 before")
    assert Counter(student for _, student in there.sent)["d"] == MOST_LOST == len(said)
    assert there.alone[1:] == [True, True]
    assert max(there.most.values()) <= 2
    assert len(list(store.latest())) == len(STUDENTS)
    there = _Workers(2)
    reports, said = on(there, course, tasks_of(course), How(1, "cpu", SEED, store=store))
    assert [student for _, student in there.sent] == ["d"], "what was finished isn't graded again"


def test_what_may_cost_a_worker_has_it_alone(course: Course) -> None:
    """Beside a submission that a worker was lost with nothing new is given out, whatever room there is."""
    there: Any = _Workers(1)
    graded = OnCluster(course, [], How(9, "cpu"), lambda: False, kept(there), print)
    graded._cluster = there
    graded._at[there.workers[0].address] = at = asking._At({"key": asking._Wanted(0, SEED)}, has_course=True)
    assert graded._with_room(alone=False) == there.workers[0]
    assert graded._with_room(alone=True) is None
    at.flying["key"].lost = 1
    assert graded._with_room(alone=False) is None


def test_nobody_is_waited_for_in_vain(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(course, "ada")
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.0)
    nobody: Any = _Workers(0)
    said: list[str] = []
    with pytest.raises(ClusterError, match=r"no worker came to tcp://nowhere:1 .* start some"):
        list(OnCluster(course, tasks_of(course), How(1, "cpu"), lambda: False, lambda: nobody, said.append).graded())
    assert said == ["no worker is there: waiting for one."]
    nobody.trouble = "the scheduler at tcp://nowhere:1 is lost"
    with pytest.raises(ClusterError, match="is lost"):
        list(OnCluster(course, tasks_of(course), How(1, "cpu"), lambda: False, lambda: nobody, said.append).graded())


FILES = [
    Lying(("a",), stat.S_IFDIR),
    Lying(("a", "é\udcff \n"), stat.S_IFREG, 3, b"abc"),
    Lying(("a", "none"), stat.S_IFREG, 0),
    Lying(("a", "large"), stat.S_IFREG, 1 << 33),
    Lying(("link",), stat.S_IFLNK, 7),
    Lying(("pipe",), stat.S_IFIFO),
    Lying(("socket",), stat.S_IFSOCK),
]


def test_a_frame_comes_out_as_it_went_in(tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    assert tree.unpacked(tree.packed({"x": "½"}, FILES), tmp_path / "to") == ({"x": "½"}, {})
    for one in FILES:
        found = tmp_path.joinpath("to", *one.parts).lstat()
        assert stat.S_IFMT(found.st_mode) == one.kind
        assert not stat.S_ISREG(found.st_mode) or found.st_size == one.size
    assert tmp_path.joinpath("to", *FILES[1].parts).read_bytes() == b"abc"


@pytest.mark.parametrize(
    "files",
    [
        [["..", "x"]],
        [["a/b"]],
        [["/etc/x"]],
        [[""]],
        [["nul\0"]],
    ],
)
def test_a_frame_leads_nowhere_else(files: list[list[str]], tmp_path: Path) -> None:
    frame = tree.packed({}, [Lying(tuple(parts), stat.S_IFREG, 1, b"x") for parts in files])
    (tmp_path / "to").mkdir()
    with pytest.raises(Damaged):
        tree.unpacked(frame, tmp_path / "to")
    assert list(tmp_path.rglob("*")) == [tmp_path / "to"]


@pytest.mark.parametrize("frame", [b"", b"x", b"\0" * 8, (5).to_bytes(8) + b"[1,2]", (2**40).to_bytes(8) + b"{}", b"\xff" * 99])
def test_a_damaged_frame_is_said_to_be_one(frame: bytes, tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        tree.unpacked(frame, tmp_path)


def test_a_frame_that_was_cut_off(tmp_path: Path) -> None:
    frame = tree.packed({}, FILES[:2])
    with pytest.raises(Damaged, match="in the middle"):
        tree.unpacked(frame[:-1], tmp_path)


def test_two_things_at_one_place(tmp_path: Path) -> None:
    """A file isn't written through a link that came before it, nor over another file."""
    for first in Lying(("x",), stat.S_IFLNK), Lying(("x",), stat.S_IFREG, 1, b"y"):
        folder = tmp_path / str(first.kind)
        folder.mkdir()
        with pytest.raises(Damaged, match="two things"):
            tree.unpacked(tree.packed({}, [first, Lying(("x",), stat.S_IFREG, 3, b"abc")]), folder)


def test_a_task_leads_to_no_other_folder(course: Course, tmp_path: Path) -> None:
    hand_in(course, "ada")
    (task,) = tasks_of(course)
    head = tree.head_of(sides.sent(task, SEED, False, False))
    for path in "/etc/passwd", "../x.ipynb":
        (tmp_path / path[-3:]).mkdir()
        with pytest.raises(Damaged, match="elsewhere"):
            sides.came(tree.packed({**head, "task": head["task"] | {"path": path}}), tmp_path / path[-3:])


def test_the_courses_side_is_whole_and_nothing_else(course: Course, tmp_path: Path) -> None:
    """The same files give the same digest; what students handed in, results and left-overs don't travel."""
    hand_in(course, "ada")
    (course.source / NAME / "__pycache__").mkdir()
    (course.source / NAME / "__pycache__" / "x.pyc").write_text("x")
    side = sides.CourseSide.of(course, "cpu", True)
    there, device, sandbox = sides.course_at(side.frame, tmp_path / "there")
    assert (device, sandbox, there.names()) == ("cpu", True, course.names())
    assert there.settings.checks is not None and there.settings.checks.is_relative_to(tmp_path / "there")
    files = {str(path.relative_to(there.root)) for path in there.root.rglob("*") if path.is_file()}
    assert f"source/{NAME}/{NAME}.ipynb" in files and "checks/standardise.py" in files and "course.toml" in files
    assert not [name for name in files if name.partition("/")[0] not in ("source", "checks", "course.toml")]
    assert not [name for name in files if "__pycache__" in name]
    assert sides.CourseSide.of(course, "cpu", True).digest == side.digest
    assert sides.CourseSide.of(course, "cuda", True).digest != side.digest
    (course.source / NAME / "more.csv").write_text("1")
    assert sides.CourseSide.of(course, "cpu", True).digest != side.digest


def test_a_course_behind_links_travels_too(tmp_path: Path) -> None:
    """Its `source` and `checks` lie elsewhere, and each is found where course.toml says."""
    for name in "source", "checks", "variants":
        (tmp_path / "course").mkdir(exist_ok=True)
        (tmp_path / "course" / name).symlink_to(WEATHER / name)
    shutil.copy(WEATHER / "course.toml", tmp_path / "course")
    side = sides.CourseSide.of(Course.at(tmp_path / "course"), "cpu", True)
    there, _, _ = sides.course_at(side.frame, tmp_path / "there")
    assert there.names() == ["01_arrays", "02_tables"]
    assert (there.root / "checks" / "standardise.py").is_file()
    assert not (there.root / "source").is_symlink()


def test_the_command_starts_without_dask() -> None:
    """Who grades here needn't have it."""
    code = "import sys, autograder.backends.cluster.asking\nassert not {'dask', 'distributed'} & set(sys.modules)"
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, cwd=WEATHER.parents[1])


@pytest.mark.slow
def test_two_workers_and_the_scheduler_are_lost_and_nothing_else(course: Course, tmp_path: Path) -> None:
    """Two of three workers are killed in the middle, then the scheduler; the same command goes on. What comes out in the end is what
    comes out here, and no process or folder is left there.
    """
    for number in range(24):
        code = solved(course.assignment(NAME))
        hand_in(course, f"s{number:02}", with_code(code, "standardise", WRONG) if number % 2 else code)
    command = [sys.executable, "-W", "ignore", "-m", "autograder", "grade", "submitted", "--seed", str(SEED), "--cluster"]
    with dask_cluster.processes(tmp_path / "dask") as found:
        scheduler = found.scheduler()
        workers = [found.worker(f"w{number}") for number in range(3)]
        with Cluster(found.address) as cluster:
            until(lambda: len(cluster.workers) == 3)
        run = subprocess.Popen(
            [*command, found.address, "--json", "first.json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=course.root,
        )
        assert run.stdout is not None and run.stderr is not None
        lines, errors = [], list[str]()
        reader = threading.Thread(target=errors.extend, args=(run.stderr,))
        reader.start()
        loses = "is lost; the notebook that it had in hand goes to another"
        for line in run.stdout:
            lines.append(line)
            if len(lines) in (3, 6):
                lost = workers.pop()
                graders = children(lost.pid)
                assert graders
                kill(lost)
                until(lambda graders=graders: all(map(has_gone, graders)))  # type: ignore[misc]
            if len(lines) == 9:
                until(lambda: "".join(errors).count(loses) == 2)
                kill(scheduler)
        reader.join()
        told = "".join(errors)
        assert run.wait() == 1, told
        run.stdout.close()
        run.stderr.close()
        assert f"the scheduler at {found.address} is lost. {len(lines)} of 24 are graded; their reports are in first.json" in told
        assert "the same command goes on with the others" in told and "Traceback" not in told
        assert 9 <= len(lines) < 24
        assert len(json.loads((course.root / "first.json").read_text())) == len(lines)
        found.scheduler()
        found.worker("again")
        done = subprocess.run(
            [*command, found.address, "--json", "all.json"], capture_output=True, text=True, check=False, cwd=course.root
        )
        assert done.returncode == 0, done.stderr
        assert f"{len(lines)} of 24 were graded before" in done.stdout
    here = subprocess.run(
        [*command[:-1], "--no-store", "--json", "here.json"], capture_output=True, text=True, check=False, cwd=course.root
    )
    assert here.returncode == 0, here.stderr
    assert json.loads((course.root / "all.json").read_text()) == json.loads((course.root / "here.json").read_text())
