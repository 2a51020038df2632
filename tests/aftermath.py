"""What an attack must leave as it was, and what it left behind: for test_attacks.py and quality/attack_table.py."""

import ctypes
import fcntl
import hashlib
import json
import os
import re
import resource
import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import classroom
from nbformat import NotebookNode

from autograder.judge.judge import Judge
from autograder.results.report import Report
from autograder.workers.zygote import Zygote

SECONDS_TO_GO = 5.0
"""How long a process that was killed may take to be gone, on a busy machine."""
LEARNED = "learned-by-attack"
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What writes over a line, ends it or turns it round, where a report is shown."""


class Bait:
    """What a hostile cell would like to change, at a place that it is told: a gradebook, and another's submission."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="threes-and-sevens-bait-"))
        self.folder.chmod(0o755)
        classroom.hand_in(self.folder, "zed", "02_distances", classroom.released("02_distances"))
        with sqlite3.connect(self.folder / "gradebook.db") as db:
            db.execute("CREATE TABLE grade (student TEXT, auto_score REAL, max_score REAL)")
            db.execute("INSERT INTO grade VALUES ('zed', 3, 12)")
        db.close()
        (self.folder / "secret.txt").write_text("what only an instructor may read")
        (self.folder / "secret.txt").chmod(0o600)
        self._heard = []
        for address in (f"{self.folder}/server.sock", f"\0{self.folder}"):
            heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            heard.bind(address)
            heard.setblocking(False)
            self._heard.append(heard)
        (self.folder / "server.sock").chmod(0o666)

    def heard(self) -> list[str]:
        """What was sent to the sockets that somebody else listens at."""
        found = []
        for one in self._heard:
            try:
                while True:
                    found.append(f"{one.recv(100)!r} at a socket of somebody else")
            except BlockingIOError:
                pass
        return found

    def cell(self, attack: classroom.Attack) -> str:
        """The hostile cell, which knows where these lie."""
        return f"BAIT = {str(self.folder)!r}\n{attack.code}"

    def close(self) -> None:
        for one in self._heard:
            one.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def got(judge: Judge, attack: classroom.Attack, assignment: str, bait: Bait) -> list[str]:
    """Grade an attack in front of the untouched exercises of `assignment`, and look at what it got and what it left.

    A few words for each thing, and nothing if the kit held. Raises what the judge raises.
    """
    bait.heard()  # what another attack said, if it got through
    judge.zygote().wait_until_ready()
    before, stood = state(bait), standing(judge.zygote())
    notebook = classroom.with_first_cell(classroom.released(assignment), bait.cell(attack))
    report = judge.grade(notebook, assignment, f"hostile-{attack.name}")
    zygote = judge.zygote()
    stands = standing(zygote)
    restore(zygote, stood)
    found = [f"{cell.grade_id} passed" for cell in report.cells if cell.status == "pass"]
    found += [f"{report.score:g} points"] if report.score else []
    if report.status != "fail":  # hostile code must not pass for a fault of ours
        found.append(f"the outcome {report.status}: {[check.reason or check.message for _, check in report.errors()][:1]}")
    if [cell.grade_id for cell in report.cells] != list(classroom.COURSE.assignment(assignment).checked()):
        found.append("other graded cells than the assignment has")
    found += [f"a process: {one}" for one in lasting_processes(zygote)]
    found += [f"a file: {one}" for one in lasting_files(zygote)]
    now = state(bait)
    found += [f"a change of {path}" for path in sorted(before.keys() | now.keys()) if before.get(path) != now.get(path)]
    found += [f"{name}: {stood[name]} became {stands[name]}" for name in stands if stands[name] != stood[name]]
    found += [*learned(notebook), *bait.heard()]
    found += [f"text that does something on a screen: {text}" for text in unfit_text(report, notebook)]
    found += [f"too much: {what}" for what in too_much(report, notebook)]
    after = judge.grade(classroom.solved("02_distances"), "02_distances", "next")
    return found + ([f"{after.score:g} points for the next submission"] if after.score != after.max_score else [])


def state(bait: Bait) -> dict[str, tuple[object, ...]]:
    """The course, its checks, and the bait: content, mode, owner, time and attributes of each file and folder."""
    roots = [classroom.COURSE.root / name for name in ("source", "release", "solutions", "autograder", "checks")]
    paths = [p for root in [*roots, bait.folder] for p in [root, *root.rglob("*")] if "__pycache__" not in p.parts]
    return {str(p): _facts(p) for p in paths if not p.is_symlink() and not p.is_socket()}


def _facts(path: Path) -> tuple[object, ...]:
    is_file = path.is_file()
    content = hashlib.sha256(path.read_bytes()).hexdigest() if is_file else ""
    found = path.stat()
    # A folder's own time changes with Python's __pycache__ in it.
    times = (found.st_size, found.st_mtime_ns) if is_file else ()
    try:
        attributes = tuple(os.listxattr(path))
    except OSError:
        attributes = ()
    return content, found.st_mode, found.st_uid, found.st_gid, found.st_nlink if is_file else 0, attributes, *times


