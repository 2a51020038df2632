"""Notebooks without hidden checks: their cells run in the sandbox as the instructor wrote them, and nbgrader scores.

This takes the place of nbgrader's Execute, and keeps its ways: each cell's real outputs, an error output for whatever
went wrong in it, and the timeouts.
"""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError

from autograder.judge import apart, not_there
from autograder.judge.job import Job, allowance
from autograder.judge.run import worker_seed
from autograder.judge.succession import Succession
from autograder.notebooks import outputs
from autograder.notebooks.cells import is_graded
from autograder.notebooks.format import NotebookNode, nbformat
from autograder.notebooks.ordering import is_set_aside
from autograder.notebooks.settings import Seconds
from autograder.results.report import bounded
from autograder.workers.answer import Answer
from autograder.workers.budget import Purse, WorkerGone
from autograder.workers.line import Line
from autograder.workers.worker import Worker, WorkerLost
from autograder.workers.zygote import ZygoteError

NO_LIMIT = 1 << 30


@dataclass(frozen=True)
class ExecuteSettings:
    """What nbgrader's Execute is told to do; each name is a setting of it.

    `timeout` gives the seconds of a cell, None for no limit. Those in which it waits for a processor don't count.
    """

    timeout: Callable[[NotebookNode], float | None] = lambda cell: 30.0
    interrupt_on_timeout: bool = True
    error_on_timeout: dict[str, Any] | None = None
    skip_cells_with_tag: str = ""


class AsWritten:
    """One notebook on its way through its cells, beside the files of `folder`."""

    def __init__(
        self,
        line: Line,
        notebook: NotebookNode,
        folder: Path,
        rules: ExecuteSettings,
        seed: int,
        device: str,
        seconds: float,
    ) -> None:
        self.line, self.notebook, self.folder, self.rules = line, notebook, folder, rules
        self.seed, self.device = seed, device
        self.cells = [cell for cell in notebook.cells if cell.cell_type == "code" and not self._is_skipped(cell)]
        timeouts = [rules.timeout(cell) for cell in self.cells]
        self.most = math.inf if None in timeouts else max(seconds, sum(t for t in timeouts if t is not None))
        self.notes: list[str] = []
        self.missed: set[str | None] = set()
        """The modules of which a note tells that they aren't there."""
        self.allowance = outputs.Allowance()
        self.workers = Succession(self._new_worker, self._repeat, Purse(self.most, machine_took=apart.machine_took))

    def go(self, ignored: Callable[[str], bool]) -> list[str]:
        """Run the cells, in place; files that they write come to the folder, but for names that are `ignored`.

        Returns notes. Raises CellTimeoutError where the rules say so; ZygoteError and WorkerLost when the machine can't
        run it, which is no student's fault.
        """
        try:
            for number, cell in enumerate(self.cells, start=1):
                cell.execution_count = number
                cell.outputs = self._run_cell(cell, number)
        finally:
            note = self.workers.worker.bring_back(self.folder, ignored) if self.workers.started else None
            self.notes += [note] if note else []
            self.workers.close()
        self.notebook.metadata["language_info"] = _language()
        return bounded(self.notes)

    def _is_skipped(self, cell: NotebookNode) -> bool:
        # A graded cell runs whatever its tags say, since tags are the student's to change.
        tags = cell.metadata.get("tags")
        tagged = isinstance(tags, list) and self.rules.skip_cells_with_tag in tags
        return ((tagged or is_set_aside(cell)) and not is_graded(cell)) or not cell.source.strip()

    def _run_cell(self, cell: NotebookNode, number: int) -> list[NotebookNode]:
        worker = self.workers.living()
        stopped = worker.stopped
        try:
            answer = self._ask(worker, (number, cell))
        except WorkerGone as e:
            self.notes.append(f"Code cell {number} was stopped: {e}. The cells after it ran without it.")
            if worker.stopped > stopped:
                return self._out_of_time(cell, [])
            return outputs.of_error("Stopped", f"{e}")
        for sentence in answer["said"]:
            module = not_there.in_sentence(sentence)
            if module is None or module not in self.missed:
                self.notes.append(f"Code cell {number}: {sentence}")
                self.missed |= {module}
        found = outputs.cleaned(answer["outputs"], number, self.allowance)
        if worker.stopped > stopped:
            self.notes.append(f"Code cell {number} was stopped: it took too long.")
            return self._out_of_time(cell, found)
        self.workers.ran((number, cell))
        return outputs.with_error(found, answer["error"])

    def _out_of_time(self, cell: NotebookNode, found: list[NotebookNode]) -> list[NotebookNode]:
        """What nbgrader's Execute does with a cell that took too long."""
        timeout = self.rules.timeout(cell)
        if not self.rules.interrupt_on_timeout:
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", int(timeout or 0), cell)
        # Without a setting the KeyboardInterrupt stands for it; code that swallowed that one ran out of time all the same.
        shown = next((output.ename for output in found if output.output_type == "error"), "Stopped")
        told = self.rules.error_on_timeout or {"ename": shown, "evalue": "it took too long"}
        return outputs.with_error(found, {"type": told["ename"], "message": told["evalue"]}, told.get("traceback"))

    def _ask(self, worker: Worker, cell: tuple[int, NotebookNode]) -> Answer:
        number, found = cell
        timeout = self.rules.timeout(found)
        request = {"do": "run_cell", "source": found.source, "cell": number}
        return worker.ask(request, self.workers.purse.left(), math.inf if timeout is None else float(timeout))

    def _repeat(self, worker: Worker, cell: tuple[int, NotebookNode]) -> None:
        self._ask(worker, cell)

    def _new_worker(self) -> Worker:
        cpu = NO_LIMIT if math.isinf(self.most) else math.ceil(1.5 * self.most)
        worker = self.line.worker(worker_seed(self.seed), self.device, self.folder, cpu_seconds=cpu)
        self.notes += [note for note in worker.given.left_out if note not in self.notes]
        return worker


def run_apart(
    line: Line,
    notebook: NotebookNode,
    folder: Path,
    rules: ExecuteSettings,
    seed: int,
    device: str,
    seconds: Seconds,
    ignored: Callable[[str], bool],
    stop: Callable[[], bool],
) -> list[str]:
    """Run `notebook`, in place, in a judge's process of its own; returns notes.

    Raises what `AsWritten.go` raises, and KeyboardInterrupt when `stop` says so.
    """
    run = AsWritten(line, notebook, folder, rules, seed, device, seconds.submission)

    def work() -> dict[str, Any]:
        try:
            notes = run.go(ignored)
        except CellTimeoutError as e:
            return {"timeout": str(e)}
        except (ZygoteError, WorkerLost) as e:
            return {"lost": str(e)}
        return {"notebook": notebook, "notes": notes}

    job = Job(line, work, allowance(seconds, run.most, apart.MAX_NOTEBOOK))

    def stop_if_asked() -> None:
        if stop():
            raise KeyboardInterrupt

    apart.wait(job, stop_if_asked)
    try:
        found = job.result()
    except apart.Ended as e:
        told = f"This notebook can't be graded: the process that ran it {e}."
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = outputs.of_error("Stopped", told)
        return [told]
    if "timeout" in found:
        raise CellTimeoutError(found["timeout"])
    if "lost" in found:
        raise ZygoteError(found["lost"])
    notebook.clear()
    notebook.update(nbformat.from_dict(found["notebook"]))
    return list(found["notes"])


def _language() -> dict[str, Any]:
    """`language_info` as a Python kernel gives it; feedback colours code by it."""
    return {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": sys.version.split()[0],
    }
