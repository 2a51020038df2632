"""The results of a course, put into its store and found there again."""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.results.report import CellResult, CheckResult, Report
from autograder.store.database import NOT_WRITABLE, StoreError, opened
from autograder.store.keys import Key
from autograder.text.places import without_surrogates

FILE = "results.db"
"""Its name in a course's folder."""
_KEY = ("student", "assignment", "notebook", "content", "checks", "kit", "device", "sandbox")
_CHECK = (
    "name",
    "status",
    "message",
    "claim",
    "finding",
    "hint",
    "about",
    "reason",
    "details",
    "picture",
    "alt",
    "at_cell",
    "at_line",
)
_RESULT = (
    *("id", "student", "assignment", "notebook", "content", "checks", "device", "sandbox", "seed", "graded_at", "file", "task"),
    *("notes", "given_failures", "by_hand", "unwritten", "digest", "beside", "took", "graded"),
)
_AT_A_TIME = 500
"""Results that one question asks for: SQLite of before 3.32 takes 999 values."""
_SAME_WORK = "student = :student AND assignment = :assignment AND notebook = :notebook"
_ONLY_CELLS = (
    "UPDATE result SET graded = NULL WHERE id != ?1 AND graded IS NOT NULL"
    " AND (student, assignment, notebook) = (SELECT student, assignment, notebook FROM result WHERE id = ?1)"
)
"""Of one student's reports on a notebook, one keeps the graded cells."""
_SAME = " AND ".join(f"{name} = :{name}" for name in _KEY)


@dataclass(frozen=True)
class Kept:
    """A report, when it was made (UTC, as ISO 8601 has it), the digest of what was handed in, and the `task` that it answers, as
    whoever graded it wrote that. `number` is the report's own in the store. `graded` are the cells of the graded notebook, where
    these are kept too. `notebook` is the assignment's, which the report's may not be called after; `checks` is the digest of the
    course's side, as in its key.
    """

    report: Report
    graded_at: str
    content: str
    task: dict[str, Any]
    graded: list[dict[str, Any]] | None = None
    notebook: str = ""
    checks: str = ""
    number: int = 0


class Store:
    """A file of results. Several processes may use it at once. What is asked of it raises StoreError where it can't be had."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def must_be_usable(self) -> None:
        """Make the file, if it isn't there, and write nothing. Raises StoreError."""
        # SQLite opens what it may only read without a word; beside the file it keeps its journal.
        if any(path.exists() and not os.access(path, os.W_OK) for path in (self.path, self.path.parent)):
            raise StoreError(f"{self.path} {NOT_WRITABLE}")
        with opened(self.path, writes=True):
            pass

    def lock(self) -> Path:
        """A file beside it, made if it isn't there, for who wants to be the only one at work. SQLite's own locks are on the file
        itself, where some disks take one kind for the other. Raises StoreError.
        """
        path = self.path.with_name(f"{self.path.name}.lock")
        try:
            path.touch()
        except OSError as e:
            if not path.exists():
                raise StoreError(f"{path} can't be made ({e.strerror}): see who may write in its folder.") from e
        return path

    def put(
        self,
        key: Key,
        report: Report,
        task: dict[str, Any] | None = None,
        counts: bool = True,
        graded: list[dict[str, Any]] | None = None,
    ) -> int:
        """Keep a report, whole or not at all, and give it a number. If it `counts`, it is the latest of its student then, and of
        older ones the graded cells aren't kept any more. One that ended in error is the latest only where nothing better is known
        of the same work by the same checks: a fault of the machine's takes no result away.
        """
        packed = None if graded is None else zlib.compress(json.dumps(graded).encode(), 1)
        with opened(self.path, writes=True) as connection:
            row = {**vars(key), **_of_report(report), "task": json.dumps(task or {}), "graded": packed}
            if counts:
                connection.execute(
                    f"UPDATE result SET graded = NULL WHERE {_SAME_WORK} AND graded IS NOT NULL", _clean(vars(key))
                )
            number = _insert(connection, "result", row)
            for at, cell in enumerate(report.cells):
                _insert(connection, "cell", {"result": number, "number": at, **_of_cell(cell)})
                for place, check in enumerate(cell.checks):
                    row = {name: getattr(check, name) for name in _CHECK} | {"noted": json.dumps(check.noted)}
                    _insert(connection, "outcome", {"result": number, "cell": at, "number": place, **row})
            if counts and not (report.status == "error" and _is_better_known(connection, key)):
                _is_latest(connection, number)
        return number

    def known(self, key: Key, seed: int | None = None, counts: bool = True, task: dict[str, Any] | None = None) -> Kept | None:
        """The last report that was graded under this key, with that seed if one is named: if it `counts`, it is the latest of its
        student from now on. None where there is none, or it wasn't graded in all. `task` is what it answers now, such as the
        same file in another place.
        """
        asked = _clean({**vars(key), "seed": seed})
        with opened(self.path, writes=True) as connection:
            found = connection.execute(
                f"SELECT id FROM result WHERE {_SAME} AND (:seed IS NULL OR seed = :seed) AND status != 'error'"
                " ORDER BY id DESC LIMIT 1",
                asked,
            ).fetchone()
            if found is None:
                return None
            if counts:
                _is_latest(connection, found[0])
            if task is not None:
                again = (json.dumps(task), found[0])
                connection.execute("UPDATE result SET task = ?1 WHERE id = ?2 AND task != ?1", again)
            return _all_kept(connection, [found[0]])[0]

    def make_latest(self, numbers: Iterable[int]) -> None:
        """Make the reports with these numbers the latest of their students, all of them or none: of other reports on the same
        the graded cells aren't kept any more.
        """
        with opened(self.path, writes=True) as connection:
            for number in numbers:
                _is_latest(connection, number)
                connection.execute(_ONLY_CELLS, (number,))

    def latest(self, student: str | None = None, assignment: str | None = None, pictures: bool = True) -> Iterator[Kept]:
        """The latest of each student, assignment and notebook, in that order; of one student, of one assignment.

        Without `pictures`, and without the cells of graded notebooks, which together are most of the file, for who reads a class.
        """
        with opened(self.path) as connection:
            rows = connection.execute(
                "SELECT result FROM latest WHERE (:student IS NULL OR student = :student)"
                " AND (:assignment IS NULL OR assignment = :assignment) ORDER BY student, assignment, notebook",
                {"student": student, "assignment": assignment},
            ).fetchall()
            found = _all_kept(connection, [number for (number,) in rows], pictures)
        yield from found


