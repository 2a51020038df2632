"""The workers of one submission: one, and another in its place that ran the same cells, whenever its code ended it."""

from collections.abc import Callable
from typing import Any

from autograder.workers.budget import WorkerGone
from autograder.workers.worker import Worker, WorkerLost

MAX_RESTARTS = 8
"""How often a submission gets a new worker after one was ended by its code."""


class Succession:
    """`new` starts a worker. `repeat` runs a cell again in one that takes another's place. `most` is the processor time in
    seconds that all of them may use together.
    """

    def __init__(self, new: Callable[[], Worker], repeat: Callable[[Worker, Any], None], most: float) -> None:
        self._new, self._repeat, self.most = new, repeat, most
        self._done: list[Any] = []
        self._restarts = 0
        self._stopped = 0
        self._spent = 0.0
        self._worker: Worker | None = None

    @property
    def worker(self) -> Worker:
        """The worker. The first is made when it is asked for, so that a zygote can get ready while the checks are read."""
        if self._worker is None:
            self._worker = self._new()
        return self._worker

    def start(self) -> None:
        """Make the first worker now."""
        self._worker = self._worker or self._new()

    @property
    def started(self) -> bool:
        """Whether there was a worker yet."""
        return self._worker is not None

    def ran(self, cell: Any) -> None:
        """Note a cell that ran to its end: a new worker is brought up to date by it."""
        self._done.append(cell)

    def living(self) -> Worker:
        """The worker; a new one that ran the same cells, if the code ended the last one."""
        if not self.worker.alive and self._restarts < MAX_RESTARTS and self.seconds_left() > 0:
            self._restarts += 1
            self._stopped += self.worker.stopped
            self._spent += self.worker.cpu_seconds()
            self.worker.close()
            self._worker = self._new()
            for cell in self._done:
                try:
                    self._repeat(self.worker, cell)
                except (WorkerGone, WorkerLost):
                    break
        return self.worker

    def seconds_left(self) -> float:
        """Processor time that is left."""
        return self.most - self._spent - self.worker.cpu_seconds()

    def times_stopped(self) -> int:
        """How often code had to be stopped so far."""
        return self._stopped + self.worker.stopped

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
