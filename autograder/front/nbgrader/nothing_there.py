"""What an instructor can do where nbgrader finds nothing to work on: it says "No notebooks were matched", and ends.

That is before it makes anything of this kit's; but its log goes through a filter of ours since it read its configuration.
"""

import glob
import logging
import os
from pathlib import Path
from typing import Any

from autograder.text.near import near
from autograder.text.places import for_terminal

_NOTHING, _GUESS = "No notebooks were matched by ", "Did you mean: "


class NothingThere(logging.Filter):
    """Adds to nbgrader's error the sentence that says why, and which command to run, in the place of nbgrader's guess: that is
    another assignment of somebody's, whatever was meant.
    """

    def __init__(self, app: Any) -> None:
        super().__init__()
        self.app = app

    def filter(self, record: logging.LogRecord) -> bool:
        text, at = record.getMessage(), self.app.coursedir
        if text.startswith(_GUESS):
            return False
        if text.startswith(_NOTHING) and at is not None:
            is_feedback = self.app.name.endswith("feedback")
            if record.levelno == logging.ERROR:
                told = (_not_graded if is_feedback else _not_handed_in)(at)
                record.msg, record.args = "\n".join(filter(None, [text, for_terminal(told)])), ()
            elif not is_feedback:
                wanted = Path(text.removeprefix(_NOTHING).strip("'"))
                record.msg, record.args = for_terminal(_without_notebook(wanted, Path(at.root))), ()
        return True


def tell_the_command() -> None:
    """Add the filter to the log of the nbgrader command that this process is, if it is one of these two."""
    from nbgrader.apps import AutogradeApp, GenerateFeedbackApp
    from traitlets.config import Application

    if Application.initialized() and isinstance(app := Application.instance(), AutogradeApp | GenerateFeedbackApp):
        logger = getattr(app.log, "logger", app.log)
        if not any(isinstance(known, NothingThere) for known in logger.filters):
            logger.addFilter(NothingThere(app))


def _not_graded(at: Any) -> str:
    """Why there is no result to make a page of."""
    name, who = at.assignment_id, at.student_id
    if _found(at, at.autograded_directory, name, who):
        return ""  # results are there, and no such notebook is among them: nbgrader names the folders
    if not _found(at, at.submitted_directory, name, who):
        return _not_handed_in(at)
    of = "" if who == "*" else f" --student={_quoted(who)}"
    whose = "" if who == "*" else f" of {who}"
    return f"Nothing{whose} was autograded for {name} yet. Run `nbgrader autograde {_quoted(name)}{of}`, then this command again."


def _without_notebook(wanted: Path, root: Path) -> str:
    """What becomes of a submission without a notebook that is called as the one that is wanted (`found.Found.entry`)."""
    folder = os.path.relpath(wanted.parent, root)
    if glob.glob(f"{glob.escape(str(wanted.parent))}/*.ipynb"):
        return f"{folder} has no {wanted.name}. A notebook of another name that lies there may be it."
    return f"{folder} has no notebook, so there is nothing to grade, and no page: ask for it."


def _not_handed_in(at: Any) -> str:
    """Why there is no submission."""
    name, who = at.assignment_id, at.student_id
    if _found(at, at.submitted_directory, name, who):
        is_named = at.notebook_id != "*"
        return "Notebooks that go by other names (`Copy of …`) are found by a run without --notebook." if is_named else ""
    if not glob.glob(at.format_path(at.source_directory, ".", name)):
        there = [Path(path).name for path in glob.glob(at.format_path(at.source_directory, ".", "*"))]
        return f"{at.source_directory}/ has no {name} either{near(name, there)}: see whether the name is right."
    place = os.path.relpath(at.format_path(at.submitted_directory, "<student>", name), at.root)
    if who == "*":
        return f"Nobody has handed in {name}: what students hand in lies in {place}/."
    told = f"--student={who} fits nobody who handed in {name}: what students hand in lies in {place}/."
    if _found(at, at.submitted_directory, name, glob.escape(who)):
        # The folder's own name it takes for a pattern too, when it looks for notebooks: so no pattern helps.
        told += " nbgrader takes it for a pattern: who is called just so is graded in a run of all, without --student."
    return told


def _found(at: Any, step: str, name: str, who: str) -> list[str]:
    """The folders of a step, by the patterns for assignment and student, as nbgrader looks for them."""
    return glob.glob(at.format_path(step, who, name))


def _quoted(text: str) -> str:
    """A pattern as a shell must get it."""
    return f"'{text}'" if glob.has_magic(text) else text
