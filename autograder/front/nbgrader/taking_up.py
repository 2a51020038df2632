"""Whether a submission is taken up, or passed over as done. nbgrader asks whether its result is there, and if it came later."""

import os
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback

from autograder import handed_in
from autograder.front.nbgrader import by_hand, not_current, unfinished
from autograder.front.nbgrader.interrupted import interrupted
from autograder.front.nbgrader.step import course_of
from autograder.front.nbgrader.unfinished import Mark
from autograder.notebooks.settings import CourseError
from autograder.store.keys import checks
from autograder.workers import scratch


class TakesUp:
    """A part of `Guard`: what each submission is asked before nbgrader makes room for its result."""

    mark: Mark | None

    def init_destination(self: Any, assignment_id: str, student_id: str) -> bool:
        """Whether a submission is to be taken up; once somebody wants the run to stop, none is, and no older result is lost."""
        self.unmark()
        if interrupted():
            self.passed_over += 1
            return False
        self.seen_to += 1
        self.told.begins()
        graded = Path(os.path.normpath(self._format_source(assignment_id, student_id)))
        if isinstance(self, GenerateFeedback) and unfinished.is_marked(graded):
            self.complaints.append(f"{graded} isn't graded to its end: there is no page of feedback for it yet. Grade it first.")
            return False
        dest = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        handed_in.only_plain(dest)
        is_whole, was_left = self.coursedir.notebook_id == "*", unfinished.was_left(dest)
        # Of each notebook of an earlier result: read here, once.
        noted = [not_current.noted_in(dest / Path(path).name) for path in self.notebooks] if isinstance(self, Autograde) else []
        if was_left:
            self.log.warning("%s is what a killed run has left: it is made anew", dest)
            self.remove_made(dest, is_whole)
        elif isinstance(self, Autograde) and dest.exists() and student_id not in self.known_students(assignment_id):
            self.log.warning("%s: the gradebook knows nothing of what is in %s, so it is graded anew", student_id, dest)
            self.remove_made(dest, is_whole)
        elif any(map(not_current.wasnt_graded, noted)):
            self.log.warning("%s: something couldn't be graded before, so it is graded again", student_id)
            self.remove_made(dest, is_whole)
        elif isinstance(self, GenerateFeedback) and self.is_graded_since(graded, dest):
            self.log.debug("%s: it was graded again since its page was made, so the page is made anew", student_id)
            self.remove_made(dest, is_whole)
        elif isinstance(self, GenerateFeedback) and by_hand.noted(dest) != self.given_by_hand(assignment_id, student_id):
            self.log.debug("%s: somebody gave points or a comment since its page was made, so the page is made anew", student_id)
            self.remove_made(dest, is_whole)
        is_wanted: bool = super().init_destination(assignment_id, student_id)  # type: ignore[misc]
        if is_wanted and (is_whole or not was_left):
            self.mark = Mark(dest)
        if not is_wanted and dest.exists():
            is_older = self.is_by_other_checks(assignment_id, noted)
            self.told.was_done(student_id, is_other=self.is_other_work(noted), is_older=is_older)
        return is_wanted

    def known_students(self: Any, assignment_id: str) -> set[str]:
        """Those of whom the gradebook had a submission when this run began with the assignment."""
        if assignment_id not in self.in_gradebook:
            at = self.coursedir
            self.in_gradebook[assignment_id] = not_current.in_gradebook(assignment_id, at.db_url, at.course_id)
        found: set[str] = self.in_gradebook[assignment_id]
        return found

    def given_by_hand(self: Any, assignment_id: str, student_id: str) -> str:
        """A digest of what people gave to a submission, as the gradebook had it when this run began with the assignment."""
        if assignment_id not in self.by_hand:
            at = self.coursedir
            self.by_hand[assignment_id] = by_hand.given(assignment_id, at.db_url, at.course_id)
        digest: str = self.by_hand[assignment_id].get(student_id, by_hand.NOTHING)
        return digest

    def is_other_work(self: Any, noted: list[dict[str, Any]]) -> bool:
        """Whether a student handed in something else than the notebooks were made of in which this was `noted`."""
        asked = ((one, self.files_of(path)) for one, path in zip(noted, self.notebooks, strict=False))  # none for feedback
        return any(not_current.is_other_work(one, files, self.top(files[0])) for one, files in asked)

    def is_by_other_checks(self: Any, assignment_id: str, noted: list[dict[str, Any]]) -> bool:
        """Whether a result was made by other checks than the course has now, as of a run that was stopped half way."""
        known = zip(noted, self.notebooks, strict=False)  # none for feedback
        return any(not_current.is_by_other_checks(one, self.checks_now(assignment_id, Path(path).stem)) for one, path in known)

    def checks_now(self: Any, assignment_id: str, notebook_id: str) -> str:
        """A digest of the course's side of an assignment when this run came to it; "" where no check decides about it."""
        which = assignment_id, notebook_id
        if which not in self.checks_of:
            try:
                course = course_of(self.coursedir)
                assignment = course.assignment(*which)
                self.checks_of[which] = checks(course, assignment) if assignment.checked() else ""
            except (CourseError, OSError):  # which is told where it is graded
                self.checks_of[which] = ""
        found: str = self.checks_of[which]
        return found

    def is_graded_since(self: Any, graded: Path, dest: Path) -> bool:
        """Whether a notebook in `graded` was written after its page in `dest`: nbgrader asks only when it was handed in."""
        pages = {path.stem: path for path in dest.glob(f"*{self.exporter.file_extension}")}
        notebooks = [path for path in graded.glob(f"{self.coursedir.notebook_id}.ipynb") if path.stem in pages]
        return any(path.lstat().st_mtime_ns > pages[path.stem].lstat().st_mtime_ns for path in notebooks)

    def remove_made(self: Any, dest: Path, is_whole: bool) -> None:
        """Remove what an earlier run made, and where only some notebooks are converted, these."""
        if is_whole:
            scratch.remove(dest)
            return
        for notebook in self.notebooks:
            (dest / Path(notebook).with_suffix(self.exporter.file_extension).name).unlink(missing_ok=True)

    def unmark(self: Any) -> None:
        if self.mark is not None:
            self.mark.remove()
            self.mark = None
