"""A submission that can't be graded for the machine's sake: said in a sentence, and with nothing half done left behind.

A disk that is full, a folder that can't be written, a gradebook that is gone: nbgrader logs a traceback and takes up the next
student, whose older result it removes first, and so on through the class. Here the run ends at what would fail for everybody.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, NbGraderException

from autograder.front.nbgrader import gradebook
from autograder.front.nbgrader.folders import top_of
from autograder.front.nbgrader.interrupted import stop_if_asked
from autograder.front.nbgrader.one_student import OneStudent
from autograder.text.places import for_log

_WHAT_TO_DO = {
    errno.ENOSPC: "make room on its disk",
    errno.EDQUOT: "make room on its disk",
    errno.EROFS: "see how its disk is mounted",
    errno.EIO: "see to its disk",
    errno.EACCES: "see whose it is",
    errno.EPERM: "see whose it is",
}
"""The machine's doings, and what to do about each."""


class GivesUp:
    """Stands before `guard.Guard`: what each step of a submission does where it fails so."""

    def prepare(self: Any) -> None:
        """As Guard's."""
        self.ended_by = ""
        self.is_given_up = False
        self.one_student: OneStudent | None = None
        super().prepare()  # type: ignore[misc]
        gradebook.hush_rollbacks()

    def init_destination(self: Any, assignment_id: str, student_id: str) -> bool:
        self.is_given_up = False
        if self.ended_by:
            self.passed_over += 1
            return False
        step = super().init_destination  # type: ignore[misc]
        return bool(self.tried(assignment_id, student_id, lambda: step(assignment_id, student_id), has_begun=False))

    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        step = super().init_assignment  # type: ignore[misc]

        def work() -> None:
            if isinstance(self, Autograde):
                self.one_student = self.one_student or OneStudent(self.coursedir.db_url, self.log)
                self.one_student.take(student_id, stop_if_asked)
            step(assignment_id, student_id)

        self.at = assignment_id, student_id
        self.tried(assignment_id, student_id, work)

    def convert_single_notebook(self: Any, notebook_filename: str) -> None:
        step = super().convert_single_notebook  # type: ignore[misc]
        if not self.is_given_up:
            self.tried(*self.at, lambda: step(notebook_filename))

    def set_permissions(self: Any, assignment_id: str, student_id: str) -> None:
        step = super().set_permissions  # type: ignore[misc]
        if not self.is_given_up:
            self.tried(assignment_id, student_id, lambda: step(assignment_id, student_id))

    def run_post_convert_hook(self: Any) -> None:
        if not self.is_given_up:
            super().run_post_convert_hook()  # type: ignore[misc]

    def unmark(self: Any) -> None:
        super().unmark()  # type: ignore[misc]
        if self.one_student is not None:
            self.one_student.give_back()

    def tried(self: Any, assignment_id: str, student_id: str, work: Callable[[], Any], has_begun: bool = True) -> Any:
        """What `work` gives; None where it failed for the machine's sake. Then the submission is given up."""
        dest = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        try:
            return work()
        except Exception as e:
            why = self.why(e, dest)
            if why is None:
                raise
            told, is_for_all = why
        if has_begun:
            is_whole = self.coursedir.notebook_id == "*"
            try:
                self.remove_made(dest, is_whole)
            except OSError:
                pass
            if is_whole and os.path.lexists(dest):
                self.mark: Any = None  # it stays beside what couldn't be removed, which so is made anew next time
        self.is_given_up = True
        self.notebooks: list[str] = []
        self.seen_to -= 1
        if is_for_all:
            self.passed_over += 1
            self.ended_by = told
            return None
        self.complaints.append(f"{for_log(student_id)} wasn't graded: {told}")
        return None

    def why(self: Any, e: Exception, dest: Path) -> tuple[str, bool] | None:
        """What went wrong, and whether it would for everybody; None for what isn't the machine's doing."""
        if (told := gradebook.told(e, self.coursedir.db_url)) is not None:
            return told, not gradebook.is_for_one(e)
        if not isinstance(e, OSError) or e.errno not in _WHAT_TO_DO:
            return None
        where = os.fsdecode(e.filename) if isinstance(e.filename, str | bytes) else str(dest)
        told = f"{for_log(where)} can't be read or written ({e.strerror}): {_WHAT_TO_DO[e.errno]}."
        return told, not isinstance(e, PermissionError)


def refuse_a_closed_folder(converter: Any) -> None:
    """Raises NbGraderException where no result can be put: nbgrader makes room for each before it sees that."""
    top = top_of(converter.coursedir, converter._output_directory)
    there = next(folder for folder in (top, *top.parents) if os.path.lexists(folder))
    if not os.access(there, os.W_OK | os.X_OK):
        told = f"Nothing was done, since {for_log(str(there))} can't be written: see whose it is, and how its disk is mounted."
        converter.log.error(told)
        raise NbGraderException(told)
