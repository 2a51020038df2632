"""The gradebook, wherever `c.CourseDirectory.db_url` says it is: what is wrong with it, in sentences that hold no password.

nbgrader meets a file that is damaged or a server that is down at each submission anew, with a traceback, and advises to upgrade.
Here it is looked at once, before anything is touched; what breaks later is told in the same sentences.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Any

from nbgrader.api import Base, InvalidEntry
from nbgrader.converters import NbGraderException
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from autograder.store.database import WAIT_SECONDS, in_the_way

_AGAIN = "and run the same command again"
_SAYS = "c.CourseDirectory.db_url in nbgrader_config.py"
_SERVER = "docs/gradebook.md says how a server is set up"


class GradebookError(Exception):
    """The gradebook can't be used; the text says why and what to do."""


def place(db_url: str) -> str:
    """Where a gradebook is, for people: the file, or the server's address without its password."""
    try:
        url = make_url(db_url)
    except ArgumentError:
        return _SAYS
    return str(url.database) if _is_file(db_url) else url.render_as_string(hide_password=True)


def without_password(text: str, db_url: str) -> str:
    """`text` without the password of a gradebook's address: it isn't only ours that is logged."""
    try:
        url = make_url(db_url)
    except ArgumentError:
        return text.replace(db_url, "(the address of the gradebook)") if db_url else text
    if url.password is None:
        return text
    hidden = url.render_as_string(hide_password=True)
    text = text.replace(db_url, hidden).replace(url.render_as_string(hide_password=False), hidden)
    return text.replace(str(url.password), "***") if url.password else text


def told(e: BaseException, db_url: str) -> str | None:
    """An error of the gradebook's as a sentence; None for any other."""
    if isinstance(e, GradebookError):
        return str(e)
    if isinstance(e, InvalidEntry) and isinstance(e.__context__, SQLAlchemyError):
        e = e.__context__  # which nbgrader has raised in its place
    if isinstance(e, ArgumentError):  # quotes the address, perhaps
        return f"{_SAYS} is no address that SQLAlchemy knows, such as sqlite:///gradebook.db or postgresql://user@host/name."
    if isinstance(e, ModuleNotFoundError) and e.name is not None and e.name in _DRIVERS:
        return f"{place(db_url)} needs a package that isn't installed here: pip install {_DRIVERS[e.name]}"
    if not isinstance(e, SQLAlchemyError):
        return None
    said = next(iter(str(getattr(e, "orig", None) or e).strip().splitlines()), type(e).__name__)
    said = without_password(said, db_url)
    advice = (_about_a_file if _is_file(db_url) else _about_a_server)(said)
    return f"The gradebook {place(db_url)} {advice}"


_DRIVERS = {"psycopg2": "psycopg2-binary", "psycopg": "psycopg[binary]"}


def _about_a_file(said: str) -> str:
    if (why := in_the_way(said, "run the same command again")) is not None:
        return why
    if "readonly" in said or "unable to open" in said:
        return f"can't be written ({said}): see who may write to it and in its folder, {_AGAIN}."
    if "no such column" in said or "no such table" in said:
        return _OLD
    if "not a database" in said or "malformed" in said:
        return (
            f"is damaged ({said}): put it aside and your last copy of it in its place, {_AGAIN}. Without a copy"
            " `nbgrader generate_assignment … --force` makes a new one, which knows nothing that was graded by hand."
        )
    return f"can't be used ({said})."


_OLD = "was made by another version of nbgrader: copy it, run `nbgrader db upgrade`, then the same command again."


def _about_a_server(said: str) -> str:
    if "password" in said:
        return f"refuses the user or the password ({said}): see PGPASSWORD or ~/.pgpass, {_AGAIN}."
    if "database" in said and "does not exist" in said:
        return f"isn't there ({said}): make it with `createdb`, {_AGAIN}. {_SERVER}."
    if "connect" in said or "server" in said or "host name" in said:
        return f"can't be reached ({said}): see whether the server runs and this machine may connect to it, {_AGAIN}."
    if "UndefinedColumn" in said or ("column" in said and "does not exist" in said):
        return _OLD
    return f"can't be used ({said}). {_SERVER}."


