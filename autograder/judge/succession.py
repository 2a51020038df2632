"""The workers of one submission: one, and another in its place that ran the same cells, whenever its code ended it."""

from collections.abc import Callable
from typing import Any

from autograder.workers.budget import Purse, WorkerGone
from autograder.workers.worker import Worker

MAX_RESTARTS = 24
"""How often a submission gets a new worker after one was ended by its code; the purse bounds what that takes."""


class Succession:
    """`new` starts a worker. `repeat` runs a cell again in one that takes another's place. All of them pay from one `purse`."""

    def __init__(self, new: Callable[[], Worker], repeat: Callable[[Worker, Any], None], purse: Purse) -> None:
        self._new, self._repeat, self.purse = new, repeat, purse
        self.done: list[Any] = []
        self._restarts = 0
        self._stopped = 0
        self._worker: Worker | None = None

    @property
    def worker(self) -> Worker:
        """The worker. The first is made when it is asked for."""
        if self._worker is None:
            self._worker = self._new()
            self._worker.purse = self.purse
        return self._worker

    @property
    def started(self) -> bool:
        """Whether there was a worker yet."""
        return self._worker is not None

    def ran(self, cell: Any) -> None:
        """Note a cell that ran to its end: a new worker is brought up to date by it."""
        self.done.append(cell)

    def living(self) -> Worker:
        """The worker; a new one that ran the same cells, if the code ended the last one."""
        if not self.worker.alive and self._restarts < MAX_RESTARTS and self.purse.left() > 0:
            self._restarts += 1
            self._stopped += self.worker.stopped
            self.worker.close()
            self._worker = None
            for cell in self.done:
                try:
                    self._repeat(self.worker, cell)
                except WorkerGone:
                    break
        return self.worker

    def times_in_trouble(self) -> int:
        """How often code had to be stopped, or ended its worker, so far."""
        return self.times_stopped() + self._restarts + (not self.worker.alive)

    def times_stopped(self) -> int:
        """How often code had to be stopped so far."""
        return self._stopped + self.worker.stopped

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
