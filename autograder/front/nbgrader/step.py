"""What the steps share: the course that nbgrader is working on."""

from pathlib import Path
from typing import Any

from autograder.notebooks.course import Course

Resources = dict[str, Any]


def course_of(step: Any) -> Course:
    """The course that nbgrader is working on: the step's exporter belongs to its converter, which knows."""
    coursedir = step.parent.parent.coursedir
    return Course.at(Path(coursedir.root), coursedir.source_directory)
