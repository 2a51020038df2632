"""All rows of a gradebook, wherever it is, to be compared with those of another one."""

import re
from collections import Counter
from pathlib import Path

from nbgrader.api import Base
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

Rows = dict[str, Counter[tuple[object, ...]]]


def rows(url: str) -> Rows:
    """The rows of each of nbgrader's tables. An id, which is drawn, stands for what it names."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        tables = Base.metadata.tables.items()
        found = {name: [list(row) for row in connection.execute(select(table))] for name, table in tables}
    everything = [row for table in sorted(found) for row in found[table]]
    named: dict[object, str] = {}
    for _ in range(5):  # a grade names a notebook, which names a submission, which names a student
        for row in everything:
            if _is_drawn(row[0]):
                named[row[0]] = repr([named.get(value, "?") if _is_drawn(value) else value for value in row[1:]])
    return {
        table: Counter(tuple(named.get(value, "?") if _is_drawn(value) else value for value in row) for row in of_it)
        for table, of_it in found.items()
    }


def of_file(course: Path) -> str:
    """The address of a course's own gradebook."""
    return f"sqlite:///{course / 'gradebook.db'}"


def _is_drawn(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value) is not None
