"""A PostgreSQL server of a test's own, in a temporary folder: pip's `pgserver`, else the one that is installed here."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ports import free_port

NOBODY = 65534
PASSWORD = "s3cret-of-a-test"


@dataclass
class Server:
    """A server that runs, or was stopped, with the user `grader` and an empty database for whoever asks."""

    tools: Path
    data: Path
    port: int
    is_up: bool = False
    _made: list[str] = field(default_factory=list)

    def url(self, database: str, password: str = PASSWORD) -> str:
        """What nbgrader calls a database; without a password where that is ""."""
        who = f"grader:{password}" if password else "grader"
        return f"postgresql://{who}@127.0.0.1:{self.port}/{database}"

    def new(self) -> str:
        """The name of a new, empty database."""
        name = f"gradebook_{len(self._made)}"
        self.ask("postgres", f"CREATE DATABASE {name}")
        self._made.append(name)
        return name

    def ask(self, database: str, question: str) -> list[tuple[object, ...]]:
        """The rows of an answer, in no order that is known."""
        import psycopg2

        connection = psycopg2.connect(self.url(database))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-h 127.0.0.1 -p {self.port} -k '' -F"
        run(self.tools / "pg_ctl", "-D", self.data, "-l", self.data.with_name("log"), "-w", "-o", options, "start")
        self.is_up = True

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        if self.is_up:
            run(self.tools / "pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
            self.is_up = False


def run(*command: str | Path) -> None:
    """Run a program of the server's, which refuses to be root's."""
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **user)  # type: ignore[call-overload]


@cache
def installed() -> Path | None:
    """The folder of the server's programs, None where there is no server."""
    found = find_spec("pgserver")
    if found is not None and found.origin is not None:
        return Path(found.origin).parent / "pginstall" / "bin"
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    return debians[-1] if debians else Path(on_path).parent if on_path else None


@contextmanager
def server() -> Iterator[Server]:
    """A server, until the context ends. Not below pytest's own folder, which is closed to other users."""
    tools = installed()
    assert tools is not None, "pip install pgserver, or apt-get install postgresql"
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        if "pgserver" in tools.parts and os.geteuid() == 0:
            # Where Python may lie in a folder that is root's alone; its libraries are found from where it stands.
            for part in (tools.parents[1], tools.parents[1].with_name("pgserver.libs")):
                shutil.copytree(part, folder / part.name)
            tools = folder / "pgserver" / "pginstall" / "bin"
        home = folder / "home"
        home.mkdir()
        if os.geteuid() == 0:
            os.chown(home, NOBODY, NOBODY)
        (word := home / "password").write_text(PASSWORD)
        word.chmod(0o644)
        how = ("-U", "grader", f"--pwfile={word}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync")
        run(tools / "initdb", "-D", home / "data", *how)
        found = Server(tools, home / "data", free_port())
        found.start()
        try:
            yield found
        finally:
            found.stop()
