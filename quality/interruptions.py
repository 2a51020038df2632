"""Ctrl-C, SIGTERM and SIGKILL at any moment, and what is left of the run then: `make interruptions`, or

    python quality/interruptions.py [--tries N] [--seed S] [--only TOOL] [--way WAY] [--at-once N] [--one TOOL WAY SECONDS]

A small class is graded again and again, by `autograder grade` and by `nbgrader autograde`, and stopped at a moment of its life,
from its process' first instruction to its last. Then what is finished must be kept and said, without a traceback, nobody may
be blamed, no process, folder or lock may be left, and the next run must go on. A moment in which not a line of this kit had
run yet is Python's or nbgrader's own: their traceback is let pass, and counted.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import classroom
from nbformat import NotebookNode
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder import Course
from autograder.authoring.submissions import assignment_of, released, solved, with_code
from autograder.authoring.variants import variants
from autograder.store.database import damage
from autograder.store.store import FILE, Store

COURSE = Course.at(classroom.TESTS / "weather_course")
ASSIGNMENT = "01_arrays"
CLASS_SIZE = 12
GRADING_SEED = "7"
AUTOGRADER, NBGRADER = (os.path.join(sysconfig.get_path("scripts"), name) for name in ("autograder", "nbgrader"))
SECONDS_TO_END = 60
"""How long a run that was stopped may take to end: it waits for no submission, but the machine may be busy."""
SECONDS_TO_VANISH = 10
"""How long its other processes may take after it: the kernel ends them, or a link that was closed."""
_UGLY = ("Traceback", "KeyboardInterrupt", "Exception ignored", "Fatal Python error")


def _twice(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)


WAYS: dict[str, tuple[int, Callable[["subprocess.Popen[bytes]"], None]]] = {
    "SIGINT": (signal.SIGINT, lambda process: os.kill(process.pid, signal.SIGINT)),
    "SIGINT-to-group": (signal.SIGINT, lambda process: os.killpg(process.pid, signal.SIGINT)),
    "SIGINT-twice": (signal.SIGINT, _twice),
    "SIGTERM": (signal.SIGTERM, lambda process: os.kill(process.pid, signal.SIGTERM)),
    "SIGKILL": (signal.SIGKILL, lambda process: os.kill(process.pid, signal.SIGKILL)),
}
"""How a run is stopped: the signal by which its exit status is known, and who gets it. A terminal's Ctrl-C reaches the group."""


def students(size: int = CLASS_SIZE) -> dict[str, NotebookNode]:
    """A class: the solution, what was handed out, and wrong ones."""
    assignment = COURSE.assignment(ASSIGNMENT)
    found = {"solution": solved(assignment), "untouched": released(COURSE, assignment)}
    for variant in variants(COURSE, "wrong"):
        if len(found) < size and assignment_of(COURSE, variant.exercise) == assignment:
            notebook = with_code(solved(assignment), variant.exercise, variant.code)
            found[f"{variant.exercise}-{variant.name}".replace("_", "-")] = notebook
    return found


