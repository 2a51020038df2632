"""What a worker may still do, once `confine` has been called in it.

The layers, in the order in which they go on: a session of its own, limits on resources, no new
privileges, Landlock (files, and what else the kernel knows to close), an unprivileged user if the judge
is root, and seccomp (no new processes, no sockets, no signals to others). Each closes something that the
others leave open; DESIGN: "The sandbox".
"""

import ctypes
import os
import resource
import signal
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from autograder import gpu, landlock, seccomp

MIB = 1 << 20

_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 8, 24, 38
_CAP_DAC_READ_SEARCH = 2
_LAST_CAP = 40
_libc = ctypes.CDLL(None, use_errno=True)


class SandboxError(Exception):
    """The sandbox can't be set up on this machine; the text says what is missing."""


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


def missing() -> str | None:
    """What this machine lacks for the sandbox, as a sentence, or None if it lacks nothing."""
    if sys.platform != "linux":
        return f"the sandbox needs Linux, and this is {sys.platform}"
    if not seccomp.supported():
        return "the sandbox knows the system calls of x86_64 and aarch64 only"
    if landlock.abi() == 0:
        return "the sandbox needs a kernel with Landlock (Linux 5.13 or later, with `landlock` among the active LSMs)"
    return None


def readable_paths() -> list[Path]:
    """What a worker may read: Python's own files, the packages beside this one, shared libraries, fonts.

    The packages are named one by one, so that `autograder` (and with it every hidden check) isn't among
    them, wherever it is installed.
    """
    paths = {Path(p) for p in ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share", "/usr/local/lib")}
    paths |= {Path(p) for p in ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/mime.types")}
    stdlib = Path(sysconfig.get_path("stdlib"))
    site = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    for folder in {stdlib, Path(sys.base_prefix) / "lib"}:
        paths |= {p for p in _children(folder) if p not in site and p != stdlib}
    paths |= {p for p in _children(stdlib) if p.name != "site-packages"}
    for folder in site:
        paths |= {p for p in _children(folder) if "autograder" not in p.name and "threes" not in p.name.lower()}
    # A path above another one would open what was left out on purpose.
    return sorted(p for p in paths if not any(p != s and s.is_relative_to(p) for s in {stdlib, *site}))


def _children(folder: Path) -> set[Path]:
    try:
        return set(folder.iterdir())
    except OSError:
        return set()


def confine(scratch: Path, readable: list[Path], uid: int, limits: Limits, with_gpu: bool = False) -> None:
    """Shut this process in, for good: it reads `readable`, writes `scratch`, and reaches nothing else.

    `with_gpu` opens the GPU's devices too, and leaves its memory to the judge to watch. `uid` is the user that a root
    process becomes; another process stays who it is. Must be called in a freshly forked process with one thread.
    Raises SandboxError or OSError; the caller must then exit.
    """
    lack = missing()
    if lack:
        raise SandboxError(lack)
    os.setsid()
    _limit(limits, with_gpu)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    devices = [Path("/dev/null"), Path("/dev/urandom"), Path("/dev/zero")]
    if with_gpu:
        readable, devices = [*readable, *gpu.readable_paths()], [*devices, *gpu.devices()]
    landlock.restrict(readable, [scratch], devices)
    if os.geteuid() == 0:
        _become(uid, keep_reading=not _open_to_all(readable))
    # After the change of user, which clears it: the worker dies with the zygote, whatever kills that.
    die_with_parent()
    seccomp.restrict()


def die_with_parent() -> None:
    """Let the kernel kill this process when the one that started it ends, however that ends. Linux only."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit(limits: Limits, with_gpu: bool) -> None:
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


def _open_to_all(paths: list[Path]) -> bool:
    """Whether any user may reach `paths`. Below root's own home, say, another user reaches nothing."""
    above = {parent for path in paths for parent in path.parents}
    return all(parent.stat().st_mode & 0o001 for parent in above if parent.exists())


def _become(uid: int, keep_reading: bool) -> None:
    """Drop from root to `uid`, and every capability with it, but for reading when `keep_reading`.

    What it reads is bounded by Landlock either way; without the capability a Python that is installed in
    root's home couldn't import another module of its own.
    """
    for capability in range(_LAST_CAP + 1):
        if not (keep_reading and capability == _CAP_DAC_READ_SEARCH):
            _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    if keep_reading:
        _prctl(_PR_SET_KEEPCAPS, 1)
    os.setresuid(uid, uid, uid)
    if keep_reading:
        _set_capabilities(1 << _CAP_DAC_READ_SEARCH)


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapData(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def _set_capabilities(mask: int) -> None:
    header = _CapHeader(0x20080522, 0)
    data = (_CapData * 2)(_CapData(mask, mask, 0), _CapData(0, 0, 0))
    if _libc.capset(ctypes.byref(header), data) != 0:
        raise OSError(ctypes.get_errno(), "capset: " + os.strerror(ctypes.get_errno()))


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")
