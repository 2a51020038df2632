"""The exporter that reads a submission. nbgrader makes one for a whole run, before it touches any submission."""

import fnmatch
import html
import os
import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import NbGraderException

from autograder.front.nbgrader import gradebook, in_force
from autograder.front.nbgrader.careful import be_careful
from autograder.front.nbgrader.folders import top_of
from autograder.front.nbgrader.interrupted import listen, stop_if_asked
from autograder.front.nbgrader.one_truth import refuse_other_points, refuse_unknown
from autograder.front.nbgrader.read_apart import read_apart
from autograder.front.nbgrader.step import Resources, checked_notebook, course_of, released_notebook
from autograder.notebooks import reading, rules
from autograder.notebooks.format import new_markdown_cell
from autograder.notebooks.settings import CourseError
from autograder.workers.scratch import sweep


class PatientExporter(NotebookExporter):
    """Reads a submission that isn't a notebook as an empty one that says why, so that it gets an outcome too.

    It sees to it that nbgrader opens and copies plain files only (`careful`). A course that can't be graded is refused here, once
    and before anything is removed: nbgrader makes room for each submission's result before its first step. Raises
    NbGraderException then.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        listen()
        sweep()  # here, since a run that finds everything graded starts no zygote
        converter: Any = self.parent
        in_force.look_at_autograde(converter)
        gradebook.refuse(converter, writes=True)
        try:
            _refuse_a_broken_course(converter)
        except CourseError as e:
            self.log.error("This course can't be graded as it is:\n%s", e)
            raise NbGraderException(str(e)) from e
        be_careful(converter)

    def _validate_preprocessor(self, nbc: Any, preprocessor: Any) -> None:
        """After the last step alone: nbconvert looks through the notebook after each of seven, twice for each submission."""
        if preprocessor is self._preprocessors[-1]:
            super()._validate_preprocessor(nbc, preprocessor)

    def from_filename(self, filename: str, resources: Resources | None = None, **kwargs: Any) -> Any:
        stop_if_asked()
        converter: Any = self.parent
        coursedir = converter.coursedir
        if not resources or not _is_handed_in(filename, coursedir, resources):
            # The second reading, of what the first steps wrote to autograded/.
            return super().from_filename(filename, resources=resources, **kwargs)
        top = top_of(coursedir, coursedir.submitted_directory)
        assignment = checked_notebook(coursedir, resources)
        original = assignment or released_notebook(coursedir, resources)
        asked = (original, os.path.basename(filename)) if original is not None else None
        first, *others = converter.files_of(filename)
        notebook = read_apart(first, top, course_of(coursedir).settings.seconds, others, asked)
        if assignment is None and (why := reading.unreadable(notebook)) is not None:
            # No step of ours gives its cells an outcome: they count as missing, which is 0 to nbgrader, and this says why.
            self.log.warning("%s: %s", resources["nbgrader"]["student"], why)
            notebook.cells = [new_markdown_cell(html.escape(why))]
        resources.setdefault("metadata", {}).update(name=Path(filename).stem, path=str(Path(filename).parent))
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


def _is_handed_in(filename: str, coursedir: Any, resources: Resources) -> bool:
    info = resources["nbgrader"]
    folder = coursedir.format_path(coursedir.submitted_directory, info["student"], info["assignment"])
    return bool(os.path.normpath(os.path.dirname(filename)) == os.path.normpath(folder))


def _handed_in(converter: Any) -> list[str]:
    """The assignments of which nbgrader has found submissions."""
    parts = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
    found = (re.match(parts, folder, re.S) for folder in converter.assignments)
    return sorted({one["assignment"] for one in found if one})


def _refuse_a_broken_course(converter: Any) -> None:
    """Raises CourseError with the faults of the assignment that is to be graded, or of course.toml, and where the gradebook
    doesn't know it, or knows other points.
    """
    coursedir = converter.coursedir
    course = course_of(coursedir)
    refuse_unknown(_handed_in(converter), coursedir)
    if course.settings.checks is None:
        return
    names = fnmatch.filter(course.names(), coursedir.assignment_id)
    assignments = [course.assignment(name, notebook) for name in names for notebook in course.notebooks(name)]
    rules.refuse(assignments)
    for assignment in assignments:
        refuse_other_points(assignment, coursedir)
