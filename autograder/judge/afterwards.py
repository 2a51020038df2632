"""Pictures of what isn't right, drawn when all is decided: nothing that they ask of a student's code changes an outcome."""

from collections.abc import Callable
from dataclasses import replace

from autograder.checking.handles import WorkerHandle
from autograder.judge import apart
from autograder.judge.session import Session
from autograder.notebooks import outputs
from autograder.notebooks.format import NotebookNode
from autograder.results.report import CellResult, CheckResult, Report
from autograder.results.telling import About, place
from autograder.workers.budget import Purse
from autograder.workers.worker import Worker

SECONDS, IDLE_SECONDS = 6.0, 2.0
"""What the code of a submission may take for all its pictures together; one call gets half of what is left of it, at most."""
CALL_SECONDS = 2.0
_NOTHING_TO_SEE: tuple[About, ...] = ("cell", "code", "letter", "untried")
"""What is told first where a call would only raise again, or have to be stopped again."""


class Drawing:
    """Asks the worker in which a notebook ran, as it is at its end. `handle` makes a handle to it."""

    def __init__(self, session: Session, worker: Worker, handle: Callable[[Worker], WorkerHandle]) -> None:
        self._session, self._worker, self._handle = session, worker, handle

    def draw(self, report: Report, cells: dict[str, NotebookNode]) -> None:
        """Give each exercise that failed its picture: with the result that is read first, and in the outputs of its cell.

        There is one for an exercise, and none where a check has shown one already. `cells` are the graded ones, by grade_id.
        """
        if not self._worker.alive:
            return
        before, self._worker.purse = self._worker.purse, Purse(SECONDS, IDLE_SECONDS, apart.machine_took)
        seen = set()
        for cell in report.cells:
            if cell.exercise in seen or cell.status != "fail" or not self._worker.alive:
                continue
            seen.add(cell.exercise)
            self._draw(cell, report.checks_of(cell.exercise), cells.get(cell.grade_id))
        self._worker.purse = before

    def _draw(self, cell: CellResult, of_exercise: list[CheckResult], shown: NotebookNode | None) -> None:
        first = min((check for check in cell.checks if check.status == "fail"), key=place)
        if first.about in _NOTHING_TO_SEE or any(check.picture for check in of_exercise):
            return
        found = self._session.draw(cell.exercise, self._asked)
        if found is None:
            return
        at = next(i for i, check in enumerate(cell.checks) if check is first)
        cell.checks[at] = replace(first, picture=found.png, alt=found.alt)
        if shown is not None:
            shown.outputs.append(outputs.image(found.png, found.alt))

    def _asked(self) -> WorkerHandle:
        handle = self._handle(self._worker)
        handle.call_seconds = CALL_SECONDS
        return handle
