"""The step after nbgrader has saved the scores."""

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.front.nbgrader.at_once import OfSubmission
from autograder.front.nbgrader.for_students import with_reasons
from autograder.front.nbgrader.step import Resources, checked_notebook, coursedir_of
from autograder.notebooks.cells import exercise_and_part, is_solution
from autograder.notebooks.course import Assignment
from autograder.results.report import Report
from autograder.results.telling import comment

_NO_RESPONSE = "No response."
"""nbgrader's own words about a cell that is as it was handed out."""


class RecordOutcomes(NbGraderPreprocessor):
    """What was not graded waits for a grader instead of counting as 0; hints become comments, and reasons for the instructor."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        assignment = checked_notebook(coursedir_of(self), resources)
        if assignment is None:
            return nb, resources
        info = resources["nbgrader"]
        where = (info["notebook"], info["assignment"], info["student"])
        report: Report | None = resources.get("autograder_report")
        with Gradebook(info["db_url"]) as gradebook:
            gb = OfSubmission(gradebook, *where)
            if report is None:  # --no-execute: the outputs are the student's own, and no check has run
                for grade_id in assignment.checked():
                    grade = gb.find_grade(grade_id, *where)
                    grade.auto_score, grade.needs_manual_grade = None, True
                gradebook.db.commit()
                return nb, resources
            for cell in report.cells:
                if cell.status == "error":
                    grade = gb.find_grade(cell.grade_id, *where)
                    grade.auto_score, grade.needs_manual_grade = None, True
            for grade_id in report.unwritten:  # of one that was emptied, nbgrader doesn't know that nothing is to be read
                grade = gb.find_grade(grade_id, *where)
                grade.auto_score, grade.needs_manual_grade = 0.0, grade.manual_score is not None
                gb.find_comment(grade_id, *where).auto_comment = _NO_RESPONSE
            commented = {cell.name for cell in gb.find_notebook(*where[:2]).solution_cells}
            passed = {cell.exercise for cell in report.cells if cell.status == "pass"}
            for grade_id in assignment.cells:
                told = with_reasons(_told_about(grade_id, report), _reasons_of(grade_id, assignment, report))
                # nbgrader says "No response." of a cell as it was released, though the code may stand in another one.
                if grade_id in commented and (told or grade_id in passed):
                    gb.find_comment(grade_id, *where).auto_comment = told or None
            gradebook.db.commit()
        return nb, resources


def _told_about(exercise: str, report: Report) -> str:
    """What the checks said about an exercise that isn't right yet, or stands on one: first what is to be read first."""
    cells = [cell for cell in report.cells if exercise_and_part(cell.grade_id)[0] == exercise]
    carried = dict.fromkeys(cell.carried_told for cell in cells if cell.carried)
    return "\n\n".join(filter(None, [comment(report.checks_of(exercise)), *carried]))


def _reasons_of(exercise: str, assignment: Assignment, report: Report) -> list[str]:
    """Why checks of this exercise couldn't be run, and which given cells above it failed: for the instructor."""
    reasons = [
        f"{check.name} wasn't graded: {check.reason or check.message}"
        for cell, check in report.errors()
        if exercise_and_part(cell.grade_id)[0] == exercise
    ]
    above: list[str] = []
    for grade_id, cell in assignment.cells.items():
        if grade_id == exercise:
            break
        above = [] if is_solution(cell) else [*above, grade_id]
    return list(dict.fromkeys(reasons + [told for given, told in report.given_failures.items() if given in above]))
