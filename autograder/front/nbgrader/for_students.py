"""What a comment tells the instructor, and the step that keeps it out of the student's page."""

import re
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List

from autograder.front.nbgrader.careful import be_careful
from autograder.front.nbgrader.step import Resources
from autograder.notebooks.cells import nbgrader_metadata
from autograder.text.places import LONGEST_TEXT, for_log, shortened, visible

FOR_INSTRUCTOR = "For the instructor: "
_OWN = re.compile(rf"^{FOR_INSTRUCTOR}.*$\n?", re.M)


def with_reasons(told: str, reasons: list[str]) -> str:
    """A comment of what a student is told, with a line for each reason that only the instructor sees."""
    told = told.replace(FOR_INSTRUCTOR, FOR_INSTRUCTOR.lower())  # else a student's own text could pass for such a line
    told = visible(shortened(told, LONGEST_TEXT), "\n\t")
    return "\n".join([*([told] if told else []), *(FOR_INSTRUCTOR + for_log(" ".join(reason.split())) for reason in reasons)])


class ForStudents(NbGraderPreprocessor):
    """After GetGrades has put the comments into the notebook: take out the lines that are for the instructor.

    It is made before the feedback's converter copies anything, and sees to it that only plain files are copied (`careful`).
    """

    # nbgrader gives this setting to each step of the feedback, and warns of one that doesn't know it.
    display_data_priority: Any = List(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        be_careful(getattr(self.parent, "parent", None))

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        about = nbgrader_metadata(cell)
        if isinstance(about.get("comment"), str):
            about["comment"] = _OWN.sub("", about["comment"]).strip() or None
        return cell, resources