@dataclass
class Run:
    """One run of a command, started in the folder `where`. Its outputs go to `folder`, in which it has a folder for temporary
    files of its own, by which its processes are known.
    """

    folder: Path
    where: Path
    status: int = 0
    out: str = ""
    err: str = ""
    seconds: float = 0.0
    left: list[str] = field(default_factory=list)

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def config_read(self) -> Path:
        """Is there as soon as nbgrader has begun to read the course's nbgrader_config.py."""
        return self.folder / "config-read"

    def go(self, command: list[str], stop: Callable[["subprocess.Popen[bytes]", Path], None] | None = None) -> "Run":
        """Run `command`; `stop` stops it, and is told where its output goes."""
        self.temporary.mkdir(exist_ok=True)
        environment = os.environ | {
            "TMPDIR": str(self.temporary),
            "OMP_NUM_THREADS": "1",
            "PYTHONWARNINGS": "ignore",
            "CONFIG_READ": str(self.config_read),
        }
        begun = time.monotonic()
        with open(self.folder / "out", "w+b") as out, open(self.folder / "err", "w+b") as err:
            process = subprocess.Popen(
                command, cwd=self.where, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err, process_group=0
            )
            try:
                if stop is not None:
                    stop(process, self.folder)
                    process.wait(SECONDS_TO_END)
                self.status = process.wait(10 * SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                self.status = process.wait()
                self.left.append(f"the command itself, after {SECONDS_TO_END} s")
        self.seconds = time.monotonic() - begun
        self.out, self.err = ((self.folder / name).read_text(errors="replace") for name in ("out", "err"))
        self.left += [f"process {found}" for found in self._processes()]
        return self

    def _processes(self) -> list[str]:
        """Those that are still there after a while: the main process' children have the folder in their environment, and the
        zygote's, whose environment is a clean one, too."""
        mark, late = os.fsencode(self.temporary) + b"/", time.monotonic() + SECONDS_TO_VANISH
        marks = (mark, mark[:-1] + b"\0")
        while (found := list(_with_environment(marks))) and time.monotonic() < late:
            time.sleep(0.05)
        return found

    def files_left(self) -> list[str]:
        """What lies in its folder for temporary files."""
        return [f"{path.relative_to(self.folder)}" for path in sorted(self.temporary.rglob("*"))]


def _with_environment(marks: tuple[bytes, ...]) -> Iterator[str]:
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                environment = (process / "environ").read_bytes() + b"\0"
                if any(mark in environment for mark in marks):
                    command = (process / "cmdline").read_text(errors="replace").replace("\0", " ")
                    yield f"{process.name} ({command[:80]})"
            except OSError:
                continue  # it has ended, or is another user's


class Tool:
    """A command that grades the class, and how to see what it has done. Its files are made in `folder`.

    `seconds` is what it takes when it isn't stopped, and so many run `at_once`.
    """

    name: str
    seconds: float

    def __init__(self, folder: Path, size: int, at_once: int) -> None:
        # Else a run would inherit that they are ignored, as they are for a background job of a script.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.folder = folder / self.name
        self.class_ = students(size)
        self.prepare()
        with ThreadPoolExecutor(at_once) as executor:
            runs = list(executor.map(lambda i: self.fresh(f"whole-{i}").go(self.command()), range(at_once)))
        self.seconds, run = sum(run.seconds for run in runs) / at_once, runs[0]
        assert run.status == 0, run.err
        self.expected = self.outcomes(run)
        assert len(self.expected) == size, run.err + run.out

    def prepare(self) -> None:
        """Make what all runs begin with."""
        raise NotImplementedError

    def fresh(self, name: str) -> Run:
        """A run that is about to begin, with all that it needs."""
        raise NotImplementedError

    def command(self) -> list[str]:
        raise NotImplementedError

    def outcomes(self, run: Run) -> dict[str, Any]:
        """What was kept of each student. Raises ValueError for half of something."""
        raise NotImplementedError

    def is_last(self, run_folder: Path) -> bool:
        """Whether the last submission has been taken up."""
        raise NotImplementedError

    def is_before(self, run: Run) -> bool:
        """Whether it was stopped before it had run a line of this kit's."""
        raise NotImplementedError

    def faults(self, run: Run, kept: dict[str, Any]) -> Iterator[str]:
        """What is wrong with a run that was stopped by a signal that it could have noted."""
        raise NotImplementedError

    def again(self, run: Run, kept: dict[str, Any]) -> Iterator[str]:
        """What is wrong when the same command is run again in the same folder."""
        raise NotImplementedError


class AutograderGrade(Tool):
    name = "autograder"

    def prepare(self) -> None:
        self.folder.mkdir(parents=True)
        for student, notebook in self.class_.items():
            classroom.hand_in(self.folder, student, ASSIGNMENT, notebook)

    def fresh(self, name: str) -> Run:
        folder = self.folder / name
        folder.mkdir()
        return Run(folder, folder)

    def command(self) -> list[str]:
        where = [str(self.folder / "submitted"), f"--course-dir={COURSE.root}", "--json=reports.json"]
        return [AUTOGRADER, "grade", *where, "--jobs=2", f"--seed={GRADING_SEED}", "--verbose", f"--store={FILE}"]

    def outcomes(self, run: Run) -> dict[str, Any]:
        path = run.folder / "reports.json"
        return {report["student"]: report for report in json.loads(path.read_text())} if path.exists() else {}

    def is_last(self, run_folder: Path) -> bool:
        return len(_printed((run_folder / "out").read_text())) == len(self.class_)

    def is_before(self, run: Run) -> bool:
        frame = re.search(r'autograder/__main__\.py", line \d+, in run', run.err)
        return run.out == "" and "Traceback" in run.err and frame is None and "Exception ignored" not in run.err

    def faults(self, run: Run, kept: dict[str, Any]) -> Iterator[str]:
        printed = _printed(run.out)
        if set(printed) != kept.keys():
            yield f"printed are {len(printed)}, and {len(kept)} reports were written"
        told = re.search(r"stopped\. (\d+) of (\d+) are graded", run.err)
        if told and (int(told[1]), int(told[2])) != (len(printed), len(self.class_)):
            yield f"it printed {len(printed)}, and says: {told[0]}"
        if printed and len(printed) < len(self.class_) and not told:
            yield "it doesn't say how many are graded"
        if hidden := [path.name for path in run.folder.glob(".*")]:
            yield f"left is {hidden}"

    def again(self, run: Run, kept: dict[str, Any]) -> Iterator[str]:
        (run.folder / "reports.json").unlink(missing_ok=True)
        store = Store(run.folder / FILE)
        if store.path.exists():
            if told := damage(store.path):
                yield f"the store is damaged: {told}"
            if lost := set(_printed(run.out)) - {kept.report.student for kept in store.latest()}:
                yield f"printed and not kept are {sorted(lost)}"
        second = Run(run.folder, run.where).go(self.command())
        if second.status != 0 or self.outcomes(second) != self.expected:
            yield f"the next run ends with {second.status}:\n{second.err}"
        yield from (f"after the next run there is {left}" for left in [*second.left, *second.files_left()])


def _printed(out: str) -> list[str]:
    """The students of whom a whole line was printed."""
    return re.findall(rf"^(\S+)  {ASSIGNMENT}  .*  seed \d+$", out, re.M)


class NbgraderAutograde(Tool):
    name = "nbgrader"

    def prepare(self) -> None:
        course = self.folder / "course"
        shutil.copytree(COURSE.root, course, ignore=shutil.ignore_patterns("release", "__pycache__"))
        config = course / "nbgrader_config.py"
        taken, ours = "from autograder import grade_with_the_judge\n", "open(os.environ['CONFIG_READ'], 'w').close()\n"
        assert taken in config.read_text()
        config.write_text(config.read_text().replace(taken, ours + taken))
        for student, notebook in self.class_.items():
            classroom.hand_in(course, student, ASSIGNMENT, notebook)
        run = Run(self.folder, course).go([NBGRADER, "generate_assignment", ASSIGNMENT])
        assert run.status == 0, run.err

    def fresh(self, name: str) -> Run:
        shutil.copytree(self.folder / "course", self.folder / name / "course")
        return Run(self.folder / name, self.folder / name / "course")

    def command(self) -> list[str]:
        return [NBGRADER, "autograde", ASSIGNMENT, f"--JudgeStep.seed={GRADING_SEED}"]

    def outcomes(self, run: Run) -> dict[str, Any]:
        scores = self._scores(run)
        found = {}
        for folder in (run.folder / "course" / "autograded").glob(f"*/{ASSIGNMENT}"):
            notebook = folder / f"{ASSIGNMENT}.ipynb"
            if "autograder" not in json.loads(notebook.read_text())["metadata"]:
                raise ValueError(f"{folder} holds a notebook that isn't graded")
            found[folder.parent.name] = scores.get(folder.parent.name)
        return found

    def _scores(self, run: Run) -> dict[str, dict[str, float | None]]:
        """The scores of each student's cells in the gradebook. Raises sqlite3.Error if it is locked or broken."""
        asked = """SELECT student.id, base_cell.name, grade.auto_score FROM grade
            JOIN base_cell ON base_cell.id = grade.cell_id
            JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
            JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
            JOIN student ON student.id = submitted_assignment.student_id"""
        found: dict[str, dict[str, float | None]] = {}
        with closing(sqlite3.connect(run.folder / "course" / "gradebook.db", timeout=0)) as gradebook:
            gradebook.execute("BEGIN EXCLUSIVE")
            if gradebook.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("the gradebook is broken")
            for student, cell, score in gradebook.execute(asked):
                found.setdefault(student, {})[cell] = score
        return found

    def is_last(self, run_folder: Path) -> bool:
        return f"{len(self.class_) - 1} of {len(self.class_)}: " in (run_folder / "err").read_text()

    def is_before(self, run: Run) -> bool:
        return not run.config_read.exists()

    def faults(self, run: Run, kept: dict[str, Any]) -> Iterator[str]:
        for student, scores in self._scores(run).items():
            if any(score not in (None, self.expected[student][cell]) for cell, score in scores.items()):
                yield f"{student} has the scores {scores} in the gradebook, and not {self.expected[student]}"
        said = re.search(r"Stopped\. (\d+) of (\d+) submissions are done", run.err)
        if (said is not None) != (run.status > 1) or (said and (int(said[1]), int(said[2])) != (len(kept), len(self.class_))):
            yield f"{len(kept)} are graded, the exit status is {run.status}, and it says:\n{run.err[-500:]}"

    def again(self, run: Run, kept: dict[str, Any]) -> Iterator[str]:
        autograded = run.folder / "course" / "autograded"
        if not autograded.exists() and not run.files_left():
            return  # the course is as it was
        store = run.folder / "course" / FILE
        if store.exists() and (told := damage(store)):
            yield f"the store is damaged: {told}"
        before = {student: (autograded / student / ASSIGNMENT).stat().st_ino for student in kept}
        second = Run(run.folder, run.where).go(self.command())
        try:
            outcomes = self.outcomes(second)
        except (ValueError, sqlite3.Error) as e:
            outcomes = {}
            yield f"after the next run: {e}"
        if second.status != 0 or outcomes != self.expected:
            wrong = [student for student in self.expected if outcomes.get(student) != self.expected[student]]
            yield f"the next run ends with {second.status}, and isn't right about {wrong}:\n{second.err[-1500:]}"
        for student, number in before.items():
            if (autograded / student / ASSIGNMENT).stat().st_ino != number:
                yield f"{student} was graded once more"
        yield from (f"after the next run there is {left}" for left in [*second.left, *second.files_left()])
        if hidden := [str(path) for path in autograded.rglob(".*")]:
            yield f"left is {hidden}"


TOOLS: dict[str, type[Tool]] = {kind.name: kind for kind in (AutograderGrade, NbgraderAutograde)}


@dataclass(frozen=True)
class Moment:
    """When a run is stopped, and how: so many seconds after its start, or after it has taken up the last submission."""

    tool: str
    way: str
    seconds: float
    after_last: bool = False

    def __str__(self) -> str:
        return f"{self.tool} {self.way} {'last+' if self.after_last else ''}{self.seconds:.3f}"


@dataclass
class Found:
    """What came of a moment: whether it was `before` the kit, whether the run had ended by itself, and what didn't hold."""

    moment: Moment
    before: bool
    finished: bool
    faults: list[str]


def interrupted(tool: Tool, moment: Moment, name: str) -> Found:
    """Stop a run of `tool` at a moment, and look at what is left of it, and at the next run."""
    run = tool.fresh(name)
    number, send = WAYS[moment.way]

    def stop(process: "subprocess.Popen[bytes]", folder: Path) -> None:
        while moment.after_last and process.poll() is None and not tool.is_last(folder):
            time.sleep(0.005)
        time.sleep(moment.seconds)
        try:
            if process.poll() is None:
                send(process)
        except ProcessLookupError:
            pass  # it ended between the two

    run.go(tool.command(), stop)
    faults = [f"left is {left}" for left in run.left]
    before = tool.is_before(run)
    if not before:
        faults += [f"it says {ugly}:\n{run.out}{run.err}" for ugly in _UGLY if ugly in run.out + run.err][:1]
        if run.status not in (0, -number, 128 + number):
            faults.append(f"exit status {run.status}:\n{run.err}")
    killed = number == signal.SIGKILL
    kept: dict[str, Any] = {}
    try:
        kept = tool.outcomes(run)
    except (ValueError, OSError, sqlite3.Error) as e:
        faults += [] if killed and not isinstance(e, sqlite3.Error) else [f"{type(e).__name__}: {e}"]
    faults += [f"{student} got {found}" for student, found in kept.items() if found != tool.expected[student] and not killed]
    if run.status == 0 and kept != tool.expected:
        faults.append(f"exit status 0, and {len(kept)} are graded")
    if not killed:
        faults += [f"left is {left}" for left in run.files_left()]
        faults += tool.faults(run, kept)
    if killed or tool.name == "nbgrader":
        faults += tool.again(run, {} if killed else kept)
    if not faults:
        shutil.rmtree(run.folder)
    return Found(moment, before, run.status == 0, faults)


def moments(tool: Tool, tries: int, draw: random.Random, ways: list[str]) -> list[Moment]:
    """So many moments of a tool, each of the `ways` as often: most over its whole life, every fourth near its end."""
    found = []
    for i in range(tries):
        way = ways[i % len(ways)]
        is_late = draw.random() < 0.25
        seconds = draw.uniform(0, 0.8) if is_late else draw.uniform(0, 1.02) * tool.seconds
        found.append(Moment(tool.name, way, round(seconds, 3), is_late))
    return found


def table(found: list[Found]) -> Table:
    """How many of each kind were tried, and held."""
    rows = Table(title="stopped at random moments")
    for column in ("tool", "signal", "tried", "held", "before the kit's first line", "already finished"):
        rows.add_column(column, justify="left" if column in ("tool", "signal") else "right")
    counted: Counter[tuple[str, str, str]] = Counter()
    for each in found:
        kinds = ["tried", *["held"] * (not each.faults), *["before"] * each.before, *["finished"] * each.finished]
        counted.update((each.moment.tool, each.moment.way, kind) for kind in kinds)
    for tool in TOOLS:
        for way in WAYS:
            if counted[tool, way, "tried"]:
                rows.add_row(tool, way, *(str(counted[tool, way, k]) for k in ("tried", "held", "before", "finished")))
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description="Stop runs at random moments, and look at what is left of them.")
    parser.add_argument("--tries", type=int, default=100, help="of each tool")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", choices=TOOLS)
    parser.add_argument("--way", choices=WAYS, help="stop each run in this way alone")
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--one", nargs=3, metavar=("TOOL", "WAY", "SECONDS"), help="a moment, as it was printed")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="interruptions-"))
    print(f"seed {given.seed}, in {folder}", flush=True)
    found: list[Found] = []
    only = given.one[0] if given.one else given.only
    for name, kind in TOOLS.items():
        if only not in (None, name):
            continue
        tool = kind(folder, CLASS_SIZE, given.at_once)
        print(f"{name}: {tool.seconds:.1f} s, when it isn't stopped", flush=True)
        drawn = moments(tool, given.tries, random.Random(f"{given.seed} {name}"), [given.way] if given.way else list(WAYS))
        if given.one:
            drawn = [Moment(name, given.one[1], float(given.one[2].removeprefix("last+")), "last+" in given.one[2])]

        def one(numbered: tuple[int, Moment], tool: Tool = tool) -> Found:
            return interrupted(tool, numbered[1], f"{numbered[0]:03}")

        with ThreadPoolExecutor(given.at_once) as executor:
            try:
                for each in track(executor.map(one, enumerate(drawn)), name, len(drawn), console=Console(stderr=True)):
                    found.append(each)
                    print(f"{each.moment}: {'held' if not each.faults else ''}", flush=True)
                    for fault in each.faults:
                        print(f"  {fault}", flush=True)
            except KeyboardInterrupt:
                executor.shutdown(cancel_futures=True)
                break
    Console().print(table(found))
    if all(not each.faults for each in found):
        shutil.rmtree(folder)
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
