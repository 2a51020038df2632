"""Whether the judge is in force: nbgrader takes its own lists wherever a course's `nbgrader_config.py` couldn't be loaded.

It logs what the file raised, and goes on as if there were none: students' code would run with all rights of who grades. So a
course has a second file, `nbgrader_config.json`, in which nothing can be raised, since nobody runs it. It names this kit's
exporters, which nbgrader makes before it touches any submission: they refuse to work where the lists aren't the kit's, and where
they can't be imported, nbgrader itself ends.
"""

import os
import sys
from pathlib import Path
from typing import Any

CONFIG, LOCK = "nbgrader_config.py", "nbgrader_config.json"


def leave_out_the_working_folder() -> None:
    """Import nothing from where one stands, which nbgrader puts first, unless that is a course: its own plugins may lie there."""
    here = os.getcwd()
    if not os.path.exists(os.path.join(here, CONFIG)):
        sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) != os.path.realpath(here)]


def look_at_autograde(converter: Any) -> None:
    """Raises NbGraderException if the judge isn't among the steps of nbgrader's Autograde."""
    from autograder.front.nbgrader.judge_step import JudgeStep

    _look_at_steps(converter, converter.autograde_preprocessors, JudgeStep)


def look_at_feedback(converter: Any) -> None:
    """Raises NbGraderException if this kit's step isn't among those of nbgrader's GenerateFeedback; any other is let alone."""
    from nbgrader.converters import GenerateFeedback

    from autograder.front.nbgrader.for_students import ForStudents

    if isinstance(converter, GenerateFeedback):
        _look_at_steps(converter, converter.preprocessors, ForStudents)


def _look_at_steps(converter: Any, steps: list[Any], wanted: type) -> None:
    name = f"{wanted.__module__}.{wanted.__qualname__}"
    if not any(step == name or (isinstance(step, type) and issubclass(step, wanted)) for step in steps):
        _refuse(
            converter,
            f"Nothing was done, since the sandbox isn't in force: {CONFIG} wasn't loaded to its end (then the log says above what"
            " is wrong in it), or doesn't say `from autograder import grade_with_the_judge; grade_with_the_judge(c)`.",
        )
    if not (Path(converter.coursedir.root) / LOCK).exists():
        told = "This course has no %s, and without it a fault in its %s switches the sandbox off: see docs/instructors.md."
        converter.log.warning(told, LOCK, CONFIG)


def look_where_one_stands(converter: Any, folders: list[Path]) -> None:
    """Raises NbGraderException if this process was started below one of `folders`, in which students' files lie."""
    here = Path.cwd()
    if any(here.is_relative_to(folder.resolve()) for folder in folders):
        told = "where a student's file could be taken for a part of nbgrader: start it in the course's folder."
        _refuse(converter, f"Nothing was done, since this was started in {here}, {told}")


def _refuse(converter: Any, told: str) -> None:
    from nbgrader.converters import NbGraderException

    converter.log.error(told)
    raise NbGraderException(told)
