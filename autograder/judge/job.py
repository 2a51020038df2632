"""Work of a judge's on one submission, in a process of its own that has a line to the zygote."""

import importlib
import sys
from collections.abc import Callable
from typing import Any

from autograder.judge import apart
from autograder.judge.apart import Allowance, Apart
from autograder.notebooks.settings import Seconds
from autograder.workers import scratch
from autograder.workers.line import Line


class Job:
    """`work` in a process of its own, which has `line`. When it ends, its workers end too, and their folders are removed."""

    def __init__(self, line: Line, work: Callable[[], dict[str, Any]], allowance: Allowance) -> None:
        loaded = set(sys.modules)

        def noted() -> dict[str, Any]:
            found = work()
            return {"found": found, "modules": sorted(sys.modules.keys() - loaded)}

        self._folder = line.folder
        self._apart = Apart(noted, allowance)
        line.hang_up()  # it is the other process's now, and its workers end when that one does

    def fileno(self) -> int:
        """What can be read as soon as there is something to `look` at."""
        return self._apart.fileno()

    def look(self) -> bool:
        """Whether it has ended."""
        if not self._apart.look():
            return False
        scratch.remove(self._folder)
        return True

    def result(self) -> dict[str, Any]:
        """What the work gave, once it has ended. Raises Ended when that is nothing."""
        found = self._apart.result()
        _load(found["modules"])
        return dict(found["found"])

    def kill(self) -> None:
        """Give it up."""
        self._apart.kill()
        scratch.remove(self._folder)


def allowance(seconds: Seconds, student: float, result: int) -> Allowance:
    """What a judge may take whose workers may take `student` seconds for a notebook, and that gives `result` bytes back."""
    return Allowance(apart.MEMORY, seconds.checks, student + seconds.checks + apart.SPARE_SECONDS, result)


def _load(modules: list[str]) -> None:
    """Import here what a judge's process had to import, so that the next one has it: torch, for one, imports much when it is
    first used.
    """
    for name in modules:
        if name not in sys.modules:
            try:
                importlib.import_module(name)
            except Exception:  # such as a part of a package that is no module by itself
                continue
