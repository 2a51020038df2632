"""A submission that is being graded in a process of its own, seen from the process that waits for it."""

import copy
import select
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from autograder.handed_in import OutOfReach
from autograder.judge import apart, submission
from autograder.judge.apart import STEP_SECONDS, Ended
from autograder.judge.job import Job
from autograder.judge.session import Session
from autograder.judge.submission import Submission, give_all
from autograder.notebooks import mending
from autograder.notebooks.format import NotebookNode, nbformat, new_notebook
from autograder.results.report import Report, Status
from autograder.workers.line import Line
from autograder.workers.worker import WorkerLost
from autograder.workers.zygote import ZygoteError

if TYPE_CHECKING:
    from autograder.judge.judge import Judge

_LOST = "Not graded: the grading machine couldn't run it."
_UNREAD = "Not graded: the grading machine couldn't read the notebook."


def not_graded(asked: Submission, device: str, sandbox: bool, e: Exception) -> Report:
    """The report of a submission that came to no judge, since this machine can't read it or others lost it: an error, ours."""
    report, notebook = asked.report(device, sandbox), new_notebook()
    told = _UNREAD if isinstance(e, OutOfReach) else _LOST
    mending.mend(notebook, asked.assignment)
    report.digest = asked.digest()
    report.note(f"{told} See who may read it, and grade it again." if isinstance(e, OutOfReach) else told)
    give_all(notebook, report, asked.assignment, "error", told, str(e))
    return report


class Grading:
    """One submission on its way. When the process that grades it ends without a report, the same is tried with the
    instructor's own notebook: if that goes well, it was the submission's doing; if not, it is an error of ours. When the
    machine ended that process, it is tried once more with the submission, and is an error if the machine ends that too.

    `keep_notebook`: the graded notebook is `graded`, once the report is there. Raises CourseError and SandboxError.
    """

    def __init__(self, judge: "Judge", asked: Submission, keep_notebook: bool = False) -> None:
        self._judge, self._asked, self._keep = judge, asked, keep_notebook
        self._ended: Ended | None = None
        self._lost: Ended | None = None
        self._report: Report | None = None
        self._job: Job | None = None
        self.graded: NotebookNode | None = None
        # Before it is read to be graded: a file that changes meanwhile is never taken for the one that was.
        self._digest = asked.digest()
        judge.look_at(asked.assignment)
        if judge.no_gpu:
            why = "Not graded: a GPU was asked for (--device cuda), and this machine has none that torch can use."
            self._give("error", why)
        else:
            self._start(asked)

    def _start(self, asked: Submission) -> None:
        judge = self._judge

        def work(line: Line, session: Session) -> dict[str, Any]:
            notebook, report = new_notebook(), asked.report(judge.device, judge.sandbox)
            try:
                notebook = asked.read(report)
                submission.grade(asked, notebook, report, line, session, judge.seconds)
            except (ZygoteError, WorkerLost) as e:
                give_all(notebook, report, asked.assignment, "error", _LOST, str(e))
            except OutOfReach as e:
                mending.mend(notebook, asked.assignment)
                report.note(f"{_UNREAD} See who may read it, and grade it again.")
                give_all(notebook, report, asked.assignment, "error", _UNREAD, str(e))
            return {"report": report.as_dict(), "notebook": notebook if self._keep else None}

        try:
            most = apart.MAX_REPORT + (apart.MAX_NOTEBOOK if self._keep else 0)
            self._job = judge.start(asked.assignment, work, most)
        except ZygoteError as e:
            self._give("error", _LOST, str(e))

    def fileno(self) -> int:
        """What can be read as soon as there is something to `look` at; -1 if there is already."""
        return self._job.fileno() if self._job is not None else -1

    def look(self) -> Report | None:
        """The report, once it is there."""
        job = self._job
        if job is None or not job.look():
            return self._report
        self._job = None
        try:
            found = job.result()
        except Ended as e:
            self._after(e)
            return self._report
        report = Report.of_dict(found["report"])
        if self._ended is not None:
            self._give_up("fail" if report.status == "pass" else "error", self._ended)
            return self._report
        if self._keep:
            self.graded = nbformat.from_dict(found["notebook"])
        self._report = report
        return report

    def _after(self, e: Ended) -> None:
        """What to do when the process ended without a report."""
        if self._ended is not None or (e.by_the_machine and self._lost is not None):
            self._give_up("error", e)
            return
        if e.by_the_machine:
            self._lost = e
            self._start(self._asked)
            return
        self._ended = e
        solved = copy.deepcopy(self._asked.assignment.notebook)
        self._start(replace(self._asked, notebook=solved, files=None, overwritten=False))

    def _give_up(self, status: Status, e: Ended) -> None:
        told = f"This notebook can't be graded: the process that graded it {e}."
        if status == "error":
            told = "Not graded: the process that grades this notebook ended, and that is no fault of yours."
        last = ([line for line in e.details.splitlines() if line.strip()] or [""])[-1]
        self._give(status, told, f"the process that graded it {e}. {last}".strip(), e.details)

    def _give(self, status: Status, told: str, reason: str = "", details: str = "") -> None:
        """The same outcome for everything, and a notebook without anything of what was handed in."""
        report, notebook = self._asked.report(self._judge.device, self._judge.sandbox), new_notebook()
        mending.mend(notebook, self._asked.assignment)
        report.digest = self._digest
        report.note(told)
        give_all(notebook, report, self._asked.assignment, status, told, reason, details)
        if self._keep:
            self.graded = notebook
        self._report = report

    def kill(self) -> None:
        """Give it up."""
        if self._job is not None:
            self._job.kill()


def finished(gradings: list[Grading], stop: Callable[[], bool]) -> Iterator[tuple[Grading, Report]]:
    """Each of the `gradings` that has ended, taken out of the list, with its report; returns when one has, or after a moment.

    Raises KeyboardInterrupt when `stop` says so.
    """
    if stop():
        raise KeyboardInterrupt
    waiting = [grading for grading in gradings if grading.fileno() >= 0]
    select.select(waiting, [], [], STEP_SECONDS if len(waiting) == len(gradings) else 0)
    for grading in list(gradings):
        report = grading.look()
        if report is not None:
            gradings.remove(grading)
            yield grading, report
