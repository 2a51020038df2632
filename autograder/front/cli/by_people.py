"""The points that people gave in formgrader, put into what is kept: they stand in nbgrader's gradebook alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.formats.points import shown
from autograder.front.cli.usage import UsageError
from autograder.results.report import CellResult, CheckResult, Report
from autograder.store.store import Kept

GRADEBOOK = "gradebook.db"
"""Its name in a course's folder, if nbgrader_config.py doesn't say otherwise."""


def with_points_by_people(found: Sequence[Kept], gradebook: Path) -> tuple[list[Report], int]:
    """The reports, with the points that people gave in the place of those that are kept, and of how many students there were any.

    Raises UsageError where the gradebook can't be read.
    """
    try:
        from autograder.front.nbgrader import given_by_people
        from autograder.front.nbgrader.gradebook import GradebookError
    except ModuleNotFoundError as e:
        raise UsageError(f"{gradebook} can't be read without the package {e.name}; --checks-only needs no gradebook.") from e
    whose = dict.fromkeys((one.report.assignment, one.report.student) for one in found)
    try:
        given = given_by_people.scores(gradebook, whose)
    except GradebookError as e:
        raise UsageError(f"{e} What people gave is there; --checks-only leaves it out.") from e
    reports = []
    for one in found:
        scores = given[one.report.assignment, one.report.student]
        reports.append(_with(one.report, {cell: score for (notebook, cell), score in scores.items() if notebook == one.notebook}))
    return reports, len({student for (_, student), scores in given.items() if scores})


def _with(report: Report, scores: Mapping[str, float]) -> Report:
    cells = [
        _given(cell.grade_id, cell.exercise, cell.points, scores[cell.grade_id]) if cell.grade_id in scores else cell
        for cell in report.cells
    ]
    read = [name for name in report.by_hand if name in scores]
    cells += [_given(name, name, report.by_hand[name], scores[name]) for name in read]
    left = {name: points for name, points in report.by_hand.items() if name not in read}
    return replace(report, cells=cells, by_hand=left, unwritten=[name for name in report.unwritten if name not in read])


def _given(grade_id: str, exercise: str, points: float, score: float) -> CellResult:
    told = f"Your instructor gave {shown(score)} of {shown(points)}."
    check = CheckResult("by_a_person", "pass" if score >= points else "fail", told, finding=told)
    return CellResult(grade_id, exercise, points, [check], earned=score)
