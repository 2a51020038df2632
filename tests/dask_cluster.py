"""A scheduler and workers of dask's own, as real processes, for tests."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ports import free_port

PATIENCE_SECONDS = 120


class Processes:
    """A scheduler, and workers by number, each with its log in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.running: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def scheduler(self) -> subprocess.Popen[bytes]:
        started = self._start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", str(self.port))
        until(self._is_listening)
        return started

    def worker(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        """Without a nanny: one that is killed stays dead."""
        usual = ["--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(self.folder)]
        return self._start(name, "worker", self.address, "--name", name, *usual, *options)

    def _start(self, log: str, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{log}.log").open("ab") as file:
            started = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "dask", *command, "--no-dashboard"],
                stdout=file,
                stderr=file,
                cwd=self.folder,
                start_new_session=True,
            )
        self.running.append(started)
        return started

    def _is_listening(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def end(self) -> None:
        for one in self.running:
            one.kill()
        for one in self.running:
            one.wait()


@contextmanager
def processes(folder: Path) -> Iterator[Processes]:
    folder.mkdir(parents=True, exist_ok=True)
    found = Processes(folder)
    try:
        yield found
    finally:
        found.end()


def until(is_so: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for it; how long that takes decides nothing, but for what would come by itself later."""
    late = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < late, "that never came"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """The processes that a process has started, through all its threads."""
    return [int(number) for task in Path(f"/proc/{pid}/task").iterdir() for number in (task / "children").read_text().split()]


def has_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def kill(process: "subprocess.Popen[bytes]") -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