def is_for_one(e: BaseException) -> bool:
    """Whether an error is about what was to be written for one student, and says nothing about the next one."""
    return isinstance(e.__context__ if isinstance(e, InvalidEntry) else e, DataError | IntegrityError)


def look_at(db_url: str, writes: bool) -> None:
    """Raises GradebookError where the gradebook can't be read, or written if one `writes`, is damaged, or isn't this nbgrader's.

    One that isn't there yet, or is empty, is nbgrader's to make.
    """
    try:
        engine = create_engine(db_url, poolclass=NullPool, **patience(db_url))
        if _is_file(db_url):
            path = Path(make_url(db_url).database or "")
            if (writes and not os.access(path.parent, os.W_OK)) or not path.parent.is_dir():  # where SQLite keeps its journal
                raise GradebookError(f"The gradebook {path} can't be written: see who may write in its folder, {_AGAIN}.")
            if not path.exists():
                return
        with engine.connect() as connection:
            if _is_file(db_url):
                _look_at_file(connection, writes)
            _look_at_tables(connection, db_url)
    except (SQLAlchemyError, ModuleNotFoundError) as e:
        if (why := told(e, db_url)) is None:
            raise
        raise GradebookError(why) from e


def _look_at_file(connection: Connection, writes: bool) -> None:
    """Raises GradebookError, and SQLAlchemyError."""
    if writes:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.exec_driver_sql("ROLLBACK")
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise GradebookError(f"The gradebook {place(str(connection.engine.url))} {_about_a_file(f'malformed: {found}')}")


def _look_at_tables(connection: Connection, db_url: str) -> None:
    """Raises GradebookError where tables are there that aren't those of this nbgrader."""
    there = inspect(connection)
    names, wanted = set(there.get_table_names()), Base.metadata.tables
    if not names & wanted.keys():
        if names and _is_file(db_url):
            raise GradebookError(f"{place(db_url)} is a database of something else: see {_SAYS}.")
        return
    for name, table in wanted.items():
        known = {column["name"] for column in there.get_columns(name)} if name in names else set()
        if not {column.name for column in table.columns} <= known:
            raise GradebookError(f"The gradebook {place(db_url)} {_OLD}")


def patience(db_url: str) -> dict[str, Any]:
    """What create_engine is to be given, so that a file that is in use is waited for."""
    return {"connect_args": {"timeout": WAIT_SECONDS}} if _is_file(db_url) else {}


def _is_file(db_url: str) -> bool:
    return db_url.startswith("sqlite")


def refuse(converter: Any, writes: bool) -> None:
    """As `look_at`, for a converter of nbgrader's: what is wrong is logged, and NbGraderException raised."""
    try:
        look_at(converter.coursedir.db_url, writes)
    except GradebookError as e:
        converter.log.error("Nothing was done. %s", e)
        raise NbGraderException(str(e)) from e


class Sentences(logging.Filter):
    """In the log of a command: a sentence in place of the traceback of a gradebook's error, and no password of its address."""

    def __init__(self, app: Any) -> None:
        super().__init__()
        self.app = app

    def filter(self, record: logging.LogRecord) -> bool:
        at, e = self.app.coursedir, sys.exc_info()[1]
        if at is None:
            return True
        text = record.getMessage()
        if text.startswith("There was an error accessing the nbgrader database"):
            return False  # and advice to upgrade, whatever it was
        if e is not None and text.startswith("Traceback ") and (why := told(e, at.db_url)) is not None:
            text = why
        record.msg, record.args = without_password(text, at.db_url), ()
        return True


def tell_the_command() -> None:
    """Add the filter to the log of the nbgrader command that this process is, if it is one."""
    from nbgrader.apps import NbGrader
    from traitlets.config import Application

    if Application.initialized() and isinstance(app := Application.instance(), NbGrader):
        logger = getattr(app.log, "logger", app.log)
        if not any(isinstance(known, Sentences) for known in logger.filters):
            logger.addFilter(Sentences(app))


def hush_rollbacks() -> None:
    """nbgrader's own gradebook logs a traceback of each failed write, beside the exception that it raises."""
    log = logging.getLogger("tornado.application")
    if not any(isinstance(known, _NoRollbacks) for known in log.filters):
        log.addFilter(_NoRollbacks())


class _NoRollbacks(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Rolling back session")