def _is_better_known(connection: sqlite3.Connection, key: Key) -> bool:
    """Whether the latest is of the same work by the same checks, and was graded in all; wherever that was."""
    question = (
        "SELECT 1 FROM latest JOIN result ON result.id = latest.result WHERE latest.student = :student"
        " AND latest.assignment = :assignment AND latest.notebook = :notebook"
        " AND content = :content AND checks = :checks AND status != 'error'"
    )
    return connection.execute(question, _clean(vars(key))).fetchone() is not None


def _is_latest(connection: sqlite3.Connection, number: int) -> None:
    """Note it. Where it is noted already nothing is written, and the disk isn't waited for."""
    connection.execute(
        "INSERT INTO latest SELECT student, assignment, notebook, id FROM result WHERE id = ?"
        " ON CONFLICT DO UPDATE SET result = excluded.result WHERE result != excluded.result",
        (number,),
    )


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    return connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", _clean(row)).lastrowid or 0


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    """With no half of a character in it, which SQLite doesn't take."""
    return {name: without_surrogates(value) if isinstance(value, str) else value for name, value in row.items()}


def _of_report(report: Report) -> dict[str, Any]:
    return {
        "seed": report.seed,
        "status": report.status,
        "graded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "file": report.notebook,
        "digest": report.digest,
        "beside": report.beside,
        **{name: json.dumps(getattr(report, name)) for name in ("notes", "given_failures", "by_hand", "unwritten", "took")},
    }


def _of_cell(cell: CellResult) -> dict[str, Any]:
    row = {name: getattr(cell, name) for name in ("grade_id", "exercise", "points", "earned")}
    return {**row, "carried": json.dumps(cell.carried)}


def _all_kept(connection: sqlite3.Connection, numbers: list[int], pictures: bool = True) -> list[Kept]:
    """What is kept under these numbers, in their order: three questions for many of them, and not three for each."""
    found: dict[int, Kept] = {}
    for start in range(0, len(numbers), _AT_A_TIME):
        some = numbers[start : start + _AT_A_TIME]
        marks = ", ".join("?" * len(some))
        checks: dict[tuple[int, int], list[CheckResult]] = {}
        names = [name if pictures or name != "picture" else "NULL AS picture" for name in _CHECK]
        question = f"SELECT result, cell, {', '.join(names)}, noted FROM outcome WHERE result IN ({marks})"
        for row in _rows(connection, f"{question} ORDER BY result, cell, number", some):
            check = CheckResult(**{name: row[name] for name in _CHECK}, noted=json.loads(row["noted"]))
            checks.setdefault((row["result"], row["cell"]), []).append(check)
        cells: dict[int, list[CellResult]] = {}
        for row in _rows(connection, f"SELECT * FROM cell WHERE result IN ({marks}) ORDER BY result, number", some):
            of_it = checks.get((row["result"], row["number"]), [])
            carried = json.loads(row["carried"])
            cell = CellResult(row["grade_id"], row["exercise"], row["points"], of_it, row["earned"], carried)
            cells.setdefault(row["result"], []).append(cell)
        names = [name for name in _RESULT if pictures or name != "graded"]
        for row in _rows(connection, f"SELECT {', '.join(names)} FROM result WHERE id IN ({marks})", some):
            found[row["id"]] = _kept(row, cells.get(row["id"], []))
    return [found[number] for number in numbers]


def _kept(row: dict[str, Any], cells: list[CellResult]) -> Kept:
    report = Report(
        student=row["student"],
        assignment=row["assignment"],
        notebook=row["file"],
        seed=row["seed"],
        device=row["device"],
        sandbox=bool(row["sandbox"]),
        cells=cells,
        **{name: json.loads(row[name]) for name in ("notes", "given_failures", "by_hand", "unwritten", "took")},
        digest=row["digest"],
        beside=row["beside"],
    )
    packed = row.get("graded")
    graded = None if packed is None else json.loads(zlib.decompress(packed))
    task = json.loads(row["task"])
    return Kept(report, row["graded_at"], row["content"], task, graded, row["notebook"], row["checks"], row["id"])


def _rows(connection: sqlite3.Connection, question: str, values: list[int]) -> Iterator[dict[str, Any]]:
    asked = connection.execute(question, values)
    names = [column[0] for column in asked.description]
    return (dict(zip(names, row, strict=True)) for row in asked)
