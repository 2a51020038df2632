"""The time that one request may take. The clock is the worker's own processor time, so that a busy machine doesn't change a
result. A worker that uses none for a while is asleep, or waits for input that won't come.
"""

import time
from typing import Any, Protocol

GRACE_SECONDS = 2.0
"""Wall time that an interrupted worker has to answer before it is killed."""
GPU_SECONDS = 1.0
"""How often the memory of a worker with a GPU is looked at."""


class WorkerGone(Exception):
    """The worker had to be stopped, or stopped by itself, because of what the student's code did."""


class Watched(Protocol):
    """What is looked at and done to a worker while the judge waits for it."""

    device: str
    stopped: int

    def cpu_seconds(self) -> float: ...
    def seconds_waited(self) -> float: ...
    def scratch_is_full(self) -> bool: ...
    def memory_is_full(self) -> str | None: ...
    def interrupt(self) -> None: ...
    def kill(self) -> None: ...


class Budget:
    """Watches a worker while the judge waits for its answer."""

    def __init__(self, worker: Watched, seconds: float, idle_seconds: float, wall: float | None = None) -> None:
        self.worker, self.seconds, self.idle_seconds, self.wall = worker, seconds, idle_seconds, wall
        self.started, self.waited_at_start = time.monotonic(), worker.seconds_waited()
        self.cpu_at_start = self.cpu_seen = worker.cpu_seconds()
        self.last_progress = time.monotonic()
        self.interrupted: str | None = None
        self.kill_at = self.looked_at_gpu = 0.0
        self.checks = 0

    def check(self) -> None:
        """Called every few hundredths of a second; raises WorkerGone once the budget is spent."""
        now, self.checks = time.monotonic(), self.checks + 1
        if self.interrupted:
            if now > self.kill_at:
                self.worker.kill()
                raise WorkerGone(self.interrupted)
            return
        cpu = self.worker.cpu_seconds()
        if cpu > self.cpu_seen:
            self.cpu_seen, self.last_progress = cpu, now
        if cpu - self.cpu_at_start > self.seconds:
            self._interrupt(f"it ran for more than {self.seconds:g} seconds; is there a loop that never ends?")
        elif self.wall is not None and now - self.started > self.wall + self.worker.seconds_waited() - self.waited_at_start:
            self._interrupt(f"it ran for more than {self.wall:g} seconds")
        elif self.wall is None and now - self.last_progress > self.idle_seconds:
            self._interrupt("it waited for something that never came (input(), sleep() or a lock?)")
        elif self.checks % 4 == 0 and self.worker.scratch_is_full():
            self.worker.kill()
            raise WorkerGone("it wrote more to the disk than a submission may")
        elif self.worker.device == "cuda" and now - self.looked_at_gpu > GPU_SECONDS:
            self.looked_at_gpu = now
            if full := self.worker.memory_is_full():
                self.worker.kill()
                raise WorkerGone(full)

    def _interrupt(self, why: str) -> None:
        self.interrupted = why
        self.worker.stopped += 1
        self.kill_at = time.monotonic() + GRACE_SECONDS
        self.worker.interrupt()

    def error(self) -> dict[str, Any]:
        return {"type": "Interrupted", "message": self.interrupted, "where": "", "missing": False, "line": None}
