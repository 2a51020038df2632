"""A judge for each submission: a process forked from this one, with limits of its own on memory and time.

Whatever a submission makes go wrong in it, a crash included, ends that process and nothing else. What it found comes back
as JSON through a pipe.
"""

import json
import mmap
import os
import resource
import select
import signal
import struct
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

from autograder.sandbox.libc import die_with_parent
from autograder.sandbox.limits import MIB, memory_held, memory_in_use
from autograder.workers import machine
from autograder.workers.account import Account

MAX_REPORT = 16 * MIB
"""Bytes of a report as JSON: 200 notes of a thousand characters, and for each check some thousand."""
MAX_NOTEBOOK = 160 * MIB
"""Bytes of a notebook as JSON: cells of 64 MiB, which are half as much again in UTF-8 if the file was UTF-16, and outputs of
16 Mi characters.
"""
MEMORY = 3072
"""MiB that a judge may need beyond what the warm one has: a few of the largest answers of a worker."""
SPARE_SECONDS = 60
"""Wall time for what a judge does beside its checks and its workers: to fork, to read and to write."""
STEP_SECONDS = 0.2
"""How often a judge that says nothing is looked at."""


class Ended(Exception):
    """The process ended without a result: the text says how, as the second half of a sentence. `details` is a traceback.

    `by_the_machine`: the kernel ended processes for want of memory, this one too, which held no more than any of its kind.
    """

    def __init__(self, how: str, details: str = "", by_the_machine: bool = False) -> None:
        super().__init__(how)
        self.details, self.by_the_machine = details, by_the_machine


@dataclass(frozen=True)
class Allowance:
    """What one judge may take: MiB beyond what this process has, seconds of the processor, seconds in all, and bytes of
    what it gives back.

    Seconds that the machine took, from it or from its workers, don't count.
    """

    memory: int
    cpu: float
    wall: float
    result: int = MAX_REPORT


class Apart:
    """`work` in a process of its own. Its result is a dict, which JSON can hold."""

    def __init__(self, work: Callable[[], dict[str, Any]], allowance: Allowance) -> None:
        self._allowance, self._started = allowance, time.monotonic()
        self._clock = _Clock()
        self._data = bytearray()
        self._how: str | None = None
        self._status: int | None = None
        self._held, self._in_use = 0, memory_held()
        self._ooms = machine.out_of_memory_kills()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()  # else both processes would write what waits there
        self._pipe, theirs = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which nbgrader's server may have
            self.pid = os.fork()
        if self.pid == 0:
            _work(work, theirs, self._clock, allowance)
        os.close(theirs)
        self._account = Account(self.pid)

    def fileno(self) -> int:
        """What can be read as soon as there is something to `look` at."""
        return self._pipe

    def look(self) -> bool:
        """Whether it has ended. Ends it, if it took more than it may."""
        while self._status is None and select.select([self._pipe], [], [], 0)[0]:
            piece = os.read(self._pipe, 1 << 20)
            self._data += piece
            if not piece or len(self._data) > self._allowance.result:
                self._end(None if not piece else "gave more than can be kept")
        if self._status is None and time.monotonic() - self._started - self._machine_took() > self._allowance.wall:
            self._end("took too long")
        return self._status is not None

    def result(self) -> dict[str, Any]:
        """What it found, once it has ended. Raises Ended when there is nothing."""
        assert self._status is not None
        if self._how is not None:
            raise Ended(self._how)
        if os.WIFSIGNALED(self._status):
            number = os.WTERMSIG(self._status)
            ordinary = self._held - self._in_use < machine.JUDGE * MIB
            if number == signal.SIGKILL and ordinary and machine.out_of_memory_kills() > self._ooms:
                raise Ended("was ended by the kernel, since the machine ran out of memory", by_the_machine=True)
            raise Ended("took too long" if number == signal.SIGXCPU else f"was ended by {signal.Signals(number).name}")
        if self._status != 0:
            raise Ended("ended without a word")
        found = json.loads(self._data)
        if "broke" in found:
            how = "took more memory than it may" if found["memory"] else "met something that it can't handle"
            raise Ended(how, found["broke"])
        return dict(found["result"])

    def kill(self) -> None:
        """End it, whatever it does."""
        if self._status is None:
            self._end("was stopped")

    def _end(self, how: str | None) -> None:
        self._how = how
        if how is not None:
            os.kill(self.pid, signal.SIGKILL)
        _, self._status, used = os.wait4(self.pid, 0)
        self._held = used.ru_maxrss * 1024
        os.close(self._pipe)
        self._account.close()

    def _machine_took(self) -> float:
        """Seconds in which it, or a worker of its, could have gone on and had no processor."""
        return self._account.now().waited + self._clock.seconds


class Running(Protocol):
    """A process of ours that goes on by itself: `Apart`, or a `Job`, which has one."""

    def fileno(self) -> int: ...
    def look(self) -> bool: ...
    def kill(self) -> None: ...


def wait(process: Running, meanwhile: Callable[[], object]) -> None:
    """Wait until `process` has ended, and do `meanwhile` again and again: it is given up when that raises."""
    try:
        while not process.look():
            meanwhile()
            select.select([process], [], [], STEP_SECONDS)
    finally:
        process.kill()


class _Clock:
    """A number of seconds that two processes see."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 8)

    @property
    def seconds(self) -> float:
        found: float = struct.unpack("d", self._memory[:8])[0]
        return found

    def add(self, seconds: float) -> None:
        self._memory[:8] = struct.pack("d", self.seconds + seconds)


_clock: _Clock | None = None


def machine_took(seconds: float) -> None:
    """Say that workers of this judge had no processor for so many `seconds`: they are added to what it may take."""
    if _clock is not None:
        _clock.add(seconds)


def _work(work: Callable[[], dict[str, Any]], pipe: int, clock: _Clock, allowance: Allowance) -> NoReturn:
    """The life of the forked process."""
    global _clock
    _clock = clock
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the first one decides
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent()
        _limit(allowance)
        try:
            found = {"result": work()}
            said = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")
        except BaseException as e:
            told = "".join(traceback.format_exception(e))[-20_000:]
            said = json.dumps({"broke": told, "memory": isinstance(e, MemoryError)}).encode()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        view = memoryview(said)
        while view:
            view = view[os.write(pipe, view) :]
        status = 0
    finally:
        os._exit(status)


def _limit(allowance: Allowance) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime + allowance.cpu) + 1
    for what, most in ((resource.RLIMIT_AS, memory_in_use() + allowance.memory * MIB), (resource.RLIMIT_CPU, cpu)):
        hard = resource.getrlimit(what)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (soft, hard))
