"""What there is to grade."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Task:
    """One notebook to grade. `notebook` names the assignment's notebook that it answers, None for the assignment's own.

    No link is followed below the folder `top`. `notes` are sentences for its report, known before it is opened. `instead` are
    other files of the same student's for the same notebook: the first of all that answers the assignment is graded. `has_folder`:
    the folder in which it stands is this student's alone, and the other files in it were handed in with it.
    """

    path: Path
    student: str
    assignment: str
    notebook: str | None = None
    top: Path | None = None
    notes: tuple[str, ...] = ()
    instead: tuple[Path, ...] = ()
    has_folder: bool = False
