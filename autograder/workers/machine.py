"""What this machine, or the container that it is, has left for workers.

A worker that may take more than there is would have the kernel end some process, perhaps another student's.
"""

import os
from dataclasses import replace
from pathlib import Path

from autograder.sandbox import gpu
from autograder.sandbox.limits import MIB, Limits

LEAST = 1024
"""MiB that a worker may take wherever it runs: a notebook that does what was asked must not run out of it."""
JUDGE = 512
"""MiB that are left for each worker's judge."""
_GROUPS = Path("/sys/fs/cgroup")


def fitting(limits: Limits, jobs: int) -> Limits:
    """`limits` with no more memory than each of `jobs` workers at once can have here now."""
    share = available() // MIB // jobs - JUDGE
    return replace(limits, memory=min(limits.memory, max(LEAST, share)))


def device(asked: str) -> str:
    """Where checks train: "cpu" or "cuda"; "auto" is the GPU, if torch can use one."""
    if asked != "auto":
        return asked
    return "cuda" if has_gpu() else "cpu"


def has_gpu() -> bool:
    """Whether torch can use a GPU here."""
    if not gpu.may_be_here():
        return False
    import torch

    return bool(torch.cuda.is_available())


def at_once(limits: Limits, with_gpu: bool = False) -> int:
    """How many submissions can be graded at a time here: one for each core, if there is memory for them."""
    room = [cores(), available() // MIB // (LEAST + JUDGE)]
    if with_gpu and (free := gpu.free_memory()) is not None:
        room.append(free // (limits.gpu_memory + gpu.CUDA_MIB))
    return max(1, min(room))


def cores(own: Path = Path("/proc/self/cgroup"), groups: Path = _GROUPS) -> int:
    """The processors that this process may use, by its affinity and by what its control groups are given of them."""
    found = [float(len(os.sched_getaffinity(0)))]
    for line in _lines(own):
        number, _, rest = line.partition(":")
        if number == "0":
            for group in _above(groups, rest.partition(":")[2]):
                most, _, period = "".join(_lines(group / "cpu.max")).partition(" ")
                if most.isdigit() and period.isdigit():
                    found.append(int(most) / int(period))
    return max(1, int(min(found)))


def available(memory: Path = Path("/proc/meminfo"), own: Path = Path("/proc/self/cgroup"), groups: Path = _GROUPS) -> int:
    """Bytes of memory that can be had without swapping: of the machine, and in each control group that this process is in."""
    found = [1024 * number for key, number in _numbers(memory) if key == "MemAvailable:"]
    for line in _lines(own):
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if number == "0":
            found += _in_groups(groups, path, "memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            found += _in_groups(groups / "memory", path, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
    return max(0, min(found, default=2 * LEAST * MIB))


def out_of_memory_kills() -> int:
    """How many processes the kernel has ended since it started because memory ran out."""
    return next((number for key, number in _numbers(Path("/proc/vmstat")) if key == "oom_kill"), 0)


def _in_groups(root: Path, path: str, most: str, used: str, reclaimable: str) -> list[int]:
    """What is left in the group `path` and in each above it."""
    left = []
    for group in _above(root, path):
        limit, in_use = "".join(_lines(group / most)), "".join(_lines(group / used))
        if limit.isdigit() and in_use.isdigit():
            cache = sum(number for key, number in _numbers(group / "memory.stat") if key == reclaimable)
            left.append(int(limit) - int(in_use) + cache)
    return left


def _above(root: Path, path: str) -> list[Path]:
    """The folders of the group `path` and of each above it. In a container the path may be one outside, which isn't there."""
    parts = [part for part in path.split("/") if part not in ("", "..")]
    return [root.joinpath(*parts[:depth]) for depth in range(len(parts) + 1)]


def _numbers(path: Path) -> list[tuple[str, int]]:
    """The lines `NAME NUMBER ...` of a file of the kernel's."""
    fields = [line.split() for line in _lines(path)]
    return [(line[0], int(line[1])) for line in fields if len(line) > 1 and line[1].isdigit()]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []
