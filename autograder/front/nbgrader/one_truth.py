"""The course's notebooks held against nbgrader's gradebook, which must know the assignment, and the same points.

The judge takes them from `source/`, and nbgrader's totals from the gradebook, which knows what `generate_assignment` saw last.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.front.nbgrader.released import Released
from autograder.notebooks.cells import is_graded, points_of
from autograder.notebooks.course import Assignment
from autograder.notebooks.settings import CourseError

_MOST = 5


def refuse_unknown(names: Sequence[str], coursedir: Any) -> None:
    """Raises CourseError if the gradebook knows none of these assignments, or none with a notebook.

    nbgrader would say so after it has taken up a submission, with a traceback, and again for each one. Where it knows some of
    them it is left to nbgrader: a folder of one student's holds up nobody else.
    """
    if not names or any(_has_notebooks(name, coursedir) for name in names):
        return
    source, release = coursedir.source_directory, coursedir.release_directory
    name = next((name for name in names if Path(coursedir.format_path(source, ".", name)).is_dir()), None)
    if name is None:
        raise CourseError(
            f"The gradebook doesn't know {names[0]}, and {source}/ has no such folder: see whether the name is right."
        )
    # Without --force nbgrader passes over an assignment whose folder is there, as in a fresh clone.
    is_there = Path(coursedir.format_path(release, ".", name)).exists()
    force = f" --force` ({release}/{name} is there already)" if is_there else "`"
    raise CourseError(
        f"The gradebook doesn't know {name} yet. Run `nbgrader generate_assignment {name}{force}, then this command again."
    )


def _has_notebooks(name: str, coursedir: Any) -> bool:
    """Whether the gradebook has any notebook of an assignment."""
    try:
        with Gradebook(coursedir.db_url, coursedir.course_id) as gb:
            return bool(gb.find_assignment(name).notebooks)
    except MissingEntry:
        return False


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
