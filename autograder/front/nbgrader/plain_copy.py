"""The files beside the notebooks, copied in place of nbgrader's own way: plain ones, and none that could run in a browser."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter

from autograder import handed_in
from autograder.handed_in import TIMESTAMP, Bounds, Wanted, shown
from autograder.text.html import runs_in_a_browser

_STAYS = "was left out: it could run in the browser of who grades. The notebook could read it; it stays in submitted/."
"""Why a page, a drawing or a script isn't copied: formgrader serves what lies in autograded/ from Jupyter's own address."""


class PlainCopy(BaseConverter):
    """Stands behind nbgrader's converter, and copies the files beside the notebooks in place of BaseConverter: plain ones."""

    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        folder = self.really(self._format_source(assignment_id, student_id))
        to = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        handed_in.only_plain(to)
        _, no_time = self.timestamp(folder)
        most = int(self.coursedir.max_file_size) * 1000
        bounds = Bounds(most, max(most, handed_in.MAX_BYTES))
        own = self.own_files(assignment_id)
        wanted = self.wanted(own, no_time)
        self.left_out = handed_in.copy(folder, to, wanted, bounds, self.top(folder) or folder.parent)
        if isinstance(self, Autograde):
            self.passing = [parts for parts in _files_below(to) if parts not in own and runs_in_a_browser(parts[-1])]
            self.left_out += [f"The file {shown('/'.join(parts))} {_STAYS}" for parts in self.passing[:5]]
        for told in self.left_out:
            self.log.warning("%s: %s", student_id, told)
        if no_time is not None and no_time != handed_in.NOT_THERE and isinstance(self, Autograde):
            told = f"{student_id}: its {TIMESTAMP} {no_time}. It was graded as one without, so see whether it is late."
            self.complaints.append(told)

    def own_files(self: Any, assignment_id: str) -> set[tuple[str, ...]]:
        """The course's own files, by their parts, which nbgrader puts there afterwards, or will write as the result."""
        if isinstance(self, GenerateFeedback):
            return {(Path(notebook).stem + ".html",) for notebook in self.notebooks}
        steps = (self.coursedir.source_directory, self.coursedir.release_directory)
        folders = (Path(self.coursedir.format_path(step, ".", assignment_id)) for step in steps)
        return {parts for folder in folders for parts in _files_below(folder) if ".ipynb" not in parts[-1]}

    def wanted(self: Any, own: set[tuple[str, ...]], no_time: str | None) -> Wanted:
        """What is copied: no notebooks, nothing hidden or that nbgrader ignores, and nothing in the way of the course's own."""
        folders = {parts[:depth] for parts in own for depth in range(1, len(parts))}
        ignored = [*self.coursedir.ignore, "*.ipynb", ".*"]
        is_feedback = isinstance(self, GenerateFeedback)

        def answer(parts: tuple[str, ...], is_folder: bool) -> bool | str:
            if any(fnmatch(parts[-1], pattern) for pattern in ignored):
                return False
            if parts == (TIMESTAMP,) and no_time is not None:
                return no_time
            if is_folder and parts in own:
                return "is a folder with the name of a file of the course's"
            if not is_folder and parts in folders:
                return "has the name of a folder of the course's"
            return not (is_feedback and parts in own)

        return answer


def _files_below(folder: Path) -> Iterator[tuple[str, ...]]:
    """The files in and below a folder of ours, by their parts."""
    for above, _, names in os.walk(folder):
        for name in names:
            yield Path(above, name).relative_to(folder).parts
