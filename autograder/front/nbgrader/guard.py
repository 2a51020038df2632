"""What stands before nbgrader's converter (`careful`): the course of a run, and of each submission in it."""

import os
import sys
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback, NbGraderException
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError

from autograder import handed_in
from autograder.front.nbgrader import by_hand, renamed
from autograder.front.nbgrader.done_once import done_once
from autograder.front.nbgrader.folders import top_of
from autograder.front.nbgrader.found import Found
from autograder.front.nbgrader.interrupted import interrupted
from autograder.front.nbgrader.misplaced import misplaced
from autograder.front.nbgrader.one_run import OneRun
from autograder.front.nbgrader.short_log import Told
from autograder.front.nbgrader.step import course_of
from autograder.front.nbgrader.taking_up import TakesUp
from autograder.handed_in import Refused, shown
from autograder.text.listing import some_of

_MOST_NAMED = 20
_STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")


class Guard(TakesUp, Found):
    """Stands before nbgrader's converter: what it is given to convert, and when one submission must not end the run."""

    def prepare(self: Any) -> None:
        """Look through what nbgrader found, before it takes up the first submission."""
        self.left_out: list[str] = []
        self.has_checks = course_of(self.coursedir).settings.checks is not None
        self.complaints: list[str] = []
        self.seen_to = 0
        self.passed_over = 0
        self.mark = None
        self.run: OneRun | None = None
        self.judged_ahead: Any = None  # JudgeStep's
        self.passing: list[tuple[str, ...]] = []
        self.coursedir.get_existing_timestamp = self.timestamp_of
        self.look_around()
        self.checks_of: dict[tuple[str, str], str] = {}
        self.in_gradebook: dict[str, set[str]] = {}
        self.by_hand: dict[str, dict[str, str]] = {}
        self.told = Told(self.log, len(self.assignments), isinstance(self, GenerateFeedback))

    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        self.left_out = []
        with renamed.kept(self.coursedir, assignment_id, student_id, self.not_now(assignment_id, student_id)):
            super().init_assignment(assignment_id, student_id)  # type: ignore[misc]

    def not_now(self: Any, assignment_id: str, student_id: str) -> list[str]:
        """The notebooks that a student handed in by other names, and that this run isn't to grade."""
        if not isinstance(self, Autograde):
            return []
        folder, now = self._format_source(assignment_id, student_id), {Path(notebook).name for notebook in self.notebooks}
        names = [name for name in self.known_notebooks(assignment_id) if name not in now]
        return [Path(name).stem for name in names if os.path.join(folder, name) in self.likeliest]

    def convert_single_notebook(self: Any, notebook_filename: str) -> None:
        if isinstance(self, GenerateFeedback):
            path = Path(notebook_filename)
            try:
                os.close(handed_in.opened(path, self.top(path)))
            except Refused as e:
                raise ValueError(f"{shown(notebook_filename)} {e}; grade it again.") from e
        try:
            super().convert_single_notebook(notebook_filename)  # type: ignore[misc]
        except (SchemaTooOldError, SchemaTooNewError) as e:
            # These would end the run for everybody, and a student can write any number there.
            raise ValueError(
                f"{notebook_filename}: its nbgrader metadata are of another version than this nbgrader's ({e});"
                " if the assignment's own are too, `nbgrader update` brings them up to date."
            ) from e

    def set_permissions(self: Any, assignment_id: str, student_id: str) -> None:
        """The last step of a submission."""
        dest = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        for parts in self.passing:
            dest.joinpath(*parts).unlink(missing_ok=True)
        super().set_permissions(assignment_id, student_id)  # type: ignore[misc]
        if isinstance(self, GenerateFeedback) and self.coursedir.notebook_id == "*":
            by_hand.note(dest, self.given_by_hand(assignment_id, student_id))
        self.unmark()
        self.told.ended(student_id)

    def convert_notebooks(self: Any) -> None:
        """Everybody's, and at the end what the instructor has to see to, by which the command ends with 1.

        A run that was stopped says how far it came, and ends as shells expect: with 130 after Ctrl-C.
        """
        try:
            with done_once():
                super().convert_notebooks()  # type: ignore[misc]
        except KeyboardInterrupt:
            if not interrupted():
                raise
            self.seen_to, self.passed_over = self.seen_to - 1, self.passed_over + 1
        finally:
            self.unmark()
            if self.judged_ahead is not None:
                self.judged_ahead.close()
            if self.run is not None:
                self.run.end()
            for told in self.complaints:
                self.log.error(told)
            self.told.sum_up()
            self.tell_misplaced()
        if self.ended_by:
            self.log.error("%s %d of %d submissions are done.", self.ended_by, self.seen_to, len(self.assignments))
            raise NbGraderException(self.ended_by)
        if self.passed_over:
            goes_on = "run the same command again for the others"
            then = "the pages of the others" if isinstance(self, GenerateFeedback) else "the others"
            by = "" if isinstance(self, GenerateFeedback) else ", by the checks of then"
            anew = f"{then} are as they were{by}; with --force the same command begins anew"
            told = "Stopped. %d of %d submissions are done; %s."
            self.log.error(told, self.seen_to, len(self.assignments), anew if self.force else goes_on)
            sys.exit(128 + interrupted.number)
        if self.complaints:
            raise NbGraderException("\n".join(self.complaints))

    def tell_misplaced(self: Any) -> None:
        """Name what was handed in and isn't looked at, where students' folders are nbgrader's own way."""
        at = self.coursedir
        if isinstance(self, GenerateFeedback) or at.student_id != "*" or at.directory_structure != _STRUCTURE:
            return
        if found := misplaced(top_of(at, at.submitted_directory), at.assignment_id):
            self.log.warning(
                "Not looked at, since it lies in no folder <student>/%s: %s. Move each there to have it graded.",
                at.assignment_id,
                some_of(found, _MOST_NAMED),
            )
