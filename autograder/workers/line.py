"""A judge's line to the zygote: workers are asked for on it, and all of them end with it."""

import json
import socket
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from autograder import link
from autograder.sandbox.limits import Limits
from autograder.workers import scratch
from autograder.workers.budget import IDLE_SECONDS
from autograder.workers.files import Beside, Given, below, put
from autograder.workers.worker import End, Worker

FORK_SECONDS = 60
"""Wall time that the zygote may take to answer, on a busy machine."""
UIDS_OF_A_LINE = 64
_FIRST_UID, _UIDS = 200_000, 50_000


class ZygoteError(Exception):
    """The zygote or a worker couldn't be started, or was lost: our fault or the machine's, never a student's."""


class Line:
    """A line to the zygote, and the folder in which the workers that come from it have their scratch folders.

    `number` tells the lines of a run apart, for the users that their workers become.
    """

    def __init__(self, sock: socket.socket, folder: Path, number: int, limits: Limits, data: Any) -> None:
        self._sock, self.folder, self._number = sock, folder, number
        self.limits, self._data = limits, data
        self._ended: dict[int, End] = {}
        self._forked = 0

    def worker(
        self,
        seed: int,
        device: str = "cpu",
        files: Path | None = None,
        files_are_ours: bool = False,
        idle_seconds: float = IDLE_SECONDS,
        cpu_seconds: int | None = None,
        beside: Beside | None = None,
    ) -> Worker:
        """A fresh worker with a scratch folder of its own, which holds a copy of the files in `files`, subfolders too.
        `files_are_ours` when they are the course's, and links in it can be followed. What is `beside` comes to these.

        `seed` seeds its random generators; `device` is "cpu" or "cuda"; `cpu_seconds` is the limit that the kernel
        holds it to, if not the usual one. Raises ZygoteError.
        """
        limits = self.limits if cpu_seconds is None else replace(self.limits, cpu=cpu_seconds)
        self._forked += 1
        uid = _FIRST_UID + (self._number * UIDS_OF_A_LINE + self._forked % UIDS_OF_A_LINE) % _UIDS
        ours, theirs = socket.socketpair()
        try:
            folder, given = self._scratch(files, files_are_ours, beside)
            request = {"scratch": str(folder), "uid": uid, "seed": seed, "device": device, "limits": asdict(limits)}
            socket.send_fds(self._sock, [json.dumps(request).encode()], [theirs.fileno()])
            pid = self._answer()
        except (OSError, link.LinkError) as e:
            ours.close()
            raise ZygoteError(f"no worker could be started: {e}") from e
        finally:
            theirs.close()
        return Worker(ours, pid, folder, limits, self._end_of, device, idle_seconds, given)

    def _scratch(self, files: Path | None, are_ours: bool, beside: Beside | None) -> tuple[Path, Given]:
        """A folder for one worker, and what was put into it."""
        folder = Path(tempfile.mkdtemp(prefix="worker-", dir=self.folder))
        given = put(files, folder, are_ours, beside) if files else Given()
        for name, target in self._data:
            below(folder, name).symlink_to(target)
        return folder, given

    def _answer(self) -> int:
        """The number of the worker that was forked; the ends of others that are told before it are noted."""
        while True:
            self._sock.settimeout(FORK_SECONDS)
            message = link.receive(self._sock)
            if "pid" in message:
                return int(message["pid"])
            if "failed" in message:
                raise OSError(message["failed"])
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        self._ended[message["ended"]] = End(message["signal"], message["memory"])

    def _end_of(self, pid: int, seconds: float) -> End | None:
        """How worker `pid` ended; None if it hasn't after so many `seconds`.

        Raises ZygoteError when the zygote is gone.
        """
        self._sock.settimeout(seconds)
        try:
            while pid not in self._ended:
                self._note(link.receive(self._sock))
        except TimeoutError:
            return None
        except (OSError, link.LinkError) as e:
            raise ZygoteError(f"the process from which workers come has gone: {e}") from e
        return self._ended.pop(pid)

    def hang_up(self) -> None:
        """Let the line go, and leave everything else to another process that has it too."""
        self._sock.close()

    def close(self) -> None:
        """End its workers, and remove their folders."""
        self._sock.close()
        scratch.remove(self.folder)
