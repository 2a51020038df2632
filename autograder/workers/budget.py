"""The time that one request may take, and all requests of a submission together.

What counts is processor time, and time in which the worker did nothing. Time in which it was ready to run and had no
processor is the machine's, so that a busy machine doesn't change a result.
"""

import math
import time
from collections.abc import Callable
from typing import Protocol

from autograder.workers.account import Used

GRACE_SECONDS = 2.0
"""Time that an interrupted worker has to answer before it is killed; seconds without a processor don't count."""
GPU_SECONDS = 1.0
"""How often the memory of a worker with a GPU is looked at."""
IDLE_SECONDS = 15.0
"""Time in which a worker does nothing after which it counts as asleep, for one request."""
LONGEST_STEP = 0.25
DISK_SECONDS = 60.0
"""Time in which a submission's workers may wait for the disk, a slow one in a busy network, before it counts as idle."""
DISK_FULL = "it wrote more to the disk than a submission may"


class WorkerGone(Exception):
    """The worker had to be stopped, or stopped by itself, because of what the student's code did.

    `unexplained` when it was killed in a way that its own code should have no means to: then it may be tried again, once.
    """

    def __init__(self, why: str, unexplained: bool = False) -> None:
        super().__init__(why)
        self.unexplained = unexplained


class Watched(Protocol):
    """What is looked at and done to a worker while the judge waits for it."""

    device: str
    stopped: int

    def used(self) -> Used: ...
    def scratch_is_full(self) -> bool: ...
    def has_too_many_threads(self) -> bool: ...
    def memory_is_full(self) -> str | None: ...
    def interrupt(self) -> None: ...
    def kill(self) -> None: ...


class Purse:
    """The seconds that a submission may take, and those that its workers took: of the processor, or doing nothing.

    `idle` bounds the latter. `machine_took` is told the seconds that the machine took, which nobody pays. `memory` is the most
    that one of the workers held beyond what it began with, in MiB, as far as they lived to tell.
    """

    def __init__(
        self, seconds: float, idle: float = math.inf, machine_took: Callable[[float], None] = lambda seconds: None
    ) -> None:
        self.seconds, self.idle, self.machine_took = seconds, idle, machine_took
        self.spent = self.spent_idle = self.on_disk = self.memory = 0.0

    def left(self) -> float:
        """Seconds that are left."""
        return self.seconds - self.spent

    def for_one(self, seconds: float, idle: float) -> tuple[float, float]:
        """The seconds that one request may take, and in which it may do nothing: no more than half of what is left. So something
        is left for every later one, and code that never ends costs what follows no more than its time.
        """
        return min(seconds, self.left() / 2), min(idle, (self.idle - self.spent_idle) / 2)


class Budget:
    """Watches a worker while the judge waits for its answer, and takes from the purse what that costs.

    `seconds` are of the processor, `idle_seconds` without it. With `wall` the request may be idle, and is interrupted
    after so many seconds, however they were spent.
    """

    def __init__(
        self, worker: Watched, seconds: float, idle_seconds: float, wall: float | None = None, purse: Purse | None = None
    ) -> None:
        self.worker, self.seconds, self.idle_seconds, self.wall = worker, seconds, idle_seconds, wall
        self.purse = purse or Purse(math.inf)
        self.seen = time.monotonic()
        self.at_start = worker.used()
        self.wall_seconds = self.cpu = self.waited = self.on_disk = self.idle = self.taken = 0.0
        self.interrupted: str | None = None
        self.kill_at = self.looked_at_gpu = 0.0
        self.checks = 0

    def check(self) -> None:
        """Called every few hundredths of a second; raises WorkerGone once the budget is spent."""
        now, self.checks = time.monotonic(), self.checks + 1
        self.settle()
        if self.interrupted:
            if self.taken > self.kill_at:
                self.worker.kill()
                raise WorkerGone(self.interrupted)
            return
        if self.cpu > self.seconds:
            self._interrupt(f"it ran for more than {self.seconds:.2g} seconds; is there a loop that never ends?")
        elif self.wall is not None and self.taken > self.wall:
            self._interrupt(f"it ran for more than {self.wall:g} seconds")
        elif self.wall is None and self.idle > self.idle_seconds:
            self._interrupt("it waited for something that never came (input(), sleep() or a lock?)")
        elif self.wall is None and self.purse.spent_idle > self.purse.idle:
            self._interrupt(f"the notebook did nothing for more than {self.purse.idle:g} seconds in all (input() or sleep()?)")
        elif self.purse.left() < 0:
            self._interrupt(f"the notebook took more than {self.purse.seconds:g} seconds in all")
        elif self.worker.scratch_is_full():
            self.worker.kill()
            raise WorkerGone(DISK_FULL)
        elif self.checks % 4 == 0 and self.worker.has_too_many_threads():
            self.worker.kill()
            raise WorkerGone("it started more threads than a submission may")
        elif self.worker.device == "cuda" and now - self.looked_at_gpu > GPU_SECONDS:
            self.looked_at_gpu = now
            if full := self.worker.memory_is_full():
                self.worker.kill()
                raise WorkerGone(full)

    def settle(self) -> None:
        """Take from the purse what was spent since it was last settled."""
        now = time.monotonic()
        # More than a step passes only when this process itself had no processor.
        step, self.seen = min(now - self.seen, LONGEST_STEP), now
        self.wall_seconds += step
        used = self.worker.used()
        if self.purse.on_disk < DISK_SECONDS and used.waits_for_disk:
            self.on_disk += step
            self.purse.on_disk += step
        before = self.idle, self.taken, self.waited
        self.cpu = used.cpu - self.at_start.cpu
        self.waited = used.waited - self.at_start.waited + self.on_disk
        # Of the whole request so far, not of this step: the kernel's counters lag behind by a hundredth of a second.
        self.idle = max(0.0, self.wall_seconds - self.cpu - self.waited)
        self.taken = max(self.cpu, self.wall_seconds - self.waited)
        self.purse.spent_idle += self.idle - before[0]
        self.purse.spent += self.taken - before[1]
        self.purse.machine_took(self.waited - before[2])

    def _interrupt(self, why: str) -> None:
        self.interrupted = why
        self.worker.stopped += 1
        self.kill_at = self.taken + GRACE_SECONDS
        self.worker.interrupt()
