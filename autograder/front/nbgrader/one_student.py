"""One run at a time at a student, where several machines share a gradebook on a server.

Each has a course's folder of its own, so no lock on a file is known to both. Two runs at once would add the same student twice,
which ends one of them, or leave the scores of one beside the comments of the other.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.pool import NullPool

from autograder.text.places import for_log

_STEP_SECONDS = 0.2


class OneStudent:
    """A student whom no other run takes up meanwhile: a lock in PostgreSQL, which it releases when this process ends. In a
    gradebook of any other kind it is nothing: there one machine is at work, in one folder (`one_run`).
    """

    def __init__(self, db_url: str, log: Any) -> None:
        is_server = make_url(db_url).get_backend_name() == "postgresql"
        self._log = log
        self._engine = create_engine(db_url, poolclass=NullPool, isolation_level="AUTOCOMMIT") if is_server else None
        self._connection: Connection | None = None

    def take(self, student: str, meanwhile: Callable[[], None]) -> None:
        """Wait until nobody else is at this student. `meanwhile` is called again and again, and may raise."""
        if self._engine is None or self._connection is not None:
            return
        number = int.from_bytes(hashlib.sha256(f"autograder: {student}".encode()).digest()[:8], signed=True)
        connection = self._connection = self._engine.connect()
        try:
            is_told = False
            while not connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}).scalar():
                if not is_told:
                    self._log.info("%s is being graded by another run: waiting for it", for_log(student))
                    is_told = True
                meanwhile()
                time.sleep(_STEP_SECONDS)
        except BaseException:
            self.give_back()
            raise

    def give_back(self) -> None:
        """Let the next one have the student."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()
