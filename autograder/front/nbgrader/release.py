"""`nbgrader release_feedback` for a class of which some came by the exchange, and some by other ways."""

from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeReleaseFeedback

from autograder.text.listing import some_of
from autograder.text.places import for_log

_NEEDED = ("timestamp.txt", "submission_secret.txt")
"""What the exchange puts beside a hand-in: its student fetches the page by these, and nbgrader ends where one is missing."""
_MOST_NAMED = 20


class ReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's own, which leaves out whoever didn't hand in by the exchange, and names them."""

    def copy_files(self: Any) -> None:
        folders = {Path(page).parent for page in Path(self.coursedir.root).glob(_pattern(self.coursedir))}
        lacking = [folder for folder in sorted(folders) if not all((folder / name).is_file() for name in _NEEDED)]
        names = [folder.parent.name for folder in lacking]
        before = self.coursedir.student_id_exclude
        self.coursedir.student_id_exclude = ",".join(filter(None, [before, *names]))
        try:
            super().copy_files()
        finally:
            self.coursedir.student_id_exclude = before
        if names:
            told = "Not released, since they didn't hand in by the exchange: %s. Give them the pages in %s/ yourself."
            self.log.warning(told, some_of([for_log(name) for name in names], _MOST_NAMED), self.coursedir.feedback_directory)


def _pattern(at: Any) -> str:
    """Where the pages of the class lie, from the course's root."""
    found = Path(at.format_path(at.feedback_directory, "*", at.assignment_id))
    return str((found.relative_to(at.root) if found.is_absolute() else found) / "*.html")
