"""A submission's notebook, read in a process of its own: nbgrader grades a whole class in one, and no file may hold that up."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from autograder.front.nbgrader.interrupted import stop_if_asked
from autograder.front.nbgrader.not_current import DIGEST, FILE
from autograder.handed_in import OutOfReach, shown
from autograder.judge import apart
from autograder.judge.apart import MAX_NOTEBOOK, Apart, Ended
from autograder.judge.job import allowance
from autograder.notebooks import reading
from autograder.notebooks.choosing import chosen
from autograder.notebooks.format import NotebookNode, nbformat
from autograder.notebooks.matching import Original
from autograder.notebooks.settings import Seconds

NOTES = "autograder_chosen"
"""Metadata of a notebook that was read: sentences about which file it is."""


def read_apart(
    path: Path, top: Path, seconds: Seconds, instead: Sequence[Path] = (), asked: tuple[Original, str] | None = None
) -> NotebookNode:
    """As `reading.read`, within what the process may take that reads it in `autograder grade`; or of `path` and those that may be
    meant `instead` the one that answers the assignment best which is `asked` for, by the name that its file should have.

    A file that can't be read within that is one that can't be read. Raises OutOfReach when that is no fault of the file's, and
    KeyboardInterrupt when somebody wants the run to stop.
    """

    def work() -> dict[str, Any]:
        try:
            if asked is None:
                notebook, digest = reading.with_digest(path, top)
                return {"notebook": notebook, "digest": digest, "file": shown(path.name)}
            best = chosen((path, *instead), top, *asked)
            best.notebook.metadata[NOTES] = best.notes
            return {"notebook": best.notebook, "digest": best.digest, "file": shown(best.path.name)}
        except OutOfReach as e:
            return {"out of reach": str(e)}

    try:
        try:
            found = _done(work, seconds)
        except Ended as e:
            if "SIGKILL" not in str(e):
                raise
            found = _done(work, seconds)  # the machine's doing, it seems; if it is again, it is the file's
    except Ended as e:
        advice = "clear its outputs, save it and hand it in again"
        return reading.unreadable_because(f"{shown(path.name)} can't be read: the process that read it {e}; {advice}.")
    if "out of reach" in found:
        raise OutOfReach(found["out of reach"])
    notebook: NotebookNode = nbformat.from_dict(found["notebook"])
    notebook.metadata[DIGEST], notebook.metadata[FILE] = found["digest"], found["file"]
    return notebook


def _done(work: Callable[[], dict[str, Any]], seconds: Seconds) -> dict[str, Any]:
    """What `work` gives in a process of its own. Raises Ended."""
    process = Apart(work, allowance(seconds, 0, MAX_NOTEBOOK))
    apart.wait(process, stop_if_asked)
    return process.result()
