"""A process on a worker's machine that has a course, a judge and a zygote ready, and grades what it is given, each in a process
that is forked for it: `python -m autograder.backends.cluster.warm`. No check runs in dask's own process, and nothing of dask's in
this one.

It gets a socket, over which come others: on each comes one frame, and goes one answer. The first frame is the course.
"""

import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.backends.cluster import sides
from autograder.backends.cluster.said import MAX_REQUEST, TALK_SECONDS, receive, send
from autograder.backends.cluster.tree import Damaged
from autograder.backends.local import submission
from autograder.judge.apart import STEP_SECONDS
from autograder.judge.grading import Grading
from autograder.judge.judge import Judge
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.results.report import Report
from autograder.sandbox.confine import SandboxError
from autograder.sandbox.limits import MIB
from autograder.workers import machine, scratch
from autograder.workers.scratch import RunFolder

IDLE_SECONDS = 600.0
"""After so long with nothing to do it ends, and with it the memory that it holds."""


@dataclass
class _Work:
    """A submission that is being graded: for whom, and where its files are."""

    grading: Grading
    stream: socket.socket
    folder: Path

    def answer(self, report: Report) -> None:
        _answer(self.stream, {"report": report.as_dict(), "notebook": self.grading.graded})

    def close(self) -> None:
        self.grading.kill()
        self.stream.close()
        scratch.remove(self.folder)


class _Unfit(Exception):
    """This machine can't grade this course at all; the text says why, as a sentence."""


class _Grader:
    """The judge of this process, and what it is grading."""

    def __init__(self, jobs: int, memory: int) -> None:
        self._jobs, self._memory = jobs, memory
        self._parent = os.getppid()
        self._folder = RunFolder()
        self._judge: Judge | None = None
        self._work: list[_Work] = []
        self._count = 0

    def go(self, control: socket.socket) -> None:
        """Until nobody is there any more who could ask, or there is nothing to do for long."""
        last = time.monotonic()
        while True:
            waiting = [one.grading.fileno() for one in self._work if one.grading.fileno() >= 0]
            is_ready = len(waiting) < len(self._work)
            streams = [control.fileno(), *(one.stream.fileno() for one in self._work)]
            ready, _, _ = select.select([*streams, *waiting], [], [], 0 if is_ready else STEP_SECONDS)
            for one in list(self._work):
                if one.stream.fileno() in ready:  # nothing more is ever said there: it was closed, and nobody waits
                    self._close(one)
            if control.fileno() in ready and not self._take(control):
                return
            for one in list(self._work):
                if (report := one.grading.look()) is not None:
                    one.answer(report)
                    self._close(one)
            if self._work:
                last = time.monotonic()
            elif time.monotonic() - last > IDLE_SECONDS:
                return

    def _take(self, control: socket.socket) -> bool:
        """Begin what comes; False where nothing will come any more. Raises _Unfit, once that was answered."""
        try:
            said, fds, _, _ = socket.recv_fds(control, 1, 1)
        except OSError:
            return False
        if not said or not fds:
            return False
        stream = socket.socket(fileno=fds[0])
        stream.settimeout(TALK_SECONDS)
        try:
            frame = receive(stream, MAX_REQUEST)
        except OSError:
            stream.close()
            return True
        try:
            self._begin(stream, frame)
        except (SandboxError, CourseError, Damaged, OSError) as e:
            why = f"its disk: {e.strerror}" if isinstance(e, OSError) else str(e)
            _answer(stream, {"unfit": why})
            stream.close()
            raise _Unfit(why) from e
        return True

    def _begin(self, stream: socket.socket, frame: bytes) -> None:
        if self._judge is None:
            course, device, sandbox = sides.course_at(frame, self._folder.path)
            self._judge = Judge(self._with_memory(course), device, sandbox, stop=self._is_alone, jobs=self._jobs)
            _answer(stream, {})
            stream.close()
            return
        self._count += 1
        folder = self._folder.path / f"submission-{self._count}"
        folder.mkdir(0o700)
        try:
            task, head = sides.came(frame, folder)
        except Damaged as e:  # it is about this submission alone
            _answer(stream, {"lost": f"it didn't come as it was sent: {e}"})
            stream.close()
            scratch.remove(folder)
            return
        asked = submission(
            self._judge.assignment(task.assignment, task.notebook), task, int(head["seed"]), bool(head["explains"])
        )
        self._work.append(_Work(Grading(self._judge, asked, bool(head["keeps"])), stream, folder))

    def _with_memory(self, course: Course) -> Course:
        """The course with no more memory for each notebook than its share of what dask gives this worker."""
        limits = course.settings.limits
        share = max(machine.LEAST, self._memory // MIB // self._jobs - machine.JUDGE) if self._memory else limits.memory
        return replace(course, settings=replace(course.settings, limits=replace(limits, memory=min(limits.memory, share))))

    def _is_alone(self) -> bool:
        """Whether the process that started this one has gone."""
        return os.getppid() != self._parent

    def _close(self, one: _Work) -> None:
        self._work.remove(one)
        one.close()

    def close(self) -> None:
        """End it all, and leave nothing."""
        for one in list(self._work):
            self._close(one)
        if self._judge is not None:
            self._judge.close()
        self._folder.remove()


def _answer(stream: socket.socket, said: dict[str, Any]) -> None:
    """Nobody may be there any more, which is no matter here."""
    with contextlib.suppress(OSError):
        send(stream, json.dumps(said).encode())


def main() -> None:
    """Serve until the socket is closed: its number, how many are graded at a time, and bytes of memory are the arguments."""
    number, jobs, memory = map(int, sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at a worker's terminal: dask's process ends, and this one sees it
    grader = _Grader(jobs, memory)
    try:
        with socket.socket(fileno=number) as control:
            grader.go(control)
    except (_Unfit, KeyboardInterrupt):
        pass
    finally:
        grader.close()


if __name__ == "__main__":
    main()
