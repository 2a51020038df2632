"""What the kernel has counted of a worker: looked up some hundred times for each submission, so its files stay open."""

import os
from typing import NamedTuple

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_MOST = 4096
"""Bytes, more than one of these files has."""


class Used(NamedTuple):
    """Seconds of the processor, its threads' included; seconds in which it was ready to run and had no processor, since others
    had them all, 0 where Linux can't tell; and whether it waits for a disk now, which may be a slow one in a busy network.
    """

    cpu: float = 0.0
    waited: float = 0.0
    waits_for_disk: bool = False


class Account:
    """The account of the process `pid`, and never of a later one that has its number."""

    def __init__(self, pid: int) -> None:
        self._last = Used()
        self._stat, self._schedstat = (_opened(f"/proc/{pid}/{name}") for name in ("stat", "schedstat"))

    def now(self) -> Used:
        """What it has used so far; of one that has ended, the last that was known."""
        try:
            fields = os.pread(self._stat, _MOST, 0).rpartition(b")")[2].split()
            cpu = (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND
        except (OSError, IndexError, ValueError):
            return self._last._replace(waits_for_disk=False)
        try:
            waited = int(os.pread(self._schedstat, _MOST, 0).split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            waited = self._last.waited
        self._last = Used(cpu, waited, fields[0] == b"D")
        return self._last

    def close(self) -> None:
        """Look no more."""
        for fd in (self._stat, self._schedstat):
            if fd >= 0:
                os.close(fd)
        self._stat = self._schedstat = -1


def _opened(path: str) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # it has ended, or this kernel has no such file
        return -1
