"""What the last `autograder pull` had of its students, for `autograder grade --pulled`: what to grade, and who lacks it."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from autograder.formats.table import Due
from autograder.front.cli.usage import UsageError
from autograder.repositories import record
from autograder.repositories.record import Pulled


@dataclass
class OfPull:
    """The folders to grade, and a line for each student and assignment that was asked for, in the order of the list."""

    paths: list[Path] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    """The students of whom there is nothing."""


def read(path: Path) -> OfPull:
    """What a record tells of the last pull: of no student and no assignment that it wasn't asked for. Raises UsageError."""
    pulled, wrong = record.read(path)
    if wrong:
        raise UsageError(wrong)
    last = record.read_last(path)
    if last is None:
        raise UsageError(
            f"{path} tells of no pull: it is the file that `autograder pull` writes beside its folder; pull once more."
        )
    found = OfPull()
    for student in last.students:
        theirs, count = pulled.get(student), len(found.paths)
        known = sorted({*theirs.files, *theirs.missing}) if theirs is not None else []
        for name in last.assignments or known or [""]:
            folder = record.folder_of(path) / student / name
            is_there = theirs is not None and name in theirs.files and os.path.lexists(folder)
            found.paths += [folder] if is_there else []
            found.due.append(Due(student, name, _why(theirs, name, is_there)))
        if len(found.paths) == count:
            found.without.append(student)
    return found


def _why(pulled: Pulled | None, name: str, is_there: bool) -> str:
    """What was said about an assignment when it was pulled: why it is missing, or isn't the newest."""
    if pulled is None:
        return "It wasn't looked at: the pull was stopped."
    wrong = pulled.missing.get(name, "") or ("" if pulled.missing else pulled.wrong)
    return wrong or ("" if is_there else "It isn't there any more: pull it again.")
