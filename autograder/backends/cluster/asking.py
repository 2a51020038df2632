"""A class graded on a cluster: who gets which submission, and what becomes of those whose worker is lost."""

import json
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from autograder.backends.cluster.connection import Came, Cluster, Worker
from autograder.backends.cluster.errors import ClusterError
from autograder.backends.cluster.said import MAX_ANSWER
from autograder.backends.cluster.sides import CourseSide, sent
from autograder.backends.local import Class, Graded, How, submission
from autograder.backends.task import Task
from autograder.handed_in import OutOfReach
from autograder.judge.grading import not_graded
from autograder.notebooks import rules
from autograder.notebooks.course import Course
from autograder.notebooks.format import nbformat
from autograder.results.report import Report

MOST_LOST = 3
"""So many workers may be lost with the same submission before it is given up."""
PATIENCE_SECONDS = 60.0
"""How long nobody may be there who could grade. Jobs of Slurm's may wait in its queue for as long as they like."""
_AGAIN_SECONDS = 30.0


@dataclass
class _Wanted:
    """A submission that is to be graded. It gets the same seed wherever it goes. `why` says how the last worker was lost."""

    number: int
    seed: int
    lost: int = 0
    why: str = ""


@dataclass
class _At:
    """What is known of a worker: what it has in hand, whether it has the course, and why it can't grade."""

    flying: dict[str, _Wanted] = field(default_factory=dict)
    has_course: bool = False
    is_asked_for_course: bool = False
    unfit: str = ""


