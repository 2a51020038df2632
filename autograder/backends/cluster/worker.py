"""What a worker of dask's runs: it passes what came on to a process that grades, and waits. Bytes come, and bytes go.

This is imported in dask's own process, so it imports little: neither pytest nor what a course needs.
"""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable

from distributed.worker import get_worker

from autograder.backends.cluster.said import MAX_ANSWER, NEEDS_COURSE, TALK_SECONDS, receive, send

_STEP_SECONDS = 0.5
"""How often it is asked whether somebody still waits for the answer."""


def graded(digest: str, course: bytes | None, submission: bytes) -> bytes:
    """The answer to a submission, as JSON: a `report` and the graded `notebook`; or `needs`: "course", where the course with this
    digest isn't here yet and didn't come along; or `unfit`, why this worker can't grade; or `lost`, what became of the process.
    """
    worker = get_worker()
    key = worker.get_current_task()

    def is_wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state == "executing"

    memory = worker.memory_manager.memory_limit or 0
    warm = _warm(digest, course, worker.state.nthreads, memory)
    if isinstance(warm, bytes):
        return warm
    return warm.ask(submission, is_wanted)


class Warm:
    """A process that grades for one course. It ends when this one does, or is closed."""

    def __init__(self, jobs: int, memory: int) -> None:
        self._control, theirs = socket.socketpair()
        # -P: the folder in which the worker was started may be anybody's, and nothing is imported from it.
        command = [sys.executable, "-P", "-W", "ignore", "-m", "autograder.backends.cluster.warm"]
        self._process = subprocess.Popen(
            [*command, str(theirs.fileno()), str(jobs), str(memory)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        self.asked, self._counting = 0, threading.Lock()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, frame: bytes, is_wanted: Callable[[], bool]) -> bytes:
        """The answer to a frame. It is given up where it isn't wanted any more."""
        ours, theirs = socket.socketpair()
        with self._counting:
            self.asked += 1
        try:
            with ours:
                with theirs:
                    socket.send_fds(self._control, [b"x"], [theirs.fileno()])
                ours.settimeout(TALK_SECONDS)
                send(ours, frame)
                ours.settimeout(_STEP_SECONDS)
                while True:
                    try:
                        ours.recv(1, socket.MSG_PEEK)
                        break
                    except TimeoutError:
                        if not is_wanted():
                            return _said(lost="nobody waits for it any more")
                ours.settimeout(TALK_SECONDS)
                return receive(ours, MAX_ANSWER)
        except OSError as e:
            return _said(lost=f"the process that grades there has ended ({e})")
        finally:
            with self._counting:
                self.asked -= 1

    def close(self) -> None:
        """End it."""
        self._control.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_there: dict[str, Warm] = {}
_lock = threading.Lock()


def _warm(digest: str, course: bytes | None, jobs: int, memory: int) -> Warm | bytes:
    """The process for a course, started if the course came along; else the answer in its place."""
    with _lock:
        for other, warm in list(_there.items()):
            if not warm.is_alive or (other != digest and course is not None and warm.asked == 0):
                _there.pop(other).close()
        if digest in _there:
            return _there[digest]
        if course is None:
            return NEEDS_COURSE
        warm = Warm(jobs, memory)
        said = warm.ask(course, lambda: True)
        if said != b"{}":
            warm.close()
            return said
        _there[digest] = warm
        return warm


def _said(**what: str) -> bytes:
    return json.dumps(what).encode()
