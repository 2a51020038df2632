"""What there is to grade."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Task:
    """One notebook to grade. `notebook` names the assignment's notebook that it answers, None for the assignment's own.

    No link is followed below the folder `top`. `notes` are sentences for its report, known before it is opened. `instead` are
    other files of the same student's for the same notebook: the first of all that answers the assignment is graded. `has_folder`:
    the folder in which it stands is this student's alone, and the other files in it were handed in with it. `seed` is that of its
    hidden inputs, if it is to have one of its own.
    """

    path: Path
    student: str
    assignment: str
    notebook: str | None = None
    top: Path | None = None
    notes: tuple[str, ...] = ()
    instead: tuple[Path, ...] = ()
    has_folder: bool = False
    seed: int | None = None

    def as_dict(self, place: Callable[[Path], str] = os.path.abspath) -> dict[str, Any]:
        """All of it but the seed, as JSON can hold it; `of_dict` makes the task of it again. Paths are made absolute, without
        following a link, which may be a student's; or are what `place` makes of them.
        """
        whole = {name: value for name, value in vars(self).items() if name != "seed"}
        top = None if self.top is None else text_of(place(self.top))
        paths = {"path": text_of(place(self.path)), "top": top, "instead": [text_of(place(path)) for path in self.instead]}
        return whole | paths | {"notes": list(self.notes)}

    @classmethod
    def of_dict(cls, found: dict[str, Any], seed: int | None = None) -> "Task":
        """The task that `as_dict` was asked of."""
        top = None if found["top"] is None else Path(name_of(found["top"]))
        instead = tuple(Path(name_of(text)) for text in found["instead"])
        paths = {"path": Path(name_of(found["path"])), "top": top, "instead": instead}
        return cls(**found | paths | {"notes": tuple(found["notes"]), "seed": seed})


def text_of(name: str) -> str:
    """A file's name or path with all its bytes, as text that every file can hold."""
    return os.fsencode(name).decode("latin-1")


def name_of(text: str) -> str:
    """The name of which `text_of` made this. Raises ValueError for any other text."""
    return os.fsdecode(text.encode("latin-1"))
