"""`nbgrader release_feedback` for a class of which some came by the exchange, and some by other ways."""

import glob
import os
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
        folders = sorted({Path(page).parent for page in glob.glob(os.path.join(self.src_path, "*.html"))})
        lacking = [folder for folder in folders if not all((folder / name).is_file() for name in _NEEDED)]
        names = [folder.parent.name for folder in lacking]
        whole = self.src_path
        for folder in folders:  # one by one: what nbgrader is told to leave out can't have a comma in its name
            if folder not in lacking:
                self.src_path = glob.escape(str(folder))
                super().copy_files()
        self.src_path = whole
        if names:
            told = "Not released, since they didn't hand in by the exchange: %s. Give them the pages in %s/ yourself."
            self.log.warning(told, some_of([for_log(name) for name in names], _MOST_NAMED), self.coursedir.feedback_directory)
