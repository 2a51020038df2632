"""An engine that grades notebook courses: student code runs in a sandbox, hidden pytest checks decide.

    from pathlib import Path
    from autograder import Course, Judge, read

    with Judge(Course.at(Path("."))) as judge:
        report = judge.grade(read(Path("submitted/ada/02_distances/02_distances.ipynb")), "02_distances", student="ada")

What stands in `__all__` is for everybody, `autograder.checking` is what checks are written with, and the rest is free
to change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.front.nbgrader import grade_with_the_judge
    from autograder.inside.warm_up import in_one_process
    from autograder.judge.judge import Judge
    from autograder.notebooks.course import Course
    from autograder.notebooks.reading import read
    from autograder.notebooks.settings import CourseError, Settings
    from autograder.results.report import Report
    from autograder.sandbox.confine import SandboxError
    from autograder.sandbox.limits import Limits

__version__ = "0.2.0.dev0"

__all__ = [
    "Course",
    "CourseError",
    "Judge",
    "Limits",
    "Report",
    "SandboxError",
    "Settings",
    "grade_with_the_judge",
    "in_one_process",
    "read",
]

_WHERE = {
    "Course": "notebooks.course",
    "in_one_process": "inside.warm_up",
    "CourseError": "notebooks.settings",
    "Judge": "judge.judge",
    "Limits": "sandbox.limits",
    "Report": "results.report",
    "SandboxError": "sandbox.confine",
    "Settings": "notebooks.settings",
    "grade_with_the_judge": "front.nbgrader",
    "read": "notebooks.reading",
}


def __getattr__(name: str) -> Any:
    # When they are asked for: the zygote and the command line start without what they don't need.
    if name not in _WHERE:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    return getattr(import_module(f"autograder.{_WHERE[name]}"), name)
