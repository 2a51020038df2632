"""nbgrader, made to open what lies in its folders as a hostile place.

Before its first step nbgrader's converter lists a submission's folder, reads its timestamp and copies every file to
`autograded/`; then the same from there to `feedback/`. It follows links, waits for pipes, and one submission's odd file can end
the run. No setting of nbgrader's reaches these lines, and a plain `nbgrader autograde` makes its own converter. So the one thing
that we make, and that is made before any submission is touched, takes care of it: the exporter of `autograde`, and a step of the
feedback, call `be_careful` with their converter. That puts classes around nbgrader's own, before it and behind it:

    GivesUp, Guard, nbgrader's Autograde or GenerateFeedback, PlainCopy, nbgrader's BaseConverter

`Guard` has two parts in files of their own: what is found (`found`), and whether it is taken up (`taking_up`).

`PlainCopy.init_assignment` is what nbgrader's own then calls for the copying, in place of BaseConverter's. If a later nbgrader
does that otherwise, `be_careful` says so, and ends the run before anything is copied.
"""

import warnings
from inspect import signature
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback, NbGraderException
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

from autograder.front.nbgrader import in_force
from autograder.front.nbgrader.clean_log import clean, leave_out
from autograder.front.nbgrader.folders import top_of
from autograder.front.nbgrader.given_up import GivesUp, refuse_a_closed_folder
from autograder.front.nbgrader.guard import Guard
from autograder.front.nbgrader.one_run import OneRun
from autograder.front.nbgrader.options import look_at_options
from autograder.front.nbgrader.plain_copy import PlainCopy
from autograder.front.nbgrader.short_log import shorten


def be_careful(converter: Any) -> None:
    """Make `converter`, which is about to convert its submissions, open and copy plain files only.

    Raises NbGraderException where nbgrader isn't made as this kit knows it.
    """
    if isinstance(converter, Guard) or not isinstance(converter, Autograde | GenerateFeedback):
        return
    clean(converter.log)
    # nbgrader fills a submission's relations before it adds it to the session, and SQLAlchemy warns of each.
    warnings.filterwarnings("ignore", "Object of type <Submitted(Assignment|Notebook)> not in session", SAWarning, "nbgrader.api")
    look_at_options(converter)
    _look_at_nbgrader()
    at = converter.coursedir
    steps = (at.submitted_directory, at.autograded_directory, at.feedback_directory)
    tops = [top_of(at, step) for step in steps]
    # Where the course's directory_structure has the steps elsewhere, the folder of all students may be the course's own.
    in_force.look_where_one_stands(converter, [top for top in tops if not Path(at.root).is_relative_to(top)])
    kind: Any = type(converter)
    refuse_a_closed_folder(converter)
    converter.__class__ = type(kind)(kind.__name__, (GivesUp, Guard, kind, PlainCopy), {"__module__": kind.__module__})
    converter.prepare()
    # nbgrader looks for a notebook's own name only; a note tells which file was taken for it.
    leave_out(converter.log, lambda said: said.removeprefix("No submitted file: ") in converter.likeliest)
    shorten(converter)
    if isinstance(converter, Autograde):
        converter.run = OneRun(Path(at.root), converter.log)


def _look_at_nbgrader() -> None:
    """Raises NbGraderException if nbgrader has no such methods as are replaced here."""
    for owner, method, takes in (
        (BaseConverter, "init_assignment", ["self", "assignment_id", "student_id"]),
        (Autograde, "init_assignment", ["self", "assignment_id", "student_id"]),
        (BaseConverter, "init_destination", ["self", "assignment_id", "student_id"]),
        (BaseConverter, "set_permissions", ["self", "assignment_id", "student_id"]),
        (BaseConverter, "convert_single_notebook", ["self", "notebook_filename"]),
        (BaseConverter, "convert_notebooks", ["self"]),
        (BaseConverter, "_format_source", ["self", "assignment_id", "student_id", "escape"]),
        (CourseDirectory, "get_existing_timestamp", ["self", "dest_path"]),
    ):
        found = getattr(owner, method, None)
        if found is None or list(signature(found).parameters) != takes:
            raise _unknown(f"it has no {owner.__name__}.{method}({', '.join(takes)})")
    if "init_assignment" not in Autograde.init_assignment.__code__.co_names:
        raise _unknown("Autograde.init_assignment doesn't call BaseConverter's")


def _unknown(what: str) -> NbGraderException:
    from nbgrader import __version__

    return NbGraderException(
        f"nbgrader {__version__} copies submissions in a way that this kit doesn't know ({what}), so it can't keep out what isn't"
        " a plain file: install the version of nbgrader that constraints.txt names."
    )
