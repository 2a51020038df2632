"""A submission's notebook, read in a process of its own: nbgrader grades a whole class in one, and no file may hold that up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.front.nbgrader.interrupted import stop_if_asked
from autograder.handed_in import OutOfReach, shown
from autograder.judge import apart
from autograder.judge.apart import MAX_NOTEBOOK, Apart, Ended
from autograder.judge.job import allowance
from autograder.notebooks import reading
from autograder.notebooks.format import NotebookNode, nbformat
from autograder.notebooks.settings import Seconds


def read_apart(path: Path, top: Path, seconds: Seconds) -> NotebookNode:
    """As `reading.read`, within what the process may take that reads it in `autograder grade`.

    A file that can't be read within that is one that can't be read. Raises OutOfReach when that is no fault of the file's, and
    KeyboardInterrupt when somebody wants the run to stop.
    """

    def work() -> dict[str, Any]:
        try:
            return {"notebook": reading.read(path, top)}
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
    return notebook


def _done(work: Callable[[], dict[str, Any]], seconds: Seconds) -> dict[str, Any]:
    """What `work` gives in a process of its own. Raises Ended."""
    process = Apart(work, allowance(seconds, 0, MAX_NOTEBOOK))
    apart.wait(process, stop_if_asked)
    return process.result()
