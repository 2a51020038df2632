"""Which repositories there are: by a table, by an address for each of a list of students, or by a host's own list."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.repositories import addresses
from autograder.repositories.addresses import Address
from autograder.repositories.api import Hosting

STUDENT = "{student}"
_MOST = 100_000


class ListingError(Exception):
    """The list can't be used; the text is a sentence that says what is wrong with it."""


@dataclass(frozen=True)
class Repository:
    """A student's repository; or, in `wrong`, a sentence that says why there is none."""

    student: str
    where: Address | None
    wrong: str = ""


def students(path: Path) -> list[str]:
    """The students of a file: a name on each line, or the column `student` of a table. Raises ListingError."""
    lines = _lines(path)
    if path.suffix.lower() == ".csv":
        return [row["student"] or "" for row in _rows(path, lines, ("student",))]
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def by_table(path: Path) -> list[Repository]:
    """The rows of a table with the columns student and url. Raises ListingError."""
    rows = _rows(path, _lines(path), ("student", "url"))
    return _each((row["student"] or "", row["url"] or "") for row in rows)


def by_pattern(pattern: str, names: list[str]) -> list[Repository]:
    """The repository of each student, where an address has {student} in it. Raises ListingError."""
    before, _, _ = pattern.partition(STUDENT)
    if "://" in before and "/" not in before.partition("://")[2]:
        raise ListingError(f"{addresses.masked(pattern)} has {STUDENT} in the name of the host: it may stand behind it only.")
    return _each((name, pattern.replace(STUDENT, name.strip())) for name in names)


def by_owner(hosting: Hosting, owner: str, prefix: str, names: list[str] | None) -> list[Repository]:
    """The repositories of an owner that begin with a prefix, and behind it the student's name.

    With `names` those of these students only, and a sentence for each of them who has none. Raises ApiError, ListingError.
    """
    there = {one.name[len(prefix) :]: one.url for one in hosting.repositories(owner, prefix) if len(one.name) > len(prefix)}
    if names is None:
        if not there:
            raise ListingError(f"{owner} has no repository that begins with {prefix}, or shows you none.")
        return _each(there.items())
    folded = {name.casefold(): url for name, url in there.items()}  # GitHub's names differ in more than that
    found = []
    for one in _each((name, folded.get(name.strip().casefold(), "")) for name in names):
        is_missing = one.where is None and one.student.casefold() not in folded
        wrong = f"{owner}/{prefix}{one.student} isn't there, or isn't shown to you: it wasn't made, or is called otherwise."
        found.append(Repository(one.student, None, wrong) if is_missing else one)
    return found


def _each(pairs: Iterable[tuple[str, str]]) -> list[Repository]:
    found: dict[str, Repository] = {}
    for name, url in pairs:
        try:
            student = addresses.student(name)
        except addresses.Refused as e:
            student, wrong = name.strip() or "(no name)", f"This name {e}."
            found.setdefault(student, Repository(student, None, wrong))
            continue
        if student in found:
            raise ListingError(f"{student} is named twice: which repository is the right one?")
        try:
            found[student] = Repository(student, addresses.address(url))
        except addresses.Refused as e:
            found[student] = Repository(student, None, f"{addresses.masked(url) or 'The address'} {e}.")
    if not found:
        raise ListingError("No student is named there.")
    return list(found.values())


def _lines(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [line for _, line in zip(range(_MOST), file, strict=False)]
    except (OSError, UnicodeError) as e:
        raise ListingError(f"{path} can't be read ({getattr(e, 'strerror', None) or 'it is no UTF-8'}).") from e
    return lines


def _rows(path: Path, lines: list[str], columns: tuple[str, ...]) -> list[dict[str, str | None]]:
    try:
        found = csv.DictReader(lines, skipinitialspace=True)
        names = [name.strip().lower() for name in found.fieldnames or []]
        missing = [name for name in columns if name not in names]
        if missing:
            raise ListingError(
                f"{path} has no column {' and '.join(missing)}: its first line names the columns {','.join(columns)}."
            )
        found.fieldnames = names
        return [{name: row.get(name) for name in columns} for row in found]
    except csv.Error as e:
        raise ListingError(f"{path} can't be read as a table: {e}.") from e
