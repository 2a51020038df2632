"""The list of a class as a platform exported it: read as it is, and whose row is whose."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_MOST_BYTES = 64 << 20
_DELIMITERS = ",;\t"
_OF_A_PLATFORM = re.compile(r"[^_]{1,200}_(\d{1,12})")
"""Canvas's `lovelaceada_12345` and Moodle's `Ada Lovelace_1234`, as `autograder grade` calls students there."""


class RosterError(Exception):
    """The list can't be used; the text says what is wrong with it, and what to do."""


@dataclass(frozen=True)
class Roster:
    """The rows of a list, the first of which names the columns; all are of one length. The rest is how it was written."""

    rows: list[list[str]]
    delimiter: str = ","
    line_end: str = "\n"
    has_bom: bool = False

    @property
    def columns(self) -> list[str]:
        return self.rows[0]

    def written(self, rows: Iterable[Sequence[str]]) -> str:
        """Other rows as this list was written: delimiter, ends of lines, and the mark that it begins with."""
        into = io.StringIO(newline="")
        csv.writer(into, delimiter=self.delimiter, lineterminator=self.line_end).writerows(rows)
        return ("\ufeff" if self.has_bom else "") + into.getvalue()


def parsed(content: bytes) -> Roster:
    """The list in a file. Raises RosterError."""
    if len(content) > _MOST_BYTES:
        raise RosterError("it is too large for the list of a class.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as e:
        raise RosterError("it isn't UTF-8: give the file as the platform exported it, not as a spreadsheet saved it.") from e
    has_bom, text = text.startswith("\ufeff"), text.removeprefix("\ufeff")
    first, line_end, _ = text.partition("\n")
    line_end = "\r\n" if first.endswith("\r") else "\n"
    delimiter = max(_DELIMITERS, key=first.count)
    rows = _rows(text, delimiter)
    rows = [row + [""] * (len(rows[0]) - len(row)) for row in rows]  # a spreadsheet cuts empty cells at the end
    return Roster([[cell.strip() for cell in rows[0]], *rows[1:]], delimiter, line_end, has_bom)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows, the first of which is the longest. Raises RosterError."""
    try:
        return _whole(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (csv.Error, RosterError) as e:
        try:
            return _whole(_as_php_writes(text.replace("\r\n", "\n"), delimiter))
        except RosterError:
            raise RosterError(f"it can't be read as a table ({e}).") if isinstance(e, csv.Error) else e from None


def _whole(rows: Iterable[list[str]]) -> list[list[str]]:
    """Those that aren't empty. Raises RosterError where they are no list of a class, and csv.Error."""
    found = [row for row in rows if any(cell.strip() for cell in row)]
    if len(found) < 2:
        raise RosterError("it lists nobody.")
    if any(len(row) > len(found[0]) for row in found):
        raise RosterError("it has rows that are longer than its first, which names the columns.")
    return found


def _as_php_writes(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows where a quote behind a backslash isn't doubled, as Moodle writes it in a name: it ends no cell."""
    row: list[str] = []
    cell: list[str] = []
    is_quoted, signs = False, iter(range(len(text)))
    for at in signs:
        sign, pair = text[at], text[at : at + 2]
        if is_quoted and pair in ('\\"', '""'):
            cell.append(pair if sign == "\\" else sign)
            next(signs)
        elif sign == '"' and (is_quoted or not cell):
            is_quoted = not is_quoted
        elif sign in (delimiter, "\n") and not is_quoted:
            row.append("".join(cell))
            cell = []
            if sign == "\n":
                yield row
                row = []
        else:
            cell.append(sign)
    if is_quoted:
        raise RosterError("a quote that is opened there isn't closed")
    yield [*row, "".join(cell)]


@dataclass
class Matched:
    """Which row is which student's, by the row's number; the students of whom no row is, and those of whom it can't be told."""

    rows: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


def matched(students: Iterable[str], keys: Sequence[Sequence[str]], numbers: Sequence[str] = ()) -> Matched:
    """Whose row is whose. `keys` has for each row what may be its student's name: a login, an e-mail address, a number.

    A row is somebody's whose name is one of these; if there is none, in other capitals; if there is none, whose name is an
    address without its host; and last, whose number at the end, as a platform wrote it, is the row's in `numbers`. Where two rows
    or two students remain, nothing is guessed.
    """
    ways = [_index(keys, str.strip), _index(keys, _folded), _index(keys, _local), _index([[one] for one in numbers], str.strip)]
    found = Matched()
    for student in dict.fromkeys(students):
        told = _OF_A_PLATFORM.fullmatch(student)
        asked = (student.strip(), _folded(student), _folded(student), told[1] if told else "")
        rows = next((way[name] for way, name in zip(ways, asked, strict=True) if name and name in way), set())
        if len(rows) == 1:
            found.rows[student] = min(rows)
        else:
            (found.doubtful if rows else found.missing).append(student)
    _only_one_each(found)
    return found


def _only_one_each(found: Matched) -> None:
    """Take away rows that are two students'."""
    whose: dict[int, list[str]] = {}
    for student, row in found.rows.items():
        whose.setdefault(row, []).append(student)
    for students in whose.values():
        if len(students) > 1:
            found.doubtful += students
            for student in students:
                del found.rows[student]


def _folded(text: str) -> str:
    return text.strip().casefold()


def _local(text: str) -> str:
    """ada of ada@example.org."""
    before, at, _ = text.rpartition("@")
    return _folded(before) if at else ""


def _index(keys: Sequence[Sequence[str]], as_told: Callable[[str], str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(keys):
        for key in row:
            if name := as_told(key):
                found.setdefault(name, set()).add(number)
    return found


def same_title(one: str, other: str) -> bool:
    """Whether two names of an assignment differ in no more than capitals, and in how their words are joined."""
    return _words(one) == _words(other)


def _words(title: str) -> list[str]:
    return title.casefold().replace("_", " ").replace("-", " ").split()
