"""Steps of nbgrader's that ask the gradebook for each cell, each time over seven tables, and commit after each: here all that it
knows of a notebook is asked for at once, and written in one transaction. A test compares the gradebook, row by row, with what
nbgrader's own steps write.
"""

from types import SimpleNamespace
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry
from nbgrader.preprocessors import OverwriteCells, SaveAutoGrades

from autograder.front.nbgrader.step import Resources


class OverwriteKnown(OverwriteCells):
    """nbgrader's OverwriteCells."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        info = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.db_url = info["notebook"], info["assignment"], info["db_url"]
        with Gradebook(self.db_url) as gradebook:
            self.gradebook = OfNotebook(gradebook, self.notebook_id, self.assignment_id)
            nb, resources = super(OverwriteCells, self).preprocess(nb, resources)
            if self.add_missing_cells:
                nb, resources = self.add_missing_grade_cells(nb, resources)
                nb, resources = self.add_missing_task_cells(nb, resources)
        return nb, resources


class SaveScores(SaveAutoGrades):
    """nbgrader's SaveAutoGrades."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        info = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = info["notebook"], info["assignment"], info["student"]
        self.db_url = info["db_url"]
        with Gradebook(self.db_url) as gradebook:
            self.gradebook = OfSubmission(gradebook, self.notebook_id, self.assignment_id, self.student_id)
            nb, resources = super(SaveAutoGrades, self).preprocess(nb, resources)
            gradebook.db.commit()
        return nb, resources


class _Around:
    """A gradebook, with some of its questions answered otherwise."""

    def __init__(self, gradebook: Gradebook) -> None:
        self._gradebook = gradebook

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gradebook, name)


class OfNotebook(_Around):
    """What a gradebook knows of the cells of one notebook."""

    def __init__(self, gradebook: Gradebook, notebook: str, assignment: str) -> None:
        super().__init__(gradebook)
        try:
            known = gradebook.find_notebook(notebook, assignment)
        except MissingEntry:
            self._sources, self._graded = {}, {}
            return
        self._sources = {cell.name: cell for cell in known.source_cells}
        # As nbgrader does: a cell that is graded by its outputs goes before a task of the same name.
        self._graded = {cell.name: cell for cell in [*known.task_cells, *known.grade_cells]}

    def find_source_cell(self, name: str, notebook: str, assignment: str) -> Any:
        """As the gradebook's. Raises MissingEntry."""
        return _in(self._sources, name)

    def find_graded_cell(self, name: str, notebook: str, assignment: str) -> Any:
        """As the gradebook's. Raises MissingEntry."""
        return _in(self._graded, name)


class OfSubmission(_Around):
    """What a gradebook knows of one student's notebook: its grades and comments. A commit only writes to the transaction."""

    def __init__(self, gradebook: Gradebook, notebook: str, assignment: str, student: str) -> None:
        super().__init__(gradebook)
        self.db = SimpleNamespace(commit=gradebook.db.flush)
        submitted = gradebook.find_submission_notebook(notebook, assignment, student)
        self._grades, self._comments = (_by_cell(gradebook, kind, submitted.id) for kind in (Grade, Comment))

    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str) -> Any:
        """As the gradebook's. Raises MissingEntry."""
        return _in(self._grades, grade_cell)

    def find_comment(self, solution_cell: str, notebook: str, assignment: str, student: str) -> Any:
        """As the gradebook's. Raises MissingEntry."""
        return _in(self._comments, solution_cell)


def _by_cell(gradebook: Gradebook, kind: Any, submitted: str) -> dict[str, Any]:
    asked = gradebook.db.query(BaseCell.name, kind).join(BaseCell, BaseCell.id == kind.cell_id)
    return dict(asked.filter(kind.notebook_id == submitted).tuples())


def _in(known: dict[str, Any], name: str) -> Any:
    if name not in known:
        raise MissingEntry(f"No such cell: {name}")
    return known[name]
