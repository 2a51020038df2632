"""What a run of nbgrader finds: students' folders with their notebooks, by the names that it sees, and where they really are."""

import glob
import os
import re
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError

from autograder import handed_in
from autograder.front.nbgrader.folders import top_of
from autograder.handed_in import TIMESTAMP, NotEntered, Refused, shown
from autograder.notebooks import naming

_MOST_NOTEBOOKS = 100


class Found:
    """A part of `Guard`: which folders nbgrader shall see, with which notebooks, and the file that stands for each."""

    def look_around(self: Any) -> None:
        """Look through what nbgrader found, before it takes up the first submission."""
        self.real: dict[str, str] = {}
        self.whose: dict[str, tuple[str, str]] = {}
        self.likeliest: dict[str, list[Path]] = {}
        self.known: dict[str, list[str]] = {}
        found = sorted(self.matched().items())
        self.assignments = dict(entry for folder, notebooks in found if (entry := self.entry(folder, notebooks)) is not None)

    def matched(self: Any) -> dict[str, list[str]]:
        """The folders that nbgrader looks into, each with its notebooks, whatever their names; a folder's name such as `[ab]` it
        takes for a pattern.
        """
        folders = glob.glob(self._format_source(self.coursedir.assignment_id, self.coursedir.student_id))
        here = {folder: os.path.join(glob.escape(folder), "*.ipynb") for folder in folders}
        return {folder: found for folder in folders if (found := glob.glob(here[folder]))}

    def entry(self: Any, folder: str, notebooks: list[str]) -> tuple[str, list[str]] | None:
        """A submission's folder as nbgrader shall see it, and its notebooks: a name that can't be shown is written out.

        None for one that can't be told from another then, or that has nothing of what is wanted.
        """
        found = re.match(self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True), folder, re.S)
        seen = folder
        if found and not handed_in.is_plain(found["student"]):
            seen = self._format_source(found["assignment"], shown(found["student"]))
        if not found or (seen != folder and (seen in self.assignments or seen in self.real)):
            self.complaints.append(f"{shown(folder)} wasn't taken: its name can't be told from another's. Name it otherwise.")
            return None
        self.whose[seen] = found["assignment"], shown(found["student"])
        if seen != folder:
            self.real[seen] = folder
        names = [name for name in map(os.path.basename, notebooks) if handed_in.is_plain(name)]
        known = self.known_notebooks(found["assignment"])
        right = [name for name in known if self.stands_for(folder, os.path.join(seen, name), names, known)]
        taken = {path.name for name in right for path in self.likeliest.get(os.path.join(seen, name), [])}
        more = [name for name in names if name not in known and name not in taken]
        if known and (not names or len(names) > _MOST_NOTEBOOKS or (not right and self.has_checks)):
            # Each costs a look into the gradebook. And where there is none of them, what is missing gets an outcome too.
            names = right or known
        else:
            names = [*right, *more]  # of those that it doesn't know nbgrader says so
        names = [name for name in names if fnmatch(Path(name).stem, self.coursedir.notebook_id)]
        return (seen, [os.path.join(seen, name) for name in names]) if names else None

    def stands_for(self: Any, folder: str, seen: str, names: list[str], known: list[str]) -> bool:
        """Whether there is a file for the notebook that nbgrader sees at `seen`; others than that one are noted down."""
        notebook = Path(seen).stem
        times = {stem: _written(folder, stem) for stem in (Path(name).stem for name in names)}
        likeliest = naming.likeliest(times, notebook, [Path(name).stem for name in known])
        if likeliest not in ([], [notebook]):
            self.likeliest[seen] = [Path(folder, f"{stem}.ipynb") for stem in likeliest]
        return bool(likeliest)

    def files_of(self: Any, path: str) -> list[Path]:
        """The files that may be the notebook that nbgrader sees at `path`, the likeliest first."""
        found: list[Path] = self.likeliest.get(path) or [self.really(path)]
        return found

    def known_notebooks(self: Any, assignment_id: str) -> list[str]:
        """The files of an assignment's notebooks, by the gradebook."""
        if assignment_id not in self.known:
            try:
                with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gb:
                    names = [notebook.name for notebook in gb.find_assignment(assignment_id).notebooks]
            except (MissingEntry, SQLAlchemyError):  # which nbgrader tells itself
                names = []
            self.known[assignment_id] = [f"{name}.ipynb" for name in names]
        found: list[str] = self.known[assignment_id]
        return found

    def really(self: Any, path: str | Path) -> Path:
        """Where on the disk something stands that nbgrader sees at `path`."""
        text = str(path)
        for seen, folder in self.real.items():
            if text == seen or text.startswith(seen + os.sep):
                return Path(folder + text[len(seen) :])
        return Path(text)

    def top(self: Any, path: Path) -> Path | None:
        """The folder below which no link is followed: that of all submissions, or of all results. None for any other place."""
        for step in (self.coursedir.submitted_directory, self.coursedir.autograded_directory):
            top = top_of(self.coursedir, step)
            if path.is_relative_to(top) and path != top:
                return top
        return None

    def timestamp_of(self: Any, dest_path: str) -> datetime | None:
        """In place of the course directory's own: when a submission was handed in, None where its timestamp.txt doesn't say."""
        found: datetime | None = self.timestamp(Path(dest_path))[0]
        return found

    def timestamp(self: Any, folder: Path) -> tuple[datetime | None, str | None]:
        """The time that a folder's timestamp.txt tells, or why it tells none: a clause."""
        path = self.really(folder) / TIMESTAMP
        try:
            text = handed_in.read(path, 1000, self.top(path)).decode().strip()
            if not text:
                return None, None  # which nbgrader takes for none, and copies
            if not re.search(r"(19|20)\d\d", text):
                return None, "tells no time with a year"  # dateutil takes "5" for a day of this month
            found: datetime = parse_utc(text)
            # Years that no class was taught in; the first and the last days of all time can't be compared in every zone.
            if not 1990 <= found.year <= datetime.now().year + 10:
                return None, "tells a time that can't be meant"
            found.isoformat()
            return found, None
        except NotEntered:
            return None, None  # of the whole folder nothing is taken, the notebook's outcome says why
        except Refused as e:
            return None, str(e)
        except Exception:  # dateutil raises whatever it met in the text
            return None, "tells no time"


def _written(folder: str, stem: str) -> float:
    try:
        return os.lstat(os.path.join(folder, f"{stem}.ipynb")).st_mtime
    except OSError:
        return 0.0
