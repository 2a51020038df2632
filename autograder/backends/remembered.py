"""What was graded before: taken from the store, and put there as soon as it is known."""

from functools import cache

from autograder.backends.places import as_kept
from autograder.backends.task import Task
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.results.report import Report
from autograder.store.database import StoreError
from autograder.store.keys import Depends, Key
from autograder.store.store import Store
from autograder.workers.files import Beside


class Remembered:
    """The results of a course in its `store`, None to keep none. `anew`: what is known is graded again all the same. `counts`:
    what is graded is what students have from then on, and not a trial. `wants_cells`: a report without the graded notebook's
    cells isn't enough.

    `trouble` is the first sentence about a store that couldn't be written; grading goes on.
    """

    def __init__(
        self,
        store: Store | None,
        course: Course,
        depends: Depends,
        seed: int | None,
        anew: bool = False,
        counts: bool = True,
        wants_cells: bool = False,
    ) -> None:
        self._store, self._course, self._depends, self._seed = store, course, depends, seed
        self._anew, self._counts, self._wants_cells = anew, counts, wants_cells
        self._keys: dict[Task, Key | None] = {}
        self._numbers: dict[Task, int] = {}
        self._assignment = cache(course.assignment)
        self.trouble = ""

    def assignment(self, task: Task) -> Assignment:
        """What a task answers, the same for all that answer it. Raises CourseError."""
        return self._assignment(task.assignment, task.notebook)

    def report(self, task: Task) -> Report | None:
        """The report of a task, if the same was graded before. Raises CourseError."""
        key = self._key(task)
        if self._store is None or key is None or self._anew or self.trouble:
            return None
        try:
            seed = self._seed if task.seed is None else task.seed
            found = self._store.known(key, seed, self._counts, as_kept(task, self._course.root))
        except StoreError as e:
            self.trouble = str(e)
            return None
        if found is None or (self._wants_cells and found.graded is None):
            return None
        self._numbers[task] = found.number
        return found.report

    def content(self, task: Task) -> str:
        """A digest of what was handed in, once its report was asked for; "" if nothing is kept."""
        key = self._keys.get(task)
        return "" if key is None else key.content

    def number(self, task: Task) -> int | None:
        """The number in the store of its report, once that is there; None if it isn't kept."""
        return self._numbers.get(task)

    def keep(self, task: Task, report: Report, graded: NotebookNode | None = None) -> None:
        """Put a report into the store, and the cells of the `graded` notebook, if there is one."""
        key = self._keys.get(task)
        if self._store is None or key is None or self.trouble:
            return
        try:
            cells = None if graded is None else graded.cells
            self._numbers[task] = self._store.put(key, report, as_kept(task, self._course.root), self._counts, cells)
        except StoreError as e:
            self.trouble = str(e)

    def _key(self, task: Task) -> Key | None:
        """The key of a task as it was before it was graded: a file that changes meanwhile is graded again next time.

        None for what isn't kept: the instructor's own notebooks, which are nobody's hand-in, and what can't be read here now.
        """
        if self._store is None or self._course.is_the_instructors(task.path):
            return None
        self._keys[task] = key_of(task, self.assignment(task), self._depends)
        return self._keys[task]


def key_of(task: Task, assignment: Assignment, depends: Depends) -> Key | None:
    """What the result of a task depends on now; None where this machine can't read what was handed in."""
    return depends.key(assignment, task.student, (task.path, *task.instead), task.top, beside_of(task), task.notes)


def beside_of(task: Task) -> Beside | None:
    """The files that were handed in with a notebook, if it stands in a folder of its student's own."""
    return Beside(task.path.parent, task.top) if task.has_folder and task.top is not None else None
