"""The judge's side of the zygote: start it once, and get workers from it.

with Zygote(setup) as zygote:
    worker = zygote.own.worker(seed=1)
    answer = worker.ask({"do": "run_cell", "source": "1 + 1", "cell": 1}, seconds=10)
    worker.close()
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from autograder import link
from autograder.link.setup import Setup
from autograder.sandbox.confine import SandboxError, missing
from autograder.sandbox.layers import Layers
from autograder.sandbox.limits import Limits
from autograder.workers.line import Line, ZygoteError
from autograder.workers.scratch import RunFolder, sweep

__all__ = ["SetupError", "Zygote", "ZygoteError"]

START_SECONDS = 300
STEP_SECONDS = 0.2
_OPEN = "Only with --no-sandbox does the kit run code here, and then only your own."


class SetupError(ZygoteError):
    """What the course names for its workers can't be imported or run: the course's fault."""


class Zygote:
    """A zygote and the workers that came from it.

    `sandbox=False` runs code unprotected: for one's own only. `stop` is asked while the zygote starts: when it says True,
    KeyboardInterrupt is raised. `layers` is for tests of the sandbox. Raises SandboxError where there is none to be had.
    """

    def __init__(
        self,
        setup: Setup,
        sandbox: bool = True,
        limits: Limits | None = None,
        stop: Callable[[], bool] = lambda: False,
        layers: Layers | None = None,
    ) -> None:
        self._stop = stop
        lack = missing() if sandbox else None
        if lack:
            raise SandboxError(f"{lack}. {_OPEN}")
        self.sandbox, self.limits, self.data = sandbox, limits or Limits(), setup.data
        sweep()
        self._folder = RunFolder()
        self.scratch_root = self._folder.path
        self._log = open(self.scratch_root / "zygote.log", "wb")  # noqa: SIM115 (closed in close)
        self._control, theirs = socket.socketpair()
        # A clean environment: no token of the instructor's or of CI's is there to be read.
        passed = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "HOME")}
        arguments = [str(theirs.fileno()), setup.as_json(), (layers or Layers()).as_text() if sandbox else "open"]
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
        self._lines = 0
        self._own: Line | None = None

    @property
    def pid(self) -> int:
        return self._process.pid

    def line(self) -> Line:
        """A new line, for one judge. Raises ZygoteError."""
        self.wait_until_ready()
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"line"], [theirs.fileno()])
        except OSError as e:
            ours.close()
            raise ZygoteError(f"no worker can be started: {e}. {self._last_words()}") from e
        finally:
            theirs.close()
        self._lines += 1
        folder = Path(tempfile.mkdtemp(prefix="judge-", dir=self.scratch_root))
        folder.chmod(0o711)
        # Two runs at once have different users too, or nearly always.
        return Line(ours, folder, os.getpid() * 7 + self._lines, self.limits, self.data)

    @property
    def own(self) -> Line:
        """A line that is closed with the zygote, for who needs no judge of its own. Raises ZygoteError."""
        if self._own is None:
            self._own = self.line()
        return self._own

    def wait_until_ready(self) -> None:
        """Wait until the zygote has imported everything. Raises ZygoteError when it can't."""
        if self._ready:
            return
        self._control.settimeout(STEP_SECONDS)
        late = time.monotonic() + START_SECONDS
        try:
            said = link.receive(self._control, lambda: self._wait(late))
        except (OSError, link.LinkError) as e:
            raise ZygoteError(f"the zygote couldn't start. {self._last_words()}") from e
        if "no_sandbox" in said:
            raise SandboxError(f"{said['no_sandbox']}. {_OPEN}")
        if "broken" in said:
            raise SetupError(f"what the course names for its workers can't be imported or run: {said['broken']}.")
        self._ready = True

    def _wait(self, late: float) -> None:
        if self._stop():
            raise KeyboardInterrupt
        if time.monotonic() > late:
            raise ZygoteError(f"the zygote wasn't ready after {START_SECONDS} s. {self._last_words()}")

    def _last_words(self) -> str:
        self._log.flush()
        text = Path(self._log.name).read_text(errors="replace").strip()
        return f"The zygote said: {text[-500:]}" if text else "The zygote said nothing."

    def close(self) -> None:
        """End the zygote, every worker, and their scratch folders."""
        if self._own is not None:
            self._own.close()
        self._control.close()
        try:
            # One that isn't ready has no workers, and would import for seconds before it saw that nobody is there.
            self._process.wait(5 if self._ready else 0)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._log.close()
        self._folder.remove()

    def __enter__(self) -> "Zygote":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


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
