"""What one worker may use, and how the kernel is told so."""

import os
import platform
import re
import resource
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20
MAX_FILES = 10_000
"""How many files a worker may have, beside what it was given."""


@dataclass(frozen=True)
class Limits:
    """What a worker may use: `cpu` seconds, `memory` and `file` MiB beyond the zygote's, and so on.

    `gpu_memory` MiB of a GPU; two workers and what CUDA itself needs for them fit on one of 8 GiB.
    """

    cpu: int = 900
    memory: int = 4096
    file: int = 64
    scratch: int = 256
    open_files: int = 4096
    processes: int = 64
    gpu_memory: int = 2048


def memory_in_use() -> int:
    """The bytes of address space of this process."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def memory_held() -> int:
    """The bytes of memory that this process holds and no file does: what a process that is forked from it holds at its start."""
    _, held, of_files, *_ = map(int, Path("/proc/self/statm").read_text().split())
    return (held - of_files) * resource.getpagesize()


def limit(limits: Limits, with_gpu: bool, in_use: int) -> None:
    """Bound this process, which uses `in_use` bytes of memory so far, by `limits`, for good. A GPU's memory is left to the judge
    to watch, and without name spaces the worker's disk is.
    """
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu),
        # CUDA reserves address space by the hundred gigabytes; the judge watches what is really used instead.
        *([] if with_gpu else [(resource.RLIMIT_AS, in_use + limits.memory * MIB)]),
        (resource.RLIMIT_FSIZE, limits.file * MIB),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        # Counted per user, so it bounds a worker that has a user of its own; the judge counts the threads of the others.
        *([(resource.RLIMIT_NPROC, limits.processes)] if os.geteuid() == 0 else []),
    ):
        _set(what, most)


def bound_threads(limits: Limits) -> None:
    """Bound the threads of an ordinary user's worker, which is alone in a user name space: Linux 5.14 counts them there."""
    release = re.match(r"(\d{1,6})\.(\d{1,6})", platform.release())
    if release and tuple(map(int, release.groups())) >= (5, 14):
        _set(resource.RLIMIT_NPROC, limits.processes)


def _set(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))