class OnCluster(Class):
    """As `Class`, on the workers of a cluster, to which it connects if something is to be graded; `how.jobs` is the most at a
    time there. `says` is told in sentences what a person should know meanwhile. ClusterError is raised where the cluster can't be
    had or is lost, once what is finished was given.
    """

    def __init__(
        self,
        course: Course,
        tasks: Sequence[Task],
        how: How,
        stop: Callable[[], bool],
        connect: Callable[[], Cluster],
        says: Callable[[str], None],
    ) -> None:
        super().__init__(course, tasks, how, stop)
        self._connect, self._says = connect, says
        self._at: dict[str, _At] = {}
        self._waiting: deque[_Wanted] = deque()
        self._nobody_since: float | None = None
        self._asked = 0.0

    def _begin(self, until_done: ExitStack) -> None:
        """Nothing is begun here."""

    def _judged(self, numbers: Sequence[int]) -> Generator[Graded]:
        tasks = [self._tasks[number] for number in numbers]
        rules.refuse({self._remembered.assignment(task): None for task in tasks})
        self._side = CourseSide.of(self._course, self._how.device, self._how.sandbox)
        self._waiting = deque(_Wanted(number, self._seed(self._tasks[number])) for number in numbers)
        with self._connect() as self._cluster:  # what is on its way when this ends is given up
            while self._waiting or self._flying():
                if self._stop():
                    raise KeyboardInterrupt
                self._without_the_lost()
                yield from self._send_out()
                for came in self._cluster.come():
                    yield from self._take(came)
                self._must_go_on()

    def _flying(self) -> int:
        return sum(len(at.flying) for at in self._at.values())

    def _fit(self) -> list[Worker]:
        """The workers that are there and can grade, as far as is known."""
        return [one for one in self._cluster.workers if not self._at.setdefault(one.address, _At()).unfit]

    def _without_the_lost(self) -> None:
        """What lost workers had in hand waits again, at the end."""
        there = {one.address for one in self._cluster.workers}
        for address in [address for address in self._at if address not in there]:
            lost = list(self._at[address].flying.values())
            for key in self._at[address].flying:
                self._cluster.give_up(key)
            del self._at[address]
            if lost:
                self._says(f"the worker {address} is lost; {_what(len(lost))} it had in hand goes to another.")
            self._waiting += [_once_more(one, f"the worker {address} was lost") for one in lost]

    def _send_out(self) -> Generator[Graded]:
        """Give each worker what it has room for. What was lost with a worker goes to one that has nothing else in hand, and gets
        nothing else meanwhile: else others would be lost with it again.
        """
        while self._waiting and self._flying() < self._how.jobs:
            wanted = self._waiting[0]
            if wanted.lost >= MOST_LOST:
                yield self._given_up(self._waiting.popleft(), ClusterError(f"{wanted.why}, as were {wanted.lost - 1} before"))
                continue
            worker = self._with_room(alone=wanted.lost > 0)
            if worker is None:
                return
            self._waiting.popleft()
            try:
                frame = sent(self._tasks[wanted.number], wanted.seed, self._how.explains, self._how.keeps_cells)
            except OutOfReach as e:
                yield self._given_up(wanted, e)
                continue
            at = self._at[worker.address]
            key = self._cluster.send(worker, self._side.digest, self._side.frame if at.is_asked_for_course else None, frame)
            at.is_asked_for_course = False
            at.flying[key] = wanted

    def _with_room(self, alone: bool) -> Worker | None:
        """A worker that can take one more: the least busy one. Until it has the course it gets one only."""
        found = []
        for worker in self._fit():
            at = self._at[worker.address]
            is_reserved = any(one.lost for one in at.flying.values())
            places = 1 if alone or is_reserved or not at.has_course else worker.places
            if len(at.flying) < min(places, worker.places):
                found.append((len(at.flying) / worker.places, worker))
        return min(found, key=lambda one: one[0])[1] if found else None

    def _take(self, came: Came) -> Generator[Graded]:
        address = next(address for address, at in self._at.items() if came.key in at.flying)
        at = self._at[address]
        wanted = at.flying.pop(came.key)
        if came.answer is None:
            self._failed(address, wanted, came.error)
            return
        try:
            if len(came.answer) > MAX_ANSWER:
                raise ValueError("too large")
            said = dict(json.loads(came.answer))
            report = Report.of_dict(said["report"]) if "report" in said else None
            cells = None if said.get("notebook") is None else nbformat.from_dict(said["notebook"])
        except (ValueError, TypeError, KeyError, RecursionError) as e:
            self._unfit(address, wanted, f"what it answers can't be read ({type(e).__name__}): install the same autograder there")
            return
        task = self._tasks[wanted.number]
        if report is not None:
            at.has_course = True
            if (report.student, report.assignment, report.seed) == (task.student, task.assignment, wanted.seed):
                yield self._kept(wanted.number, report, cells)
            else:
                self._unfit(address, wanted, "it answered about another submission")
        elif "needs" in said:
            at.is_asked_for_course, at.has_course = True, False
            self._waiting.appendleft(wanted)
        elif "unfit" in said:
            self._unfit(address, wanted, str(said["unfit"]))
        else:
            at.has_course = False
            self._waiting.append(_once_more(wanted, f"on the worker {address} {said.get('lost', 'something was lost')}"))

    def _failed(self, address: str, wanted: _Wanted, e: BaseException | None) -> None:
        """What to do where dask gives an error in the place of an answer."""
        if isinstance(e, ImportError | AttributeError):
            self._unfit(address, wanted, f"it has another autograder, or none ({e}): install the same there")
        elif type(e).__name__ == "KilledWorker":
            self._waiting.append(_once_more(wanted, f"the worker {address} was lost"))
        elif (
            "Cancelled" in type(e).__name__
        ):  # the scheduler doesn't know it any more, which shows in a moment, and is nobody's fault
            self._waiting.append(wanted)
        else:
            self._unfit(address, wanted, f"{type(e).__name__}: {e}")

    def _unfit(self, address: str, wanted: _Wanted, why: str) -> None:
        """That worker gets nothing more; what it had in hand goes to others, without any blame."""
        self._waiting.appendleft(wanted)
        if not self._at[address].unfit:
            self._at[address].unfit = why
            self._says(f"the worker {address} can't grade: {why.rstrip('.')}.")

    def _given_up(self, wanted: _Wanted, e: Exception) -> Graded:
        task, how = self._tasks[wanted.number], self._how
        report = not_graded(submission(self._remembered.assignment(task), task, wanted.seed), how.device, how.sandbox, e)
        return self._kept(wanted.number, report, None)

    def _must_go_on(self) -> None:
        """Raises ClusterError where it can't."""
        if self._cluster.trouble:
            raise ClusterError(f"{self._cluster.trouble}.")
        if self._flying() or not self._waiting:
            self._nobody_since = None
            return
        if self._fit():
            self._nobody_since = None
            return
        there = self._cluster.workers
        if there:
            raise ClusterError(f"none of the cluster's {len(there)} workers can grade; see above why.")
        now = time.monotonic()
        if self._nobody_since is None:
            self._nobody_since = now
            gpu = ' that declares a GPU (--resources "GPU=1")' if self._cluster.with_gpu else ""
            asked = "no job of Slurm's runs yet (`squeue` lists them)" if self._cluster.is_queued else f"no worker{gpu} is there"
            self._says(f"{asked}: waiting for one.")
        if now - self._asked > _AGAIN_SECONDS:
            self._asked = now
            self._cluster.ask_again()
        if not self._cluster.is_queued and now - self._nobody_since > PATIENCE_SECONDS:
            raise ClusterError(
                f"no worker came to {self._cluster.address} in {PATIENCE_SECONDS:.0f} s: start some, such as "
                f"`dask worker {self._cluster.address}`."
            )


def _once_more(wanted: _Wanted, why: str) -> _Wanted:
    wanted.lost, wanted.why = wanted.lost + 1, why
    return wanted


def _what(count: int) -> str:
    return "the notebook that" if count == 1 else f"each of the {count} notebooks that"
