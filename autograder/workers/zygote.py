"""The judge's side of the zygote: start it once, and get workers from it.

with Zygote(setup) as zygote:
    worker = zygote.worker(seed=1)
    answer = worker.ask({"do": "run_cell", "source": "1 + 1", "cell": 1}, seconds=10)
    worker.close()
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder import link
from autograder.link.setup import Setup
from autograder.sandbox.confine import SandboxError, missing
from autograder.sandbox.limits import Limits
from autograder.workers.files import Given, put
from autograder.workers.worker import IDLE_SECONDS, Worker

START_SECONDS = 300
_FIRST_UID, _UIDS = 200_000, 50_000


class ZygoteError(Exception):
    """The zygote or a worker couldn't be started, or was lost: our fault or the machine's, never a student's."""


class SetupError(ZygoteError):
    """What the course names for its workers can't be imported or run: the course's fault."""


class Zygote:
    """A zygote and the workers that came from it.

    `sandbox=False` runs code unprotected: for one's own only. Raises SandboxError where there is none to be had.
    """

    def __init__(self, setup: Setup, sandbox: bool = True, limits: Limits | None = None) -> None:
        lack = missing() if sandbox else None
        if lack:
            raise SandboxError(f"{lack}. Only with --no-sandbox does the kit run code here, and then only your own.")
        self.sandbox, self.limits, self.data = sandbox, limits or Limits(), setup.data
        self.scratch_root = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.scratch_root.chmod(0o711)
        self._log = open(self.scratch_root / "zygote.log", "wb")  # noqa: SIM115 (closed in close)
        self._control, theirs = socket.socketpair()
        # A clean environment: no token of the instructor's or of CI's is there to be read.
        passed = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "HOME")}
        arguments = [str(theirs.fileno()), setup.as_json(), "confined" if sandbox else "open"]
        # -P: the folder in which the command was started may be a student's, and nothing is imported from it.
        self._process = subprocess.Popen(
            [sys.executable, "-P", *(["-W", "ignore"] if setup.quiet else []), "-m", "autograder.inside.zygote", *arguments],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=passed | _PINNED | {"IPYTHONDIR": str(self.scratch_root / "ipython")},
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        self._ready = False
        self._ended: dict[int, int] = {}
        self._forked = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    def worker(
        self,
        seed: int,
        device: str = "cpu",
        files: Path | None = None,
        idle_seconds: float = IDLE_SECONDS,
        cpu_seconds: int | None = None,
    ) -> Worker:
        """A fresh worker with a scratch folder of its own, which holds a copy of the files in `files`, subfolders too.

        `seed` seeds its random generators; `device` is "cpu" or "cuda"; `cpu_seconds` is the limit that the kernel
        holds it to, if not the usual one. Raises ZygoteError.
        """
        self.wait_until_ready()
        limits = self.limits if cpu_seconds is None else replace(self.limits, cpu=cpu_seconds)
        self._forked += 1
        uid = _FIRST_UID + (os.getpid() * 64 + self._forked) % _UIDS
        scratch, given = self._scratch(files, uid)
        ours, theirs = socket.socketpair()
        request = {"scratch": str(scratch), "uid": uid, "seed": seed, "device": device, "limits": asdict(limits)}
        try:
            socket.send_fds(self._control, [json.dumps(request).encode()], [theirs.fileno()])
            pid = self._answer("pid")
        except (OSError, link.LinkError) as e:
            ours.close()
            raise ZygoteError(f"no worker could be started: {e}. {self._last_words()}") from e
        finally:
            theirs.close()
        return Worker(ours, pid, scratch, limits, self._signal_that_ended, device, idle_seconds, given)

    def _scratch(self, files: Path | None, uid: int) -> tuple[Path, Given]:
        """A folder for one worker, and what was put into it."""
        scratch = Path(tempfile.mkdtemp(prefix="worker-", dir=self.scratch_root))
        given = put(files, scratch) if files else Given()
        for name, target in self.data:
            _below(scratch, name).symlink_to(target)
        if os.geteuid() == 0 and self.sandbox:
            for path in (scratch, *scratch.rglob("*")):
                os.chown(path, uid, uid, follow_symlinks=False)
        return scratch, given

    @property
    def ready(self) -> bool:
        """Whether it is known to have imported everything."""
        return self._ready

    def wait_until_ready(self) -> None:
        """Wait until the zygote has imported everything. Raises ZygoteError when it can't."""
        if self._ready:
            return
        self._control.settimeout(START_SECONDS)
        try:
            said = link.receive(self._control)
        except TimeoutError as e:
            raise ZygoteError(f"the zygote wasn't ready after {START_SECONDS} s. {self._last_words()}") from e
        except (OSError, link.LinkError) as e:
            raise ZygoteError(f"the zygote couldn't start. {self._last_words()}") from e
        if "broken" in said:
            raise SetupError(f"what the course names for its workers can't be imported or run: {said['broken']}.")
        self._ready = True

    def _answer(self, wanted: str) -> int:
        """The next `pid` that the zygote tells; the ends of workers that come before it are noted."""
        while True:
            self._control.settimeout(60)
            message = link.receive(self._control)
            if wanted in message:
                return int(message[wanted])
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        self._ended[message["ended"]] = message["signal"]

    def _signal_that_ended(self, pid: int) -> int | None:
        """The signal that ended worker `pid`, 0 if it left by itself, None if that isn't known."""
        self._control.settimeout(5)
        try:
            while pid not in self._ended:
                self._note(link.receive(self._control))
        except (OSError, link.LinkError):
            return None
        return self._ended.pop(pid)

    def _last_words(self) -> str:
        self._log.flush()
        text = Path(self._log.name).read_text(errors="replace").strip()
        return f"The zygote said: {text[-500:]}" if text else "The zygote said nothing."

    def close(self) -> None:
        """End the zygote, every worker, and their scratch folders."""
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._log.close()
        shutil.rmtree(self.scratch_root, ignore_errors=True)

    def __enter__(self) -> "Zygote":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def _below(folder: Path, name: str) -> Path:
    """The path `name` in `folder`, free to be written: what was handed in under it, or in the way to it, gives way."""
    path = folder
    for part in Path(name).parts[:-1]:
        path /= part
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            path.unlink()
        path.mkdir(exist_ok=True)
    path /= Path(name).name
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    return path


_PINNED = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "TOKENIZERS_PARALLELISM": "false",
    "USER": "student",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NBGRADER_EXECUTION": "autograde",
}
"""One thread each: correct training must not run out of time because the machine is busy."""
