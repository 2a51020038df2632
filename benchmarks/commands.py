"""A whole command, measured from its start to its end: with all that it starts, as its user waits for it."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_EVERY_SECONDS = 1.0
"""How often the memory is looked at: once costs some hundredths of a second of the processor."""
_PINNED = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor, seconds until the first result, and the most MiB that the command and all that
    it started held at once, what they share counted once. `seen` is what was there after how many seconds: results and MiB.
    """

    wall: float
    cpu: float
    first: float
    memory: float
    seen: list[tuple[float, int, float]]

    def as_dict(self) -> dict[str, float]:
        """The figures alone."""
        return {name: round(value, 3) for name, value in vars(self).items() if name != "seen"}


def cost_of(command: list[str], folder: Path, result: str = "") -> Cost:
    """What `command` costs, run in `folder`. Each line of its output with the text `result` in it tells of one more.

    Raises RuntimeError, with the end of what it said, when it fails.
    """
    log = folder / "bench.log"
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | _PINNED | {"PYTHONWARNINGS": "ignore", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    memory = _Memory(process.pid)
    said, first = [], 0.0
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            if result in line:
                memory.results += 1
                first = first or time.perf_counter() - started
            said.append(line)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    log.write_text("".join(said))
    seen = memory.end()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {''.join(said[-20:])}")
    return Cost(wall, used.ru_utime + used.ru_stime, first or wall, max((one[2] for one in seen), default=0.0), seen)


def tool(name: str) -> str:
    """A command of this environment."""
    return str(Path(sys.executable).with_name(name))


class _Memory:
    """Looks again and again at how much memory a process and its descendants hold."""

    def __init__(self, pid: int) -> None:
        self._pid, self._done, self._started = pid, threading.Event(), time.perf_counter()
        self._seen: list[tuple[float, int, float]] = []
        self.results = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> list[tuple[float, int, float]]:
        """What was seen: seconds, results and MiB."""
        self._done.set()
        self._thread.join()
        return self._seen

    def _look(self) -> None:
        while not self._done.wait(_EVERY_SECONDS):
            held = sum(_share(pid) for pid in _family(self._pid)) / 1024
            self._seen.append((round(time.perf_counter() - self._started, 1), self.results, round(held, 1)))


def _family(pid: int) -> list[int]:
    """A process and its descendants, zygote and workers included, whoever their parents are meanwhile."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
    found, ahead = [], [pid]
    while ahead:
        here = ahead.pop()
        found.append(here)
        ahead += [child for child, parent in parents.items() if parent == here]
    return found


def _share(pid: int) -> int:
    """KiB of a process; of pages that several share, each has its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
