"""The judge's side of the zygote: start it once, and get workers from it.

with Pool(folder, data_folder) as pool:
    worker = pool.worker(seed=1)
    answer = worker.ask({"do": "run_cell", "source": "1 + 1", "cell": 1})
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
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder import link
from autograder.process import WorkerProcess
from autograder.sandbox import Limits, SandboxError, missing

START_SECONDS = 300
_FIRST_UID, _UIDS = 200_000, 50_000


class PoolError(Exception):
    """The zygote or a worker couldn't be started, or was lost: our fault or the machine's, never a student's."""


class Pool:
    """A zygote and the workers that came from it.

    `folder` holds the files that ship with the notebooks, `data_folder` MNIST_SAMPLE as files.
    `sandbox=False` runs code unprotected: for one's own only. Raises SandboxError where there is none to be had.
    """

    def __init__(self, folder: Path, data_folder: Path, sandbox: bool = True, limits: Limits | None = None) -> None:
        lack = missing() if sandbox else None
        if lack:
            raise SandboxError(f"{lack}. Only with --no-sandbox does the kit run code here, and then only your own.")
        self.data_folder, self.sandbox, self.limits = data_folder.resolve(), sandbox, limits or Limits()
        self.scratch_root = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.scratch_root.chmod(0o711)
        self._log = open(self.scratch_root / "zygote.log", "wb")  # noqa: SIM115 (closed in close)
        self._control, theirs = socket.socketpair()
        # A clean environment: no token of the instructor's or of CI's is there to be read.
        passed = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "FASTAI_HOME", "HOME")}
        self._zygote = subprocess.Popen(
            [*_COMMAND, str(theirs.fileno()), str(folder.resolve()), str(self.data_folder), "confined" if sandbox else "open"],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=passed | _PINNED,
            start_new_session=True,
        )
        theirs.close()
        self._ready = False
        self._ended: dict[int, int] = {}
        self._forked = 0

    def worker(self, seed: int, device: str = "cpu", files: Path | None = None) -> WorkerProcess:
        """A fresh worker with a scratch folder of its own, which holds a copy of the files in `files`.

        `seed` seeds its random generators; `device` is "cpu" or "cuda". Raises PoolError.
        """
        self._forked += 1
        uid = _FIRST_UID + (os.getpid() * 64 + self._forked) % _UIDS
        scratch = Path(tempfile.mkdtemp(prefix="worker-", dir=self.scratch_root))
        for file in sorted(files.iterdir()) if files else []:
            if file.is_file() and file.suffix != ".ipynb":
                shutil.copy(file, scratch)
        # Where untar_data(URLs.MNIST_SAMPLE) looks, so that it downloads nothing.
        link_to_data = scratch / ".fastai" / "data" / "mnist_sample"
        link_to_data.parent.mkdir(parents=True)
        link_to_data.symlink_to(self.data_folder)
        if os.geteuid() == 0 and self.sandbox:
            for path in (scratch, *scratch.rglob("*")):
                os.chown(path, uid, uid, follow_symlinks=False)
        ours, theirs = socket.socketpair()
        request = {"scratch": str(scratch), "uid": uid, "seed": seed, "device": device, "limits": asdict(self.limits)}
        try:
            self._wait_until_ready()
            socket.send_fds(self._control, [json.dumps(request).encode()], [theirs.fileno()])
            pid = self._answer("pid")
        except (OSError, link.LinkError) as e:
            ours.close()
            raise PoolError(f"no worker could be started: {e}. {self._last_words()}") from e
        finally:
            theirs.close()
        return WorkerProcess(ours, pid, scratch, self.limits, self._signal_that_ended, device)

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        self._control.settimeout(START_SECONDS)
        try:
            link.receive(self._control)
        except TimeoutError as e:
            raise PoolError(f"the zygote wasn't ready after {START_SECONDS} s. {self._last_words()}") from e
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
            self._zygote.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._zygote.pid, signal.SIGKILL)
            self._zygote.wait()
        self._log.close()
        shutil.rmtree(self.scratch_root, ignore_errors=True)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


_COMMAND = [sys.executable, "-W", "ignore", "-m", "autograder.zygote"]
_PINNED = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "TOKENIZERS_PARALLELISM": "false",
    "USER": "student",
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""One thread each: correct training must not run out of time because the machine is busy."""
