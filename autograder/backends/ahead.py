"""A process that grades a class for another one, which takes the results out of the store as it comes to them.

It is told what to grade as JSON on its standard input, and writes the number of each task to its standard output once its result
is in the store: `python -m autograder.backends.ahead`.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from select import select
from typing import Any

from autograder.backends.task import Task
from autograder.notebooks.course import Course
from autograder.sandbox.libc import die_with_parent

_STEP_SECONDS = 0.2


class Ahead:
    """Such a process, seen from the one for which it grades. `how` are the values of `local.How` but for the store.

    `meanwhile` is called again and again while a result is waited for, and may raise.
    """

    def __init__(
        self, course: Course, tasks: Sequence[Task], store: Path, how: dict[str, Any], meanwhile: Callable[[], None]
    ) -> None:
        self._meanwhile = meanwhile
        self._done: set[int] = set()
        self._said = b""
        told = {
            "root": str(course.root),
            "source": str(course.source),
            "store": str(store),
            "how": how,
            "tasks": [task.as_dict() for task in tasks],
        }
        command = [sys.executable, "-P", "-W", "ignore", "-m", __name__]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(told).encode())
            self._process.stdin.close()
        except OSError:
            pass  # it has ended, which shows as soon as somebody waits for it

    def has_done(self, number: int) -> bool:
        """Whether the result of the task with this number is in the store: waits until it is, or until it never will be."""
        out = self._process.stdout
        assert out is not None
        while number not in self._done:
            self._meanwhile()
            if not select([out], [], [], _STEP_SECONDS)[0]:
                continue
            piece = out.read1(4096)  # type: ignore[attr-defined]  # of a BufferedReader, which a pipe's end is
            if not piece:
                return False
            *lines, self._said = (self._said + piece).split(b"\n")
            self._done |= {int(line) for line in lines}
        return True

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def main() -> None:
    """Grade what is told. Whatever goes wrong ends this: who waits for it grades what is left, and meets the same."""
    from autograder.backends.local import Class, How
    from autograder.store.store import Store

    die_with_parent()
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = json.load(sys.stdin)
    root, source = Path(told["root"]), Path(told["source"])
    course = Course.at(root, str(source), must_have_source=False)  # where it is: it may be a link to elsewhere
    how = How(**told["how"], store=Store(Path(told["store"])))
    graded = Class(course, [Task.of_dict(task) for task in told["tasks"]], how, lambda: bool(stopped))
    try:
        for one in graded.graded():
            if graded.trouble:
                break
            print(one.number, flush=True)
    except (KeyboardInterrupt, BrokenPipeError):
        pass


if __name__ == "__main__":
    main()
