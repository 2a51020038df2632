"""The judge: grades submissions of one course, each in a process of its own that is forked from this warm one.

Student code never runs in either. What comes back from a worker are values, which the checks look at, and outputs, which
are decoration.
"""

import gc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from autograder.judge.beginning import begun, new_seed
from autograder.judge.grading import Grading, finished
from autograder.judge.job import Job, allowance
from autograder.judge.session import Session
from autograder.judge.submission import Submission
from autograder.notebooks import rules
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.settings import FILE, CourseError
from autograder.results.report import Report
from autograder.sandbox import large_pages
from autograder.workers.line import Line
from autograder.workers.zygote import SetupError, Zygote, ZygoteError

if TYPE_CHECKING:
    from autograder.judge.as_written import ExecuteSettings


class Judge:
    """Grades submissions of one course.

        with Judge(Course.at(Path("."))) as judge:
            report = judge.grade(notebook, "02_distances", student="ada")

    `device` is "auto", "cpu" or "cuda"; `sandbox=False` runs the code unprotected, for one's own only. `zygote` is one that
    is there already, and isn't closed with this judge unless it `owns_zygote`. `stop` is asked whenever the judge waits: when
    it says True, what is being graded is given up, nothing of it is left, and KeyboardInterrupt is raised. `jobs` says how many
    submissions are graded at once, since their workers share the machine's memory. `assignment` is the course's, which reads
    each notebook once.
    """

    def __init__(
        self,
        course: Course,
        device: str = "auto",
        sandbox: bool = True,
        zygote: Zygote | None = None,
        stop: Callable[[], bool] = lambda: False,
        jobs: int = 1,
        owns_zygote: bool = False,
    ) -> None:
        self.course, self.jobs = course, jobs
        self.sandbox = sandbox
        self.seconds = course.settings.seconds
        self.stop = stop
        self._zygote, self._owns_zygote = zygote, zygote is None or owns_zygote
        has_gpu = False
        if "torch" in course.settings.modules:
            gc.disable()  # what is imported stays
            try:
                import torch  # takes seconds, and a course without it needn't wait
            finally:
                gc.enable()
            # One thread, as in the workers: expected values come out the same on every machine, busy or not.
            torch.set_num_threads(1)
            has_gpu = torch.cuda.is_available()
        self.device = device if device != "auto" else "cuda" if has_gpu else "cpu"
        self.no_gpu = self.device == "cuda" and not has_gpu
        self.assignment = cache(course.assignment)
        self._sound: set[Assignment] = set()
        self._sessions: dict[Assignment, Session] = {}
        # torch and pytest leave a million objects, and pytest's many small ones make the collector look through all
        # of them again and again: half the judge's time.
        gc.collect()
        gc.freeze()

    def grade(
        self,
        notebook: NotebookNode,
        assignment_name: str,
        student: str,
        seed: int | None = None,
        notebook_name: str | None = None,
        files: Path | None = None,
        overwritten: bool = False,
    ) -> Report:
        """Grade `notebook`, in place: its cells get their outputs, its graded cells their outcomes.

        `notebook_name` names the assignment's notebook that it answers, if not its first. `files` is the folder whose files
        the worker gets, if not the assignment's own. `overwritten`: nbgrader put its text into the graded cells already.
        Whatever is wrong with the notebook becomes a note or a failed check. Raises CourseError for an
        assignment that there isn't or that can't be graded, and SandboxError when the sandbox can't be had here.
        """
        assignment = self.assignment(assignment_name, notebook_name)
        asked = Submission(notebook, assignment, student, self.seed(seed), files, overwritten)
        running = [Grading(self, asked, keep_notebook=True)]
        try:
            while True:
                for grading, report in finished(running, self.stop):
                    assert grading.graded is not None
                    theirs: Any = notebook
                    theirs.clear()
                    theirs.update(grading.graded)
                    return report
        finally:
            for grading in running:
                grading.kill()

    def seed(self, seed: int | None = None) -> int:
        """`seed`, or a new one."""
        return new_seed(seed)

    def look_at(self, assignment: Assignment) -> None:
        """Refuse an assignment that can't be graded, before a student's notebook is blamed for it. Raises CourseError."""
        if assignment not in self._sound:
            rules.refuse([assignment])
            self._sound.add(assignment)

    def session(self, assignment: Assignment) -> Session:
        """The collected checks of an assignment."""
        if assignment not in self._sessions:
            self._sessions[assignment] = Session(self.course.settings.checks, assignment.exercises())
            assignment.look_up()  # here, and not in each process that is forked from this one
            gc.collect()
            gc.freeze()
        return self._sessions[assignment]

    def run_as_written(
        self, notebook: NotebookNode, folder: Path, how: "ExecuteSettings", seed: int, ignored: Callable[[str], bool]
    ) -> list[str]:
        """Run a notebook without hidden checks, in place, beside the files of `folder`: for nbgrader, which then scores it.

        Returns notes. Raises CellTimeoutError where the rules say so, and ZygoteError when the machine can't run it.
        """
        from autograder.judge.as_written import run_apart  # imports nbclient, which only nbgrader needs

        return run_apart(self.line(), notebook, folder, how, seed, self.device, self.seconds, ignored, self.stop)

    def zygote(self) -> Zygote:
        """Where workers come from: one zygote, started when first asked for. Raises SandboxError and CourseError."""
        if self._zygote is None:
            self._zygote = begun(self.course, self.sandbox, self.jobs, self.stop)
            self._owns_zygote = True
        return self._zygote

    def line(self) -> Line:
        """A line to a zygote, for one submission. Raises SandboxError, CourseError and ZygoteError."""
        try:
            return self.zygote().line()
        except SetupError as e:
            self._let_zygote_go()
            raise CourseError(f"{self.course.root / FILE}: {e}") from e
        except ZygoteError:
            # Lost since the last submission, it may be: another is started, once.
            self._let_zygote_go()
            return self.zygote().line()

    def start(self, assignment: Assignment, work: Callable[[Line, Session], dict[str, Any]], result: int) -> Job:
        """Begin `work` with the checks of an assignment, in its own process, which gives no more than `result` bytes back.

        Raises SandboxError, CourseError and ZygoteError.
        """
        session, line = self.session(assignment), self.line()
        large_pages.forked()
        # Twice, since a check may be asked about the instructor's solution as well.
        return Job(line, lambda: work(line, session), allowance(self.seconds, 2 * self.seconds.submission, result))

    def _let_zygote_go(self) -> None:
        if self._zygote is not None and self._owns_zygote:
            self._zygote.close()
        self._zygote = None

    def close(self) -> None:
        """End the zygote and every worker."""
        self._let_zygote_go()
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()
