"""The judge: grades submissions of one course, one after another, with one zygote.

Student code never runs in this process. What comes back from the worker are values, which the checks look
at, and outputs, which are decoration.
"""

import gc
import secrets
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from autograder.judge.run import Run
from autograder.notebooks import mending, outputs, reading, rules
from autograder.notebooks.cells import exercise_and_part, grade_id_of, points_of
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.settings import FILE, CourseError
from autograder.results.report import CellResult, CheckResult, Report, Status
from autograder.workers.zygote import SetupError, Zygote, ZygoteError

if TYPE_CHECKING:
    from autograder.judge.as_written import ExecuteSettings


class Judge:
    """Grades submissions of one course.

        with Judge(Course.at(Path("."))) as judge:
            report = judge.grade(notebook, "02_distances", student="ada")

    `device` is "auto", "cpu" or "cuda"; `sandbox=False` runs the code unprotected, for one's own only. `zygote` is one that
    is there already, and isn't closed with this judge.
    """

    def __init__(self, course: Course, device: str = "auto", sandbox: bool = True, zygote: Zygote | None = None) -> None:
        self.course = course
        self.sandbox = sandbox
        self.seconds = course.settings.seconds
        has_gpu = False
        if "torch" in course.settings.modules:
            import torch  # takes seconds, and a course without it needn't wait

            # One thread, as in the workers: expected values come out the same on every machine, busy or not.
            torch.set_num_threads(1)
            has_gpu = torch.cuda.is_available()
        self.device = ("cuda" if has_gpu else "cpu") if device == "auto" else device
        self.no_gpu = self.device == "cuda" and not has_gpu
        self._zygote = zygote
        self._owns_zygote = zygote is None
        self._sound: set[str] = set()
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
        assignment = self.course.assignment(assignment_name, notebook_name)
        self._look_at(assignment)
        seed = secrets.randbelow(2**32) if seed is None else seed
        report = Report(student, assignment.name, f"{assignment.notebook_name}.ipynb", seed, self.device, self.sandbox)
        refused = reading.unreadable(notebook)
        if refused is None and mending.answers_another(notebook, assignment):
            refused = f"This notebook has none of the cells of {assignment.name}; was it made for another assignment?"
        report.notes += [refused] if refused else []
        kept = assignment.graded.keys() - assignment.checked().keys() if overwritten else set()
        mended = mending.mend(notebook, assignment, kept)
        report.notes += [] if refused else mended
        if refused is not None:
            give_all(notebook, report, assignment, "fail", refused)
        elif self.no_gpu:
            why = "Not graded: a GPU was asked for (--device cuda), and this machine has none that torch can use."
            give_all(notebook, report, assignment, "error", why)
        else:
            try:
                Run(self.zygote(), notebook, assignment, report, self.seconds, files).go()
            except SetupError as e:
                self.close()
                raise CourseError(f"{self.course.root / FILE}: {e}") from e
            except ZygoteError as e:
                # The machine's fault; the next submission gets a new zygote.
                self.close()
                report.cells.clear()
                give_all(notebook, report, assignment, "error", "Not graded: the grading machine couldn't run it.", str(e))
        return report

    def _look_at(self, assignment: Assignment) -> None:
        """Refuse an assignment that can't be graded, before a student's notebook is blamed for it."""
        key = f"{assignment.name}/{assignment.notebook_name}"
        if key not in self._sound:
            rules.refuse([assignment])
            self._sound.add(key)

    def run_as_written(
        self, notebook: NotebookNode, folder: Path, how: "ExecuteSettings", seed: int, ignored: Callable[[str], bool]
    ) -> list[str]:
        """Run a notebook without hidden checks, in place, beside the files of `folder`: for nbgrader, which then scores it.

        Returns notes. Raises what `AsWritten.go` raises.
        """
        from autograder.judge.as_written import AsWritten  # imports nbclient, which only nbgrader needs

        try:
            run = AsWritten(self.zygote(), notebook, folder, how, seed, self.device, self.seconds.submission)
            return run.go(ignored)
        except ZygoteError:
            self.close()
            raise

    def zygote(self) -> Zygote:
        """Where a run gets its workers: one zygote, started when first asked for. Raises SandboxError and CourseError."""
        if self._zygote is None:
            self._zygote = Zygote(self.course.setup(), self.sandbox, self.course.settings.limits)
            self._owns_zygote = True
        return self._zygote

    def close(self) -> None:
        """End the zygote and every worker."""
        if self._zygote is not None and self._owns_zygote:
            self._zygote.close()
        self._zygote = None

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def give_all(notebook: NotebookNode, report: Report, assignment: Assignment, status: Status, why: str, reason: str = "") -> None:
    """The same outcome for every graded cell, without running anything."""
    decided = assignment.decided()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
        grade_id = grade_id_of(cell)
        if grade_id in decided:
            points = points_of(decided[grade_id])
            result = CellResult(grade_id, exercise_and_part(grade_id)[0], points, [CheckResult("notebook", status, why, reason)])
            report.cells.append(result)
            cell.outputs = outputs.of_result(result)
