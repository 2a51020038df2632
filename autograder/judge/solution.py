"""The instructor's own notebook in a worker of its own: what a check is asked about when it broke with a student's value."""

from collections.abc import Callable

from autograder.notebooks.cells import grade_id_of, is_picture
from autograder.notebooks.course import Assignment
from autograder.notebooks.settings import Seconds
from autograder.workers.budget import Purse
from autograder.workers.worker import Worker


class Solution:
    """The instructor's notebook, run as far as it is asked for. `new` starts a worker."""

    def __init__(self, new: Callable[[], Worker], assignment: Assignment, seconds: Seconds) -> None:
        self._new, self._assignment, self._seconds = new, assignment, seconds
        self._worker: Worker | None = None
        self._next = 0

    def up_to(self, grade_id: str) -> Worker:
        """A worker that ran all cells up to the graded cell `grade_id`. Raises WorkerGone and WorkerLost."""
        cells = [cell for cell in self._assignment.notebook.cells if cell.cell_type == "code"]
        last = next(i for i, cell in enumerate(cells) if grade_id_of(cell) == grade_id)
        if self._worker is None or not self._worker.alive or self._next > last + 1:
            self.close()
            self._worker, self._next = self._new(), 0
            self._worker.purse = Purse(self._seconds.submission, self._seconds.idle)
        for number, cell in enumerate(cells[self._next : last + 1], start=self._next + 1):
            if not is_picture(cell):
                self._worker.ask({"do": "run_cell", "source": cell.source, "cell": number}, self._seconds.cell)
            self._next = number
        return self._worker

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
