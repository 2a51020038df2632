"""The judge: runs a submission's cells in a worker, and its checks at each graded cell.

Student code never runs in this process. What comes back from the worker are values, which the checks look
at, and outputs, which are decoration.
"""

import gc
import hashlib
import secrets
from pathlib import Path
from types import TracebackType
from typing import Any

import torch
from nbformat import NotebookNode

from autograder import data, outputs, submission
from autograder.checking import CheckCell, run_session
from autograder.course import CHECKS, Assignment, Course, exercise_and_part, grade_id_of, is_graded, is_picture
from autograder.pool import Pool, PoolError
from autograder.process import CELL_SECONDS, WorkerGone, WorkerLost, WorkerProcess
from autograder.remote import RemoteWorker
from autograder.report import CellResult, CheckResult, Report

SUBMISSION_SECONDS = 600.0
"""Processor time that one submission may use, all its workers together."""
MAX_RESTARTS = 8
"""How often a submission gets a new worker after one was ended by its code."""


class Judge:
    """Grades submissions of one course, one after another, with one zygote.

        with Judge(Course.at(Path("."))) as judge:
            report = judge.grade(notebook, "02_distances", student="ada")

    `checks` is the folder of the hidden checks. `device` is "auto", "cpu" or "cuda"; `sandbox=False` runs the code
    unprotected, for one's own only.
    """

    def __init__(self, course: Course, device: str = "auto", sandbox: bool = True, checks: Path = CHECKS) -> None:
        # One thread, as in the workers: expected values come out the same on every machine, busy or not.
        torch.set_num_threads(1)
        self.course = course
        self.sandbox = sandbox
        self.checks = checks
        has_gpu = torch.cuda.is_available()
        self.device = ("cuda" if has_gpu else "cpu") if device == "auto" else device
        self.no_gpu = self.device == "cuda" and not has_gpu
        self._pool: Pool | None = None
        # torch and pytest leave a million objects, and pytest's many small ones make the collector look through all
        # of them again and again: half the judge's time.
        gc.collect()
        gc.freeze()

    def grade(self, notebook: NotebookNode, assignment_name: str, student: str, seed: int | None = None) -> Report:
        """Grade `notebook`, in place: its cells get their outputs, its graded cells their outcomes.

        Whatever is wrong with the notebook becomes a note or a failed check. Raises CourseError for an
        assignment that there isn't, and SandboxError when the sandbox can't be had here.
        """
        assignment = self.course.assignment(assignment_name)
        seed = secrets.randbelow(2**32) if seed is None else seed
        report = Report(student, assignment.name, f"{assignment.name}.ipynb", seed, self.device, self.sandbox)
        refused = submission.unreadable(notebook)
        if refused is None and submission.answers_another(notebook, assignment):
            refused = f"This notebook has none of the cells of {assignment.name}; was it made for another assignment?"
        report.notes += [refused] if refused else []
        mended = submission.mend(notebook, assignment)
        report.notes += [] if refused else mended
        if refused is not None:
            self._give_all(notebook, report, assignment, "fail", refused)
        elif self.no_gpu:
            why = "Not graded: a GPU was asked for (--device cuda), and this machine has none that torch can use."
            self._give_all(notebook, report, assignment, "error", why)
        else:
            try:
                Run(self.workers(), notebook, assignment, report, self.checks).go()
            except PoolError as e:
                # The machine's fault; the next submission gets a new zygote.
                self.close()
                report.cells.clear()
                self._give_all(notebook, report, assignment, "error", f"Not graded: {e}")
        return report

    def _give_all(self, notebook: NotebookNode, report: Report, assignment: Assignment, status: Any, why: str) -> None:
        """The same outcome for every graded cell, without running anything."""
        checked = assignment.checked()
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
            grade_id = grade_id_of(cell)
            if grade_id in checked:
                result = _cell_result(grade_id, checked[grade_id], [CheckResult("notebook", status, why)])
                report.cells.append(result)
                cell.outputs = outputs.of_result(result)

    def workers(self) -> Pool:
        """Where a run gets its workers: one zygote, started when first asked for. Raises SandboxError."""
        if self._pool is None:
            folder = data.fastai_folder()
            data.install(folder)
            self._pool = Pool(self.course.source, folder, self.sandbox)
        return self._pool

    def close(self) -> None:
        """End the zygote and every worker."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


class Run:
    """One notebook on its way through one worker, or through several if its code ends them."""

    def __init__(self, pool: Pool, notebook: NotebookNode, assignment: Assignment, report: Report, checks: Path) -> None:
        self.pool, self.notebook, self.assignment, self.report, self.checks = pool, notebook, assignment, report, checks
        self.done: list[tuple[int, str]] = []  # the cells that ran, so that a new worker can be brought up to date
        self.restarts = 0
        self.stopped = 0
        self.spent = 0.0
        self.process = self._new_process()

    def go(self) -> None:
        try:
            exercises = list(dict.fromkeys(exercise_and_part(grade_id)[0] for grade_id in self.assignment.checked()))
            run_session(exercises, self._living_worker, self.run_cells, self.checks)
        finally:
            self.process.close()

    def run_cells(self, check_cell: CheckCell) -> None:
        checked = self.assignment.checked()
        code_cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        for number, cell in enumerate(code_cells, start=1):
            cell.execution_count = number
            grade_id = grade_id_of(cell)
            cell.outputs = [] if is_picture(cell) and grade_id else self._run_cell(cell, number)
            if grade_id in checked:
                result = _cell_result(grade_id, checked[grade_id], self.check(grade_id, check_cell))
                self.report.cells.append(result)
                cell.outputs = outputs.of_result(result, cell.outputs)

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        """What a graded cell's checks found. The kit's tests of its own grader check more, or less, in here."""
        return check_cell(grade_id, self.report.seed)

    def _run_cell(self, cell: NotebookNode, number: int) -> list[NotebookNode]:
        try:
            answer = self._living_process().ask(
                {"do": "run_cell", "source": cell.source, "cell": number},
                min(CELL_SECONDS * self._patience(), self._seconds_left()),
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

    def _living_worker(self) -> RemoteWorker:
        process = self._living_process()
        return RemoteWorker(process, self.report.device, self._patience())

    def _patience(self) -> float:
        """The share of the usual time that code still gets: less, the more often it ran out of it before.

        A submission full of endless loops must not hold up the class; a quarter is still many times what
        correct code needs.
        """
        return max(0.25, 0.5 ** (self.stopped + self.process.stopped))

    def _living_process(self) -> WorkerProcess:
        """The worker; a new one that ran the same cells, if the code ended the last one."""
        if not self.process.alive and self.restarts < MAX_RESTARTS and self._seconds_left() > 0:
            self.restarts += 1
            self.stopped += self.process.stopped
            self.spent += self.process.cpu_seconds()
            self.process.close()
            self.process = self._new_process()
            for number, source in self.done:
                try:
                    self.process.ask({"do": "run_cell", "source": source, "cell": number}, self._seconds_left())
                except (WorkerGone, WorkerLost):
                    break
        return self.process

    def _seconds_left(self) -> float:
        return SUBMISSION_SECONDS - self.spent - self.process.cpu_seconds()

    def _new_process(self) -> WorkerProcess:
        return self.pool.worker(_worker_seed(self.report.seed), self.report.device, self.assignment.folder)


def _worker_seed(seed: int) -> int:
    """The seed of the worker's generators: not the submission's own, from which the hidden inputs come."""
    return int.from_bytes(hashlib.sha256(f"worker:{seed}".encode()).digest()[:4], "big")


def _cell_result(grade_id: str, cell: NotebookNode, checks: list[CheckResult]) -> CellResult:
    return CellResult(grade_id, exercise_and_part(grade_id)[0], float(cell.metadata["nbgrader"]["points"]), checks)
