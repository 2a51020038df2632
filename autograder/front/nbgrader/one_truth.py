"""The course's notebooks held against nbgrader's gradebook: points that stand in both must be the same ones.

The judge takes them from `source/`, and nbgrader's totals from the gradebook, which knows what `generate_assignment` saw last.
"""

from collections.abc import Iterator
from typing import Any

from autograder.front.nbgrader.released import Released
from autograder.notebooks.cells import is_graded, points_of
from autograder.notebooks.course import Assignment
from autograder.notebooks.settings import CourseError

_MOST = 5


def refuse_other_points(assignment: Assignment, coursedir: Any) -> None:
    """Raises CourseError if the gradebook knows other graded cells of a notebook, or other points, than `source/` has. Of a
    notebook that the gradebook doesn't know nbgrader tells itself.
    """
    known = Released.of(coursedir.db_url, assignment.name, assignment.notebook_name)
    if known is None or not assignment.checked():
        return
    here = {name: points_of(cell) for name, cell in assignment.graded.items()}
    there = {name: points_of(cell) for name, cell in known.cells.items() if is_graded(cell)}
    found = list(_differences(here, there))
    if found:
        more = f"; and {len(found) - _MOST} more" if len(found) > _MOST else ""
        raise CourseError(
            f"{assignment.path} isn't what the gradebook knows of {assignment.name}: {'; '.join(found[:_MOST])}{more}. "
            f"Run `nbgrader generate_assignment {assignment.name} --force`, which brings the gradebook into line with it; or "
            "put the notebook back that students were given."
        )


def _differences(here: dict[str, float], there: dict[str, float]) -> Iterator[str]:
    for name, points in here.items():
        if name not in there:
            yield f"`{name}` isn't in the gradebook"
        elif there[name] != points:
            yield f"`{name}` has {points:g} points, and {there[name]:g} in the gradebook"
    yield from (f"`{name}` is in the gradebook only" for name in there if name not in here)
