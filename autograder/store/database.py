"""The file in which results are kept: SQLite, opened for each piece of work, and told in sentences where that can't be had."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

APPLICATION = 0x33_26_37_73
"""What SQLite's header says of whose file it is."""
SCHEMA = 3
"""Version of the tables below."""
WAIT_SECONDS = 60.0
"""How long a file is waited for that another process writes to: it has one lock for all."""
_TABLES = """
CREATE TABLE result (
    id INTEGER PRIMARY KEY,
    student TEXT NOT NULL, assignment TEXT NOT NULL, notebook TEXT NOT NULL,
    content TEXT NOT NULL, checks TEXT NOT NULL, kit TEXT NOT NULL, device TEXT NOT NULL, sandbox INTEGER NOT NULL,
    seed INTEGER NOT NULL, status TEXT NOT NULL, graded_at TEXT NOT NULL,
    file TEXT NOT NULL, task TEXT NOT NULL, notes TEXT NOT NULL, given_failures TEXT NOT NULL, by_hand TEXT NOT NULL,
    digest TEXT NOT NULL, beside TEXT NOT NULL, graded BLOB, took TEXT NOT NULL DEFAULT '{}',
    unwritten TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX result_by_key ON result (student, assignment, notebook, content, checks, kit, device, sandbox);
CREATE TABLE cell (
    result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE, number INTEGER NOT NULL,
    grade_id TEXT NOT NULL, exercise TEXT NOT NULL, points REAL NOT NULL, earned REAL, carried TEXT NOT NULL,
    PRIMARY KEY (result, number)
) WITHOUT ROWID;
CREATE TABLE outcome (
    result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE, cell INTEGER NOT NULL, number INTEGER NOT NULL,
    name TEXT NOT NULL, status TEXT NOT NULL, message TEXT NOT NULL, claim TEXT NOT NULL, finding TEXT NOT NULL,
    hint TEXT NOT NULL, about TEXT NOT NULL, reason TEXT NOT NULL, details TEXT NOT NULL, picture BLOB,
    alt TEXT NOT NULL DEFAULT '', at_cell INTEGER NOT NULL DEFAULT 0, at_line INTEGER NOT NULL DEFAULT 0,
    noted TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (result, cell, number)
);
CREATE TABLE latest (
    student TEXT NOT NULL, assignment TEXT NOT NULL, notebook TEXT NOT NULL,
    result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    PRIMARY KEY (student, assignment, notebook)
) WITHOUT ROWID;
"""
_SINCE = {
    1: """
ALTER TABLE result ADD COLUMN took TEXT NOT NULL DEFAULT '{}';
ALTER TABLE outcome ADD COLUMN alt TEXT NOT NULL DEFAULT '';
ALTER TABLE outcome ADD COLUMN at_cell INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcome ADD COLUMN at_line INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcome ADD COLUMN noted TEXT NOT NULL DEFAULT '{}';
""",
    2: "ALTER TABLE result ADD COLUMN unwritten TEXT NOT NULL DEFAULT '[]'",
}
"""What makes of the tables of a version those of the next."""


class StoreError(Exception):
    """The file can't be read or written; the text says why and what to do."""


@contextmanager
def opened(path: Path, writes: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to the file, for one piece of work, which is done whole or not at all. The file is made if it isn't there.

    Another process that writes is waited for. Raises StoreError, for what goes wrong within as well.
    """
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if _version(connection, path) < SCHEMA:
                _bring_up_to_date(connection, path)
            connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
    except sqlite3.Error as e:
        raise StoreError(_told(path, e)) from e


def damage(path: Path) -> str:
    """What SQLite's own check of the whole file finds wrong; "" if nothing is. Raises StoreError."""
    with opened(path) as connection:
        rows = [*connection.execute("PRAGMA integrity_check"), *connection.execute("PRAGMA foreign_key_check")]
    return "; ".join(str(row[0]) for row in rows if row[0] != "ok")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the file's tables; 0 for a new file. Raises StoreError for a file of others, or of a later version."""
    (application,), (version,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION and (application or version or tables):
        raise StoreError(f"{path} is a database of something else: name another file with --store.")
    if version > SCHEMA:
        raise StoreError(f"{path} was written by a newer autograder: use that, or name another file with --store.")
    return int(version)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)  # another process may have been quicker
        todo = [_TABLES] if version == 0 else [_SINCE[older] for older in range(version, SCHEMA)]
        for statement in ";".join(todo).split(";"):
            connection.execute(statement)
        if todo:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


NOT_WRITABLE = "can't be written: see who may write there, or name another file with --store."


def in_the_way(said: str, again: str) -> str | None:
    """What SQLite `said` about a file that can't be used just now, whatever is in it, and what to do, as the second half of a
    sentence; None if it said anything else.
    """
    if "locked" in said:
        return f"has been in use by another process for a minute: wait until it has ended, and {again}."
    if "full" in said or "disk I/O" in said:
        return f"can't be written ({said}): make room on its disk, and {again}."
    return None


def _told(path: Path, e: sqlite3.Error) -> str:
    """An error of SQLite's, as what to do about it."""
    text = str(e)
    if isinstance(e, sqlite3.OperationalError):
        if (why := in_the_way(text, "start this again")) is not None:
            return f"{path} {why}"
        if "readonly" in text or "unable to open" in text:
            return f"{path} {NOT_WRITABLE}"
        return f"{path} can't be used ({text})."
    return f"{path} is damaged ({text}): put it aside, and start this again; what was graded is graded anew."
