"""A mistake is paid for once: a submission in a worker of its own, with right versions of functions that failed before.

Examiners call it error carried forward. When an exercise fails that stands on such a function, its checks are asked again here,
and if they pass, the points are given. A right version is the course's own, slow and plain, and never the solution's text.
"""

from collections.abc import Callable

from autograder.judge.succession import Succession
from autograder.notebooks.course import Assignment
from autograder.workers.budget import Purse, WorkerGone
from autograder.workers.worker import Worker

Cell = tuple[int, str]
"""A code cell that has run: its number, 0 for one that the notebook doesn't have, and its text."""


class Carried:
    """The same cells once more, and after each of them the right versions. `new` starts a worker, `run` runs a cell in one."""

    def __init__(
        self, new: Callable[[], Worker], run: Callable[[Worker, Cell], None], assignment: Assignment, purse: Purse
    ) -> None:
        self._new, self._run, self._assignment, self._purse = new, run, assignment, purse
        self._workers: Succession | None = None
        self._names: list[str] = []
        self._next = 0
        self.failed: set[str] = set()
        """The exercises that failed so far, and not only for want of others."""
        self.endless: set[str] = set()
        """Those of them that had to be stopped: what stands on them would have to be, too."""

    def names_below(self, exercise: str) -> list[str]:
        """The functions that an exercise stands on, failed, and have a right version."""
        below = self._assignment.stands_on(exercise) if self.failed else []
        return [name for name in below if name in self.failed and self._assignment.right_version(name) is not None]

    def up_to(self, cells: list[Cell], exercise: str) -> Worker:
        """A worker that ran `cells`, with right versions of what `exercise` stands on. Raises WorkerGone and WorkerLost."""
        if self._workers is None or exercise in self._names:
            self.close()
            self._workers, self._names, self._next = Succession(self._new, self._run, self._purse), [], 0
        names = [name for name in self.names_below(exercise) if name not in self._names]
        self._names += names
        if names and self._next:
            self._add((0, self._right_versions(names)))
        right = (0, self._right_versions(self._names))
        for cell in cells[self._next :]:
            self._next += 1
            self._add(cell)
            self._add(right)
        return self._workers.living()

    def _add(self, cell: Cell) -> None:
        assert self._workers is not None
        try:
            self._run(self._workers.living(), cell)
        except WorkerGone:
            return  # a cell that ends its worker did so before, and the next worker goes on without it
        self._workers.ran(cell)

    def _right_versions(self, names: list[str]) -> str:
        """A cell that defines the functions, each by the text of a file of its own."""
        texts = {name: self._assignment.right_version(name) for name in names}
        return "\n".join(
            f"{name} = (lambda found: (exec({text!r}, found), found[{name!r}])[1])({{'__name__': {name!r}}})"
            for name, text in texts.items()
        )

    def close(self) -> None:
        """End the worker."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None
