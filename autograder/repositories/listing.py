"""Which repositories there are: by a table, by an address for each of a list of students, or by a host's own list."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.repositories import addresses
from autograder.repositories.addresses import Address
from autograder.repositories.api import Hosting
from autograder.text.listing import listed

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
    is_missing: bool = False
    """Whether it is the repository that isn't there."""


def students(path: Path) -> list[str]:
    """The students of a file: a name on each line, or the column `student` of a table. Raises ListingError."""
    lines = _lines(path)
    if path.suffix.lower() == ".csv":
        found = [row["student"] for row in _rows(path, lines, ("student",))]
    else:
        found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not found:
        where = "below its first line, which names the column student" if path.suffix.lower() == ".csv" else "in it"
        raise ListingError(f"{path} names no student: write each on a line of their own {where}.")
    return list(dict.fromkeys(found))


def by_table(path: Path) -> list[Repository]:
    """The rows of a table with the columns student and url. Raises ListingError."""
    rows = dict.fromkeys((row["student"], row["url"]) for row in _rows(path, _lines(path), ("student", "url")))
    if not rows:
        raise ListingError(f"{path} names no student: write a line for each below its first line, which names the columns.")
    return _each(rows)


def by_pattern(pattern: str, names: list[str]) -> list[Repository]:
    """The repository of each student, where an address has {student} in it. Raises ListingError."""
    before, _, _ = pattern.partition(STUDENT)
    if "://" in before and "/" not in before.partition("://")[2]:
        raise ListingError(f"{addresses.masked(pattern)} has {STUDENT} in the name of the host: it may stand behind it only.")
    try:
        addresses.address(pattern.replace(STUDENT, "student"))
    except addresses.Refused as e:
        raise ListingError(f"{addresses.masked(pattern)} {str(e).replace('student', STUDENT)}.") from e
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
        found.append(Repository(one.student, None, wrong, True) if is_missing else one)
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
    return list(found.values())


def doubts(repositories: list[Repository]) -> Iterator[str]:
    """Sentences about what may be a slip in a list: two students with one repository, or with nearly one name."""
    for what, key in (
        ("have the same repository", lambda one: one.where and one.where.url.rstrip("/").removesuffix(".git")),
        ("differ in capital letters only", lambda one: one.student.casefold()),
    ):
        of: dict[str, list[str]] = {}
        for one in repositories:
            of.setdefault(key(one) or "", []).append(one.student)
        for value, students in of.items():
            if value and len(students) > 1:
                yield f"{listed(students)} {what}: see whether that is so meant."


def _lines(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [line for _, line in zip(range(_MOST), file, strict=False)]
    except (OSError, UnicodeError) as e:
        raise ListingError(f"{path} can't be read ({getattr(e, 'strerror', None) or 'it is no UTF-8'}).") from e
    return lines


def _rows(path: Path, lines: list[str], columns: tuple[str, ...]) -> list[dict[str, str]]:
    """What stands in these columns of each row that isn't empty. As programs write it: a comma, a semicolon or a tab between."""
    first = lines[0] if lines else ""
    delimiter = max(",;\t", key=first.count)
    reader, found, begins = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True), [], 1
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        missing = [name for name in columns if name not in names]
        if missing:
            raise ListingError(
                f"{path} has no column {' and '.join(missing)}: its first line names the columns {','.join(columns)}."
            )
        begins = reader.line_num + 1
        for cells in reader:
            row = dict.fromkeys(columns, "") | {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
            if any("\n" in cell for cell in cells):
                raise csv.Error("a quote that is opened there isn't closed")
            if any(row[name] for name in columns):
                found.append({name: row[name] for name in columns})
            begins = reader.line_num + 1
    except csv.Error as e:
        why = "a quote that is opened there isn't closed" if "unexpected end" in str(e) else e
        raise ListingError(f"{path}, line {begins}, can't be read as a row of a table: {why}.") from e
    return found
