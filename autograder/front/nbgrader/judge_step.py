"""The step that grades, in the place of nbgrader's Execute."""

import atexit
import os
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Enum, Integer

from autograder.front.nbgrader.step import Resources, course_of

if TYPE_CHECKING:
    from autograder.judge.judge import Judge


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
        report = self._judge().grade(nb, info["assignment"], info["student"], self.seed, info["notebook"])
        report.notes[:0] = [note for note in notes if isinstance(note, str)] if not report.notes else []
        for note in report.notes:
            self.log.warning("%s: %s", info["student"], note)
        for cell, check in report.errors():
            why = check.reason or check.message
            self.log.error("%s: %s, %s wasn't graded: %s", info["student"], cell.grade_id, check.name, why)
        nb.metadata["autograder"] = {"seed": report.seed, "device": report.device, "sandbox": report.sandbox}
        nb.metadata["autograder"]["notes"] = report.notes
        resources["autograder_report"] = report
        return nb, resources

    def _judge(self) -> "Judge":
        """One judge for the whole run: its zygote takes seconds to start."""
        from autograder.judge.judge import Judge  # imports torch, which only autograde needs

        course = course_of(self)
        key = (course, self.device, self.sandbox, os.getpid())
        if key not in self._judges:
            self._judges[key] = judge = Judge(course, self.device, self.sandbox)
            atexit.register(judge.close)
        return self._judges[key]
