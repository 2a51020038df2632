"""The step that brings scores and comments from the gradebook into the notebook of which a page of feedback is made."""

from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_grade, is_solution, is_task

from autograder.front.nbgrader.at_once import OfSubmission
from autograder.front.nbgrader.scores import score_of
from autograder.front.nbgrader.step import Resources
from autograder.notebooks.cells import nbgrader_metadata


class KnownGrades(GetGrades):
    """nbgrader's GetGrades, which says of a score or a comment besides whether a person gave it, and of what has no score yet
    that it has none: to nbgrader that is 0.
    """

    _known: OfSubmission | None = None

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        self._known = None
        found: tuple[NotebookNode, Resources] = super().preprocess(nb, resources)
        return found

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        about = nbgrader_metadata(cell)
        if not about:
            return cell, resources
        if self._known is None:
            self._known = OfSubmission(self.gradebook, self.notebook_id, self.assignment_id, self.student_id)
        known = self._known
        where = (about["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        if is_solution(cell) or is_task(cell):
            comment = known.find_comment(*where)
            about |= {"comment": comment.comment, "comment_by_person": comment.manual_comment is not None}
        if is_grade(cell) or is_task(cell):
            grade = known.find_grade(*where)
            about |= {
                "score": grade.score,
                "points": grade.max_score,
                "extra_credit": grade.extra_credit or 0.0,
                "by_person": grade.manual_score is not None,
                "undecided": score_of(grade) is None,
            }
        return cell, resources
