"""The step that grades, in the place of nbgrader's Execute."""

import atexit
import os
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from nbgrader.converters import NbGraderException
from nbgrader.preprocessors import Execute
from traitlets import Bool, Enum, Integer

from autograder import course_code
from autograder.front.nbgrader.folders import top_of
from autograder.front.nbgrader.guard import Guard
from autograder.front.nbgrader.interrupted import interrupted
from autograder.front.nbgrader.judged_ahead import JudgedAhead, tasks_of
from autograder.front.nbgrader.not_current import digest_of, file_of
from autograder.front.nbgrader.reasons import Reasons, with_one_stopped
from autograder.front.nbgrader.step import Resources, checked_notebook, course_of, coursedir_of, left_out_of
from autograder.notebooks import reading
from autograder.notebooks.cells import other_language
from autograder.results.report import bounded
from autograder.results.told import told_to_student
from autograder.text.html import runs_in_a_browser
from autograder.text.places import for_log

if TYPE_CHECKING:
    from autograder.judge.judge import Judge


class JudgeStep(Execute):
    """Grade the notebook in a worker, in place of nbgrader's Execute, whose settings (`c.Execute.timeout`...) it takes."""

    seed = Integer(None, allow_none=True, help="Seed of the hidden inputs; a new one for every submission if none").tag(
        config=True
    )
    device = Enum(["auto", "cpu", "cuda"], "auto", help="Where the checks train: auto, cpu or cuda").tag(config=True)
    sandbox = Bool(True, help="Run student code in the sandbox; switch off only for code of your own").tag(config=True)

    ahead = Bool(True, help="Let judges go ahead of nbgrader, on all cores; else one notebook is graded after the other").tag(
        config=True
    )

    _judge: "tuple[Any, Judge] | None" = None

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        info = resources["nbgrader"]
        folder = Path(resources["metadata"]["path"]).resolve()
        assignment = checked_notebook(coursedir_of(self), resources)
        notes, digest, file = nb.metadata.pop("autograder_notes", []), digest_of(nb.metadata), file_of(nb.metadata)
        if assignment is None:
            ran = self._run_as_written(nb, resources, folder, [note for note in notes if isinstance(note, str)])
            nb.metadata["autograder"]["digest"] = digest
            nb.metadata["autograder"]["is_read"] = reading.unreadable(nb) is None
            return ran
        name, notebook = info["assignment"], info["notebook"]
        is_readable = reading.unreadable(nb) is None
        at = coursedir_of(self)
        path = os.path.join(at.format_path(at.submitted_directory, info["student"], name), f"{notebook}.ipynb")
        ahead = self._ahead(path)
        report = ahead.outcome(path, assignment, nb) if ahead is not None else None
        if report is None:
            report = self.judge().grade(nb, name, info["student"], self.seed, notebook, files=folder, overwritten=True)
            report.digest, report.notebook = digest, file or report.notebook
            if ahead is not None:
                ahead.keep(path, report)
        # What was mended before the judge saw it; of a notebook that was refused nothing is.
        mended = [note for note in notes if isinstance(note, str) and note not in report.notes]
        report.notes = bounded([*mended, *report.notes] if is_readable else report.notes)
        student = for_log(info["student"])
        # What was mended is logged already.
        for note in with_one_stopped(note for note in report.notes if note not in notes or not is_readable):
            self.log.warning("%s: %s", student, for_log(note))
        for line in self._reasons().lines(report):
            self.log.error(line)
        nb.metadata["autograder"] = {"seed": report.seed, "device": report.device, "sandbox": report.sandbox, "digest": digest}
        nb.metadata["autograder"]["is_read"] = is_readable
        if isinstance(converter := self.parent.parent, Guard):
            nb.metadata["autograder"]["checks"] = converter.checks_now(name, notebook)
        report.note(*left_out_of(self))  # logged when it was left out
        nb.metadata["autograder"]["notes"] = [for_log(note) for note in report.notes]
        nb.metadata["autograder"]["cells"] = told_to_student(report)
        resources["autograder_report"] = report
        if isinstance(converter, Guard):
            converter.told.reports.append(report)
        return nb, resources

    def _run_as_written(
        self, nb: NotebookNode, resources: Resources, folder: Path, mended: list[str]
    ) -> tuple[NotebookNode, Resources]:
        from autograder.judge.as_written import ExecuteSettings

        # The kernel is the assignment's own, if that names one; what else the notebook says of its language is the student's.
        said = {"metadata": {"kernelspec": nb.metadata["kernelspec"]}} if "kernelspec" in nb.metadata else nb
        if (language := other_language(said)) is not None:
            raise NbGraderException(f"This notebook is written for the kernel {language!r}; only Python runs in the sandbox.")
        rules = ExecuteSettings(self._get_timeout, self.interrupt_on_timeout, self.error_on_timeout, self.skip_cells_with_tag)
        judge = self.judge()
        seed = judge.seed(self.seed)
        ignore = coursedir_of(self).ignore

        def stays(name: str) -> bool:
            # nbgrader's own is_ignored asks the disk, where what the notebook wrote isn't yet.
            return any(fnmatch(name, glob) for glob in ignore) or runs_in_a_browser(name)  # formgrader would serve it

        notes = judge.run_as_written(nb, folder, rules, seed, stays)
        for note in notes:
            self.log.warning("%s: %s", for_log(resources["nbgrader"]["student"]), for_log(note))
        nb.metadata["autograder"] = {
            "sandbox": self.sandbox,
            "notes": [for_log(note) for note in [*mended, *notes, *left_out_of(self)]],
            "checked": "inside the student's process",
        }
        return nb, resources

    def _reasons(self) -> Reasons:
        """What of reasons was said in this run."""
        converter: Any = self.parent.parent
        return converter.told.reasons if isinstance(converter, Guard) else Reasons()

    def _ahead(self, path: str) -> JudgedAhead | None:
        """The judges that go ahead in this run, which begin when the step first comes to a notebook: at `path`. None for a
        converter that another program made, and that isn't `careful`.
        """
        converter: Any = self.parent.parent
        is_careful = isinstance(converter, Guard)
        if not is_careful:
            return None
        if converter.judged_ahead is None:
            at = coursedir_of(self)
            tasks = tasks_of(converter, top_of(at, at.submitted_directory), path)
            how = (self.seed, self.device, self.sandbox, converter.force)
            converter.judged_ahead = JudgedAhead(at, tasks, self.ahead, *how, self.log)
        found: JudgedAhead = converter.judged_ahead
        return found

    def judge(self) -> "Judge":
        """The judge of the course, for the whole run: its zygote takes seconds to start.

        One is kept at a time, since a process may grade one course after another. In formgrader's process it is kept from one
        run to the next, until the instructor changes a file of the course's.
        """
        from autograder.judge.judge import Judge  # imports pytest, which only autograde needs

        course = course_of(coursedir_of(self))
        key = (course, course.state(), self.device, self.sandbox, os.getpid())
        known = JudgeStep._judge
        if known is not None and known[0] == key:
            return known[1]
        if known is not None and known[0][-1] == os.getpid():
            known[1].close()
            if course.settings.checks is not None:
                course_code.forget(course.settings.checks)
        judge = Judge(course, self.device, self.sandbox, stop=interrupted)
        JudgeStep._judge = key, judge
        atexit.register(judge.close)
        return judge