def standing(zygote: Zygote) -> dict[str, tuple[Any, ...]]:
    """How the judge and the zygote stand with the kernel, and what all workers share: no submission may change it."""
    found: dict[str, tuple[Any, ...]] = {}
    for name, pid in (("the judge", os.getpid()), ("the zygote", zygote.pid)):
        found[name] = (
            os.getpriority(os.PRIO_PROCESS, pid),
            os.sched_getscheduler(pid),
            os.sched_getaffinity(pid),
            [resource.prlimit(pid, what) for what in range(16)],
            ctypes.CDLL(None).syscall(252, 1, pid),  # ioprio_get
        )
    log = zygote._log.fileno()
    found["the log"] = (os.lseek(log, 0, os.SEEK_CUR), fcntl.fcntl(log, fcntl.F_GETFL), fcntl.fcntl(log, fcntl.F_GETOWN))
    return found


def restore(zygote: Zygote, before: dict[str, tuple[Any, ...]]) -> None:
    """Let the judge and the zygote run as they did."""
    for name, pid in (("the judge", os.getpid()), ("the zygote", zygote.pid)):
        nice, policy, processors, *_ = before[name]
        try:
            os.sched_setaffinity(pid, processors)
            os.sched_setscheduler(pid, policy, os.sched_param(0))
            os.setpriority(os.PRIO_PROCESS, pid, nice)
        except PermissionError:
            pass  # an ordinary user doesn't get it back


def learned(notebook: NotebookNode) -> list[str]:
    """What an attack says that it learned or got hold of: it prints it, since no score shows it."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            found += [line[:200] for line in str(output.get("text", "")).splitlines() if LEARNED in line]
    return found


def lasting_processes(zygote: Zygote) -> list[str]:
    """The processes of workers that are still there a few seconds after their submission was graded."""
    end = time.monotonic() + SECONDS_TO_GO
    while (found := list(_workers(zygote))) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def _workers(zygote: Zygote) -> Iterator[str]:
    """Those that come from the zygote, by their parents, their environment or their folder."""
    mark = str(zygote.scratch_root).encode()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) in (zygote.pid, os.getpid()):
            continue
        try:
            status = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(status[1]) == zygote.pid:
                yield f"{entry.name}, a child of the zygote in state {status[0]}"
            elif mark in (entry / "environ").read_bytes() or os.readlink(entry / "cwd").startswith(mark.decode()):
                yield f"{entry.name}, in state {status[0]}, whose parent is {status[1]}"
        except OSError:
            continue


def lasting_files(zygote: Zygote) -> list[str]:
    """What was left where no submission may leave anything."""
    scratch = [p for p in zygote.scratch_root.iterdir() if p.name not in ("zygote.log", "ipython", "lock")]
    named = [p for folder in ("/tmp", "/dev/shm", "/var/tmp", Path.home(), tempfile.gettempdir()) for p in _named(Path(folder))]
    log = zygote.scratch_root / "zygote.log"
    large = [log] if log.stat().st_size > 1 << 20 else []
    return [str(p) for p in [*scratch, *named, *large]]


def _named(folder: Path) -> list[Path]:
    return list(folder.glob("threes-and-sevens-attack*"))


def unfit_text(report: Report, notebook: NotebookNode) -> list[str]:
    """The strings of a report, and of the graded notebook, that can't be written, or that would do something on a screen."""
    found = [repr(text[:200]) for text in _texts(report.as_json()) if not _is_fit(text)]
    try:
        json.dumps(report.as_json()).encode()
        json.dumps(notebook, ensure_ascii=False).encode()
    except (ValueError, TypeError) as e:
        found.append(f"{type(e).__name__}: {e}"[:200])
    return found


def too_much(report: Report, notebook: NotebookNode) -> list[str]:
    """What there is more of, in a report or in the graded notebook, than anybody needs."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    lines = [line for output in outputs for line in output.get("traceback", [])]
    # Of a cell an error, a result and a text on stderr stay, and a graded cell has the judge's own.
    most = {"outputs": (len(outputs), 2_000 + 5 * len(notebook.cells)), "lines": (len(lines), 10_000 + len(outputs))}
    most |= {"notes": (len(report.notes), 201), "a note": (max(map(len, report.notes), default=0), 1_000)}
    most |= {"a report": (len(json.dumps(report.as_json())), 4 << 20), "a notebook": (len(json.dumps(notebook)), 40 << 20)}
    return [f"{what}: {found:,}, where {allowed:,} are enough" for what, (found, allowed) in most.items() if found > allowed]


def _is_fit(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return _UNWANTED.search(text) is None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
