"""One submission, graded from its notebook to its report: what a judge's own process does."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from autograder import handed_in
from autograder.handed_in import shown
from autograder.judge.run import Run
from autograder.judge.session import Session
from autograder.notebooks import choosing, matching, mending, mixed_up, outputs, reading
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_solution, points_of
from autograder.notebooks.course import Assignment
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.settings import Seconds
from autograder.results.report import WHOLE, CellResult, CheckResult, Report, Status
from autograder.workers.files import Beside
from autograder.workers.line import Line


@dataclass(frozen=True)
class Submission:
    """What was handed in: `notebook`, or the file where it lies below the folder `top`, with others that may be meant `instead`.
    The rest says how it is graded: `Judge.grade`. `notes` are what is known of it before it is read, `beside` are files that were
    handed in with it and that aren't in `files`. `explains`: a check that fails has for the instructor what it saw (`seen.py`).
    """

    notebook: NotebookNode | Path
    assignment: Assignment
    student: str
    seed: int
    files: Path | None = None
    overwritten: bool = False
    top: Path | None = None
    notes: tuple[str, ...] = ()
    instead: tuple[Path, ...] = ()
    beside: Beside | None = None
    explains: bool = False

    def read(self, report: Report) -> NotebookNode:
        """The notebook; if it is a file, it is read here, in the judge's own process, and the report says which file it was, by
        its name and by the digest of what was read.

        Raises OutOfReach.
        """
        if not isinstance(self.notebook, Path):
            return self.notebook
        name = f"{self.assignment.notebook_name}.ipynb"
        chosen = choosing.chosen((self.notebook, *self.instead), self.top, self.assignment, name)
        report.notebook, report.digest = shown(chosen.path.name), chosen.digest
        report.beside = "" if self.beside is None else handed_in.beside(self.beside.folder, self.beside.top)
        report.note(*chosen.notes)
        return chosen.notebook

    def digest(self) -> str:
        """The digest of the file, if the notebook is one: for who has no report of the process that read it."""
        try:
            data = handed_in.read(self.notebook, reading.MAX_NOTEBOOK, self.top) if isinstance(self.notebook, Path) else None
        except handed_in.Refused:
            return ""
        return "" if data is None else sha256(data).hexdigest()

    def report(self, device: str, sandbox: bool) -> Report:
        """A report on it in which nothing stands yet."""
        name = shown(self.notebook.name) if isinstance(self.notebook, Path) else f"{self.assignment.notebook_name}.ipynb"
        notes, by_hand = list(self.notes), self.assignment.by_hand()
        return Report(self.student, self.assignment.name, name, self.seed, device, sandbox, notes=notes, by_hand=by_hand)


def grade(submission: Submission, notebook: NotebookNode, report: Report, line: Line, session: Session, seconds: Seconds) -> None:
    """Grade `notebook`, in place: its cells get their outputs, its graded cells their outcomes, and `report` all of them.

    Whatever is wrong with the notebook becomes a note or a failed check. Raises ZygoteError and WorkerLost when the machine
    can't run it.
    """
    assignment = submission.assignment
    refused = reading.unreadable(notebook)
    if refused is None and matching.answers_another(notebook, assignment):
        refused = mixed_up.told(notebook, assignment.name, assignment.notebook_name, assignment.folder.parent)
    report.note(*filter(None, (reading.damaged(notebook), refused)))
    kept = assignment.graded.keys() - assignment.checked().keys() if submission.overwritten else set()
    mended = mending.mend(notebook, assignment, kept, is_as_handed_in=not submission.overwritten)
    # In a notebook that is refused there is nothing that could be read.
    report.unwritten = _unwritten(notebook, assignment, is_refused=refused is not None)
    if not refused:
        report.note(*mended, *filter(None, (report.unwritten_told,)))
    if refused is not None:
        give_all(notebook, report, assignment, "fail", refused)
    else:
        session.explains(submission.explains)
        Run(line, notebook, assignment, report, seconds, submission.files, submission.beside).go(session)


def _unwritten(notebook: NotebookNode, assignment: Assignment, is_refused: bool) -> list[str]:
    """The answers for a person in which nothing is written, by their grade_id; `notebook` is in line with the assignment.

    As nbgrader finds them, by the text that was handed out, but that blanks around it count for nothing. A task is none of them:
    what is written to it may stand anywhere.
    """
    written = {str(grade_id_of(cell)) for cell in notebook.cells if mending.is_answered(cell) and not is_refused}
    return [name for name in assignment.by_hand() if is_solution(assignment.graded[name]) and name not in written]


def give_all(
    notebook: NotebookNode, report: Report, assignment: Assignment, status: Status, why: str, reason: str = "", details: str = ""
) -> None:
    """The same outcome for every graded cell, whatever was found before."""
    report.cells.clear()
    decided = assignment.decided()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
        grade_id = grade_id_of(cell)
        if grade_id in decided:
            points = points_of(decided[grade_id])
            found = CheckResult(WHOLE, status, why, reason, details)
            result = CellResult(grade_id, exercise_and_part(grade_id)[0], points, [found])
            report.cells.append(result)
            cell.outputs = outputs.of_result(result)
