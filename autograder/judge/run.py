"""One submission on its way: its cells run in a worker, and at each graded cell its checks."""

import hashlib
from pathlib import Path

from autograder.checking.handles import WorkerHandle
from autograder.checking.values import TENSORS, as_tensor
from autograder.judge.plugin import CheckCell
from autograder.judge.session import run_session
from autograder.judge.succession import Succession
from autograder.notebooks import outputs, scoring
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_given, is_graded, is_picture, points_of
from autograder.notebooks.course import Assignment
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.settings import Seconds
from autograder.results.report import CellResult, CheckResult, Report
from autograder.workers.budget import WorkerGone
from autograder.workers.worker import Worker, WorkerLost
from autograder.workers.zygote import Zygote


class Run:
    """One notebook on its way through one worker, or through several if its code ends them."""

    def __init__(
        self,
        zygote: Zygote,
        notebook: NotebookNode,
        assignment: Assignment,
        report: Report,
        seconds: Seconds | None = None,
        files: Path | None = None,
    ) -> None:
        self.zygote, self.notebook, self.assignment, self.report = zygote, notebook, assignment, report
        self.seconds = seconds or assignment.settings.seconds
        self.files = files or assignment.folder
        self.workers = Succession(self._new_worker, self._repeat, self.seconds.submission)
        if zygote.ready:
            self.workers.start()  # it gets ready while the checks are collected

    def go(self) -> None:
        """Run the cells and their checks; the report and the notebook's outputs say what came of it."""
        said = self.assignment.settings
        tensors = TENSORS.set(said.arrays_as_tensors or "torch" in said.modules)
        try:
            run_session(said.checks, self.assignment.exercises(), self._worker_handle, self.run_cells)
        finally:
            TENSORS.reset(tensors)
            self.workers.close()

    def run_cells(self, check_cell: CheckCell) -> None:
        """Run the cells in order, and at each graded cell what decides about it."""
        decided = self.assignment.decided()
        code_cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        for number, cell in enumerate(code_cells, start=1):
            cell.execution_count = number
            grade_id = grade_id_of(cell)
            if grade_id not in decided:
                cell.outputs = [] if is_picture(cell) and grade_id else self.run_cell(cell, number)
            elif self.assignment.is_as_written(grade_id):
                cell.outputs = self.run_cell(cell, number, as_written=True)
                self.report.cells.append(scoring.of_cell(cell))
            else:
                cell.outputs = self.run_cell(cell, number)
                points = points_of(decided[grade_id])
                exercise, _ = exercise_and_part(grade_id)
                result = CellResult(grade_id, exercise, points, self.check(grade_id, check_cell))
                self.report.cells.append(result)
                cell.outputs = outputs.of_result(result, cell.outputs)

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        """What a graded cell's checks found. The kit's tests of its own grader check more, or less, in here."""
        return check_cell(grade_id, self.report.seed)

    def run_cell(self, cell: NotebookNode, number: int, as_written: bool = False) -> list[NotebookNode]:
        """The outputs of a cell; nbgrader scores by them those that are run `as_written`."""
        try:
            answer = self.workers.living().ask(
                {"do": "run_cell", "source": cell.source, "cell": number},
                min(self.seconds.cell * self._patience(), self.workers.seconds_left()),
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
                if is_given(cell):
                    given = str(grade_id_of(cell))
                    self.report.given_failures[given] = f"the given cell `{given}`{where} raised {told}"
        if not (isinstance(error, dict) and error.get("type") == "Interrupted"):
            self.workers.ran((number, cell.source))
        found = outputs.cleaned(answer.get("outputs"), number)
        return outputs.with_error(found, error) if as_written else found

    def run_code(self, source: str) -> None:
        """Run `source` in the worker, as a cell that the notebook doesn't have."""
        self.workers.living().ask({"do": "run_cell", "source": source, "cell": 999}, self.seconds.cell)

    def _worker_handle(self) -> WorkerHandle:
        settings = self.assignment.settings
        received = as_tensor if settings.arrays_as_tensors else lambda value: value
        handle = WorkerHandle(self.workers.living(), settings.words, settings.modules, self._patience(), received)
        handle.call_seconds = self.seconds.call
        return handle

    def _patience(self) -> float:
        """The share of the usual time that code still gets: less, the more often it ran out of it before.

        A submission full of endless loops must not hold up the class; a quarter is still many times what
        correct code needs.
        """
        return float(max(0.25, 0.5 ** self.workers.times_stopped()))

    def _repeat(self, worker: Worker, cell: tuple[int, str]) -> None:
        number, source = cell
        worker.ask({"do": "run_cell", "source": source, "cell": number}, self.workers.seconds_left())

    def _new_worker(self) -> Worker:
        return self.zygote.worker(worker_seed(self.report.seed), self.report.device, self.files, self.seconds.idle)


def worker_seed(seed: int) -> int:
    """The seed of the worker's generators: not the submission's own, from which the hidden inputs come."""
    return int.from_bytes(hashlib.sha256(f"worker:{seed}".encode()).digest()[:4], "big")
