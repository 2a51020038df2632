"""nbgrader's documented lists of steps, with the judge in them. Named in `nbgrader_config.py`.

c.Autograde.sanitize_preprocessors = SANITIZE
c.Autograde.autograde_preprocessors = AUTOGRADE
c.Autograde.exporter_class = "autograder.nbgrader_steps.PatientExporter"
"""

import atexit
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from traitlets import Bool, Enum, Integer

from autograder import submission
from autograder.course import Course, exercise_and_part
from autograder.report import Report

if TYPE_CHECKING:
    from autograder.judge import Judge

Resources = dict[str, Any]


def _course(step: Any) -> Course:
    """The course that nbgrader is working on: the step's exporter belongs to its converter, which knows."""
    coursedir = step.parent.parent.coursedir
    return Course.at(Path(coursedir.root), coursedir.source_directory)


class PatientExporter(NotebookExporter):
    """Reads a submission that isn't a notebook as an empty one that says why, so that it gets an outcome too."""

    def from_filename(self, filename: str, resources: Resources | None = None, **kwargs: Any) -> Any:
        path = Path(filename)
        notebook = submission.read(path)
        resources = resources if resources is not None else {}
        resources.setdefault("metadata", {}).update(name=path.stem, path=str(path.parent))
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


class MendCells(NbGraderPreprocessor):
    """Bring a submission's cells into line with the assignment, before nbgrader's own steps stumble over them."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        assignment = _course(self).assignment(resources["nbgrader"]["assignment"])
        if submission.unreadable(nb) is None and submission.answers_another(nb, assignment):
            # Said here, since once its cells are put in it looks like a notebook of this assignment.
            nb.cells = []
            nb.metadata[submission.UNREADABLE] = (
                f"This notebook has none of the cells of {assignment.name}; was it made for another assignment?"
            )
        notes = submission.mend(nb, assignment)
        for note in notes if submission.unreadable(nb) is None else []:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        nb.metadata["autograder_notes"] = notes
        return nb, resources


class JudgeStep(NbGraderPreprocessor):
    """Grade the notebook in a worker, in place of nbgrader's Execute."""

    seed = Integer(None, allow_none=True, help="Seed of the hidden inputs; a new one for every submission if none").tag(
        config=True
    )
    device = Enum(["auto", "cpu", "cuda"], "auto", help="Where the checks train: auto, cpu or cuda").tag(config=True)
    sandbox = Bool(True, help="Run student code in the sandbox; switch off only for code of your own").tag(config=True)

    _judges: dict[Any, "Judge"] = {}

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        info = resources["nbgrader"]
        notes = nb.metadata.pop("autograder_notes", [])
        report = self._judge().grade(nb, info["assignment"], info["student"], self.seed)
        report.notes[:0] = [note for note in notes if isinstance(note, str)] if not report.notes else []
        for note in report.notes:
            self.log.warning("%s: %s", info["student"], note)
        nb.metadata["autograder"] = {"seed": report.seed, "device": report.device, "sandbox": report.sandbox}
        nb.metadata["autograder"]["notes"] = report.notes
        resources["autograder_report"] = report
        return nb, resources

    def _judge(self) -> "Judge":
        """One judge for the whole run: its zygote takes seconds to start."""
        from autograder.judge import Judge  # imports torch, which only autograde needs

        course = _course(self)
        key = (course, self.device, self.sandbox, os.getpid())
        if key not in self._judges:
            self._judges[key] = judge = Judge(course, self.device, self.sandbox)
            atexit.register(judge.close)
        return self._judges[key]


class RecordOutcomes(NbGraderPreprocessor):
    """After SaveAutoGrades: what was not graded waits for a grader instead of counting as 0, and hints become comments."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        report: Report = resources["autograder_report"]
        info = resources["nbgrader"]
        where = (info["notebook"], info["assignment"], info["student"])
        assignment = _course(self).assignment(info["assignment"])
        with Gradebook(info["db_url"]) as gb:
            for cell in report.cells:
                if cell.status == "error":
                    grade = gb.find_grade(cell.grade_id, *where)
                    grade.auto_score, grade.needs_manual_grade = None, True
            for grade_id in assignment.cells:
                told = _told_about(grade_id, report)
                if told and grade_id in {c.name for c in gb.find_notebook(*where[:2]).solution_cells}:
                    gb.find_comment(grade_id, *where).auto_comment = told
            gb.db.commit()
        return nb, resources


def _told_about(exercise: str, report: Report) -> str:
    """What the checks said about an exercise that isn't right yet, one sentence or two a line."""
    checks = [check for cell in report.cells if exercise_and_part(cell.grade_id)[0] == exercise for check in cell.checks]
    return "\n".join(dict.fromkeys(check.message for check in checks if check.status != "pass"))


SANITIZE = [ClearOutput, MendCells, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
AUTOGRADE = [
    JudgeStep,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    RecordOutcomes,
    AssignLatePenalties,
    CheckCellMetadata,
]
