"""What a graded cell is worth that was run as its instructor wrote it: nbgrader's own rule decides, by what came out."""

import re

from autograder.notebooks.cells import exercise_and_part, grade_id_of, points_of
from autograder.notebooks.format import NotebookNode
from autograder.results.report import CellResult, CheckResult

_AUTOTEST = re.compile(r"^[ \t]*### (HASHED )?AUTOTEST", re.M)
INSIDE = "Checked inside the student's process, by the cell as the instructor wrote it."


def of_cell(cell: NotebookNode) -> CellResult:
    """The result of a graded code cell with its outputs: full, none, or the points that a last number says."""
    from nbgrader.utils import determine_grade  # takes a second, and only such courses need it

    grade_id = str(grade_id_of(cell))
    points = points_of(cell)
    if _AUTOTEST.search(cell.source):
        told = "Not graded: this cell is written by nbgrader when it makes the assignment."
        why = f"`{grade_id}` holds AUTOTEST lines, which nbgrader fills in: grade this assignment by `nbgrader autograde`."
        return CellResult(grade_id, exercise_and_part(grade_id)[0], points, [CheckResult(grade_id, "error", told, why)], 0.0)
    try:
        score, _ = determine_grade(cell)
    except ValueError as e:
        told = "Not graded: this cell gave more points than it has."
        return CellResult(grade_id, exercise_and_part(grade_id)[0], points, [CheckResult(grade_id, "error", told, str(e))], 0.0)
    earned = float(score or 0.0)
    failed = [output for output in cell.outputs if output.output_type == "error"]
    told = f"{failed[0].ename}: {failed[0].evalue}"[:500] if failed else f"{earned:g} of {points:g} points. {INSIDE}"
    check = CheckResult(grade_id, "pass" if earned >= points else "fail", told)
    return CellResult(grade_id, exercise_and_part(grade_id)[0], points, [check], earned)
