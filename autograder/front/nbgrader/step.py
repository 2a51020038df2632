"""What the steps share: the course that nbgrader is working on, and whether the judge decides about a notebook."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.front.nbgrader.released import Released
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.settings import CourseError

Resources = dict[str, Any]


def coursedir_of(step: Any) -> Any:
    """nbgrader's own idea of the course: the step's exporter belongs to its converter, which knows."""
    return step.parent.parent.coursedir


def left_out_of(step: Any) -> list[str]:
    """What of the submission's files wasn't copied, in sentences (`careful`)."""
    return list(getattr(step.parent.parent, "left_out", []))


def course_of(coursedir: Any) -> Course:
    """The course in nbgrader's `coursedir`. Raises CourseError for a course.toml that is wrong."""
    return Course.at(Path(coursedir.root), coursedir.source_directory, must_have_source=False)


def checked_notebook(coursedir: Any, resources: Resources) -> Assignment | None:
    """The instructor's notebook that nbgrader is working on, if hidden checks decide about one of its cells.

    None for a notebook that is run as it was written. Raises CourseError for one that can't be read, since nobody can tell
    then, and for one of a course with checks whose source is gone.
    """
    info = resources["nbgrader"]
    course = course_of(coursedir)
    if course.settings.checks is None:
        return None
    folder = Path(coursedir.format_path(coursedir.source_directory, ".", info["assignment"])).resolve()
    assignment = Assignment(info["assignment"], folder, info["notebook"], course.settings)
    if not assignment.path.exists():
        raise CourseError(f"{assignment.path} is missing, by which {info['notebook']} is graded: put it back.")
    assignment = _unchanged(assignment, _state_of(assignment.path))
    return assignment if assignment.checked() else None


@lru_cache(maxsize=64)
def _unchanged(assignment: Assignment, state: tuple[int, ...]) -> Assignment:
    """The same assignment as long as its file is in the same `state`: it has been read then, which four steps need for each
    submission.
    """
    return assignment


def _state_of(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def released_notebook(coursedir: Any, resources: Resources) -> Released | None:
    """The notebook that nbgrader is working on as its gradebook knows it; None where it doesn't."""
    info = resources["nbgrader"]
    found = Released.of(info["db_url"], info["assignment"], info["notebook"])
    steps = (coursedir.source_directory, coursedir.release_directory)
    folders = (coursedir.format_path(step, ".", info["assignment"]) for step in steps)
    return found.in_order(Path(folder, f"{info['notebook']}.ipynb") for folder in folders) if found is not None else None
