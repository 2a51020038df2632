"""One submission on its way: its cells run in a worker, and at each graded cell its checks."""

import hashlib

from nbformat import NotebookNode

from autograder.checking.handles import WorkerHandle
from autograder.checking.values import as_tensor
from autograder.judge.plugin import CheckCell
from autograder.judge.session import run_session
from autograder.notebooks import outputs, scoring
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_picture
from autograder.notebooks.course import Assignment
from autograder.notebooks.settings import Seconds
from autograder.results.report import CellResult, CheckResult, Report
from autograder.workers.budget import WorkerGone
from autograder.workers.worker import Worker, WorkerLost
from autograder.workers.zygote import Zygote

MAX_RESTARTS = 8
"""How often a submission gets a new worker after one was ended by its code."""


class Run:
    """One notebook on its way through one worker, or through several if its code ends them."""

    def __init__(
        self, zygote: Zygote, notebook: NotebookNode, assignment: Assignment, report: Report, seconds: Seconds | None = None
    ) -> None:
        self.zygote, self.notebook, self.assignment, self.report = zygote, notebook, assignment, report
        self.seconds = seconds or assignment.settings.seconds
        self.done: list[tuple[int, str]] = []  # the cells that ran, so that a new worker can be brought up to date
        self.restarts = 0
        self.stopped = 0
        self.spent = 0.0
        self.worker = self._new_worker()

    def go(self) -> None:
        try:
            run_session(self.assignment.settings.checks, self.assignment.exercises(), self._worker_handle, self.run_cells)
        finally:
            self.worker.close()

    def run_cells(self, check_cell: CheckCell) -> None:
        decided = self.assignment.decided()
        code_cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        for number, cell in enumerate(code_cells, start=1):
            cell.execution_count = number
            grade_id = grade_id_of(cell)
            cell.outputs = [] if is_picture(cell) and grade_id else self._run_cell(cell, number)
            if grade_id not in decided:
                continue
            if self.assignment.is_as_written(grade_id):
                self.report.cells.append(scoring.of_cell(cell))
                continue
            points = float(decided[grade_id].metadata["nbgrader"]["points"])
            exercise, _ = exercise_and_part(grade_id)
            result = CellResult(grade_id, exercise, points, self.check(grade_id, check_cell))
            self.report.cells.append(result)
            cell.outputs = outputs.of_result(result, cell.outputs)

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        """What a graded cell's checks found. The kit's tests of its own grader check more, or less, in here."""
        return check_cell(grade_id, self.report.seed)

    def _run_cell(self, cell: NotebookNode, number: int) -> list[NotebookNode]:
        try:
            answer = self.living_worker().ask(
                {"do": "run_cell", "source": cell.source, "cell": number},
                min(self.seconds.cell * self._patience(), self._seconds_left()),
            )
        except WorkerGone as e:
            self.report.notes.append(f"Code cell {number} was stopped: {e}. The cells after it ran without it.")
            return outputs.of_error("Stopped", f"{e}")
        except WorkerLost as e:
            # The checks that follow meet a new worker; those that need this cell then say so.
            self.report.notes.append(f"Code cell {number} couldn't be run: {e}.")
            return outputs.of_error("Lost", f"{e}")
        error = answer.get("error")
        if isinstance(error, dict):
            where = f", line {error['line']}" if isinstance(error.get("line"), int) else ""
            told = f"{error.get('type')}: {error.get('message')}"[:300]
            if error.get("type") == "Interrupted":
                self.report.notes.append(f"Code cell {number} was stopped: {error.get('message')}")
            elif error.get("type") not in ("NotImplementedError", "AssertionError") and not is_graded(cell):
                self.report.notes.append(f"Code cell {number}{where} raised {told}")
        if not (isinstance(error, dict) and error.get("type") == "Interrupted"):
            self.done.append((number, cell.source))
        return outputs.cleaned(answer.get("outputs"))

    def run_code(self, source: str) -> None:
        """Run `source` in the worker, as a cell that the notebook doesn't have."""
        self.living_worker().ask({"do": "run_cell", "source": source, "cell": 999}, self.seconds.cell)

    def _worker_handle(self) -> WorkerHandle:
        settings = self.assignment.settings
        received = as_tensor if settings.arrays_as_tensors else lambda value: value
        handle = WorkerHandle(self.living_worker(), settings.words, settings.imports, self._patience(), received)
        handle.call_seconds = self.seconds.call
        return handle

    def _patience(self) -> float:
        """The share of the usual time that code still gets: less, the more often it ran out of it before.

        A submission full of endless loops must not hold up the class; a quarter is still many times what
        correct code needs.
        """
        return max(0.25, 0.5 ** (self.stopped + self.worker.stopped))

    def living_worker(self) -> Worker:
        """The worker; a new one that ran the same cells, if the code ended the last one."""
        if not self.worker.alive and self.restarts < MAX_RESTARTS and self._seconds_left() > 0:
            self.restarts += 1
            self.stopped += self.worker.stopped
            self.spent += self.worker.cpu_seconds()
            self.worker.close()
            self.worker = self._new_worker()
            for number, source in self.done:
                try:
                    self.worker.ask({"do": "run_cell", "source": source, "cell": number}, self._seconds_left())
                except (WorkerGone, WorkerLost):
                    break
        return self.worker

    def _seconds_left(self) -> float:
        return self.seconds.submission - self.spent - self.worker.cpu_seconds()

    def _new_worker(self) -> Worker:
        seed = _worker_seed(self.report.seed)
        return self.zygote.worker(seed, self.report.device, self.assignment.folder, self.seconds.idle)


def _worker_seed(seed: int) -> int:
    """The seed of the worker's generators: not the submission's own, from which the hidden inputs come."""
    return int.from_bytes(hashlib.sha256(f"worker:{seed}".encode()).digest()[:4], "big")
