"""What a worker needs for an NVIDIA GPU, and what it uses of it, seen from outside.

CUDA reserves far more address space than memory, so RLIMIT_AS can't bound it, and it talks to the driver by ioctl on
/dev/nvidia*. So for a worker with a GPU the sandbox opens these devices, and the judge bounds memory by watching.
docs/gpu.md says what of this was run on a GPU.
"""

import re
import shutil
import subprocess
from pathlib import Path

NVIDIA_SMI_SECONDS = 10
CUDA_MIB = 1024
"""What CUDA itself takes of a GPU for each process, at most, beside the tensors."""
_DEVICES = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-modeset", "nvidia-caps")
_READABLE = (
    *("/proc/driver/nvidia", "/proc/devices", "/proc/modules", "/proc/meminfo", "/proc/cpuinfo", "/proc/self"),
    *("/sys/module", "/sys/devices", "/sys/bus/pci", "/etc/nvidia", "/usr/share/nvidia", "/usr/local/nvidia"),
)

_LOST = re.compile(
    r"no CUDA-capable device|busy or unavailable|driver version|uncorrectable ECC|fallen off the bus|initialization error"
)
_BROKEN = re.compile(r"CUDA error|cuBLAS|CUBLAS_STATUS|device-side assert", re.I)


def devices() -> list[Path]:
    """The files through which CUDA talks to the driver."""
    return [*(Path("/dev") / name for name in _DEVICES), *sorted(Path("/dev").glob("nvidia[0-9]*"))]


def readable_paths() -> list[Path]:
    """What CUDA reads about the machine; nothing of it belongs to another process or student."""
    return [Path(name) for name in _READABLE]


def may_be_lost(message: str) -> bool:
    """Whether an error says that the GPU can't be had. That is a worker's word, which its code could write itself: whether it
    is true shows when another worker starts, which uses the GPU before any student's code runs.
    """
    return _LOST.search(message) is not None


def is_broken(message: str) -> bool:
    """Whether an error leaves the process's CUDA unusable, so that what comes next needs another worker."""
    return may_be_lost(message) or _BROKEN.search(message) is not None


def may_be_here() -> bool:
    """Whether the driver has made its devices: without them there is no GPU, and torch needn't be asked, which takes seconds."""
    return Path("/dev/nvidiactl").exists()


def memory_of(pid: int) -> int | None:
    """MiB of GPU memory that a process holds, by nvidia-smi; None where that can't be told."""
    table = _asked("--query-compute-apps=pid,used_gpu_memory")
    return None if table is None else used_by(pid, table)


def free_memory() -> int | None:
    """MiB of memory that nobody holds on the first GPU, the one that is used; None where that can't be told."""
    table = _asked("--query-gpu=memory.free")
    first = (table or "").split()[:1]
    return int(first[0]) if first and first[0].isdecimal() else None


def _asked(query: str) -> str | None:
    """What the driver answers, as a table, by nvidia-smi; None where it doesn't."""
    if shutil.which("nvidia-smi") is None:
        return None
    command = ["nvidia-smi", query, "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=NVIDIA_SMI_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def used_by(pid: int, table: str) -> int:
    """MiB of the process in nvidia-smi's table of "pid, MiB" lines; 0 if it isn't there."""
    rows = [re.findall(r"\d+", line) for line in table.splitlines()]
    return sum(int(row[1]) for row in rows if len(row) == 2 and int(row[0]) == pid)
