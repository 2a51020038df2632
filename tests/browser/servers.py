"""A course with an exchange, and for each person a JupyterLab of their own: home, settings and port."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import classroom
from nbformat import NotebookNode
from ports import free_port

from checks import mnist

COURSE_ID = "threes-and-sevens"
SECONDS = 120.0
"""What a server or a command may take to answer on a machine that does much else; nothing is decided by it."""


@dataclass(frozen=True)
class Class:
    """The folders of a class: `course` is the instructor's, `exchange` lies between them and the students' homes."""

    root: Path

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def exchange(self) -> Path:
        return self.root / "exchange"

    def home(self, person: str) -> Path:
        return self.root / "homes" / person

    def where(self, person: str) -> Path:
        """Where this person works: the instructor in the course, a student at home."""
        return self.course if person == "instructor" else self.home(person)

    def environment(self, person: str) -> dict[str, str]:
        """What a program of this person's finds: their home, and programs of this Python's first."""
        bin_ = str(Path(sys.executable).parent)
        jupyters = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "NBGRADER"))}
        return jupyters | {
            "HOME": str(self.home(person)),
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "PYTHONWARNINGS": "ignore",
            "OMP_NUM_THREADS": "1",
            "FASTAI_HOME": str(self.root / "fastai"),
        }

    def nbgrader(self, person: str, *arguments: str) -> str:
        """Run a command of nbgrader's as this person would in a terminal; returns what it said."""
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(
            command, cwd=self.where(person), env=self.environment(person), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stderr

    def hand_in(self, student: str, assignment: str, notebook: NotebookNode) -> None:
        """Hand in `notebook` through the exchange, as a student does in a terminal."""
        folder = self.home(student) / assignment
        folder.mkdir(exist_ok=True)
        (folder / f"{assignment}.ipynb").write_text(json.dumps(notebook))
        self.nbgrader(student, "submit", assignment)


def made(root: Path, *students: str) -> Class:
    """A class: the course as it is in git with an exchange added, the pictures, and homes with Jupyter's settings."""
    found = Class(root)
    classroom.course_elsewhere(found.course)
    (found.course / "checks").unlink()  # some are broken on purpose
    shutil.copytree(classroom.CHECKS, found.course / "checks")
    with (found.course / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{_exchange(found)}c.ExchangeCollect.check_owner = False\n")  # one user of this machine plays all of them
    mnist.install(root / "fastai" / "data" / "mnist_sample")
    found.exchange.mkdir()
    found.exchange.chmod(0o777)
    for person in ("instructor", *students):
        settings = found.home(person) / ".jupyter" / "lab" / "user-settings" / "@jupyterlab"
        for name, value in _SETTINGS.items():
            path = settings / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(value))
    for student in students:
        own = f'c = get_config()\n{_exchange(found)}c.CourseDirectory.course_id = "{COURSE_ID}"\n'
        own += f'c.CourseDirectory.student_id = "{student}"\n'
        (found.home(student) / ".jupyter" / "nbgrader_config.py").write_text(own)
        page = found.home(student) / ".jupyter" / "labconfig" / "page_config.json"
        page.parent.mkdir()
        page.write_text(json.dumps({"disabledExtensions": dict.fromkeys(_FOR_INSTRUCTORS, True)}))
    return found


def _exchange(found: Class) -> str:
    return f'c.Exchange.root = "{found.exchange}"\n'


_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
"""Of JupyterLab's own: what would ask the network, and a question about it in the corner of each picture."""

_FOR_INSTRUCTORS = ["@jupyter/nbgrader:create-assignment", "@jupyter/nbgrader:formgrader", "@jupyter/nbgrader:course-list"]
"""What nbgrader's documentation tells one to switch off for students."""


def solved(assignment: str) -> NotebookNode:
    """The notebook of a student who knows everything: the instructor's solutions, without the marks around them."""
    notebook = classroom.solved(assignment)
    for cell in notebook.cells:
        cell.source = "\n".join(line for line in cell.source.splitlines() if not _MARK.search(line))
    return notebook


_MARK = re.compile("(BEGIN|END) SOLUTION")


@contextmanager
def jupyterlab(of: Class, person: str) -> Iterator[str]:
    """The address of this person's JupyterLab, until the end of the block. What it says goes to a log beside the homes."""
    port = free_port()
    where = of.where(person)
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={where}"),
    ]
    address = f"http://127.0.0.1:{port}"
    with (of.root / f"{person}.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=where, env=of.environment(person), stdout=log, stderr=log, start_new_session=True)
        try:
            _wait_for(address, server, Path(log.name))
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=SECONDS):
                return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None and time.monotonic() < until, log.read_text()[-3000:]
            time.sleep(0.1)
