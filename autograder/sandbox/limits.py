"""What one worker may use, and how the kernel is told so."""

import os
import resource
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What a worker may use: `cpu` seconds, `memory` and `file` MiB beyond the zygote's, and so on.

    `gpu_memory` MiB of a GPU; two workers and what CUDA itself needs for them fit on one of 8 GiB.
    """

    cpu: int = 900
    memory: int = 4096
    file: int = 64
    scratch: int = 256
    open_files: int = 128
    processes: int = 64
    gpu_memory: int = 2048


def limit(limits: Limits, with_gpu: bool) -> None:
    """Bound this process by `limits`, for good. The worker's disk and its GPU's memory are left to the judge to watch."""
    # The number of processes counts per user, so it can bound only a worker that has a user of its own; for the
    # others seccomp refuses new processes, and the limit on memory bounds threads, whose stacks count in it.
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu),
        # CUDA reserves address space by the hundred gigabytes; the judge watches what is really used instead.
        *([] if with_gpu else [(resource.RLIMIT_AS, in_use + limits.memory * MIB)]),
        (resource.RLIMIT_FSIZE, limits.file * MIB),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        *([(resource.RLIMIT_NPROC, limits.processes)] if os.geteuid() == 0 else []),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
