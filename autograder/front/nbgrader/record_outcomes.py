"""The step after nbgrader has saved the scores."""

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.front.nbgrader.step import Resources, checked_notebook, coursedir_of
from autograder.notebooks.cells import exercise_and_part
from autograder.results.report import Report


class RecordOutcomes(NbGraderPreprocessor):
    """What was not graded waits for a grader instead of counting as 0, and hints become comments."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        assignment = checked_notebook(coursedir_of(self), resources)
        if assignment is None:
            return nb, resources
        info = resources["nbgrader"]
        where = (info["notebook"], info["assignment"], info["student"])
        report: Report | None = resources.get("autograder_report")
        with Gradebook(info["db_url"]) as gb:
            if report is None:  # --no-execute: the outputs are the student's own, and no check has run
                for grade_id in assignment.checked():
                    grade = gb.find_grade(grade_id, *where)
                    grade.auto_score, grade.needs_manual_grade = None, True
                gb.db.commit()
                return nb, resources
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
