"""What this machine has of what grading needs, and what to do about each thing that is missing.

Each finding is looked at here and now, as far as that can be: a worker is started, torch is asked for the GPU.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from autograder.link.setup import Setup
from autograder.notebooks import datasets
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError, DataSet
from autograder.sandbox import landlock, seccomp
from autograder.sandbox.confine import TRIED, SandboxError
from autograder.sandbox.limits import MIB
from autograder.workers import machine
from autograder.workers.zygote import Zygote, ZygoteError

_SECONDS = 120
_OLDEST = (5, 13)
_GIB = 1024 * MIB
_ROOM = 2 * _GIB
"""On the disk for the workers' folders and what is printed, while a class is graded."""


@dataclass(frozen=True)
class Finding:
    """One thing: what it is, what was seen of it, and what to do, "" where all is well.

    Without one that is `needed` nothing is graded.
    """

    what: str
    seen: str
    mend: str = ""
    needed: bool = False

    @property
    def is_well(self) -> bool:
        return not self.mend


def findings(course: Course | None, with_gpu: bool) -> Iterator[Finding]:
    """All findings, in the order in which one would look; `course` is None where none is at hand.

    `with_gpu` says that a GPU is wanted: then its lack is a fault.
    """
    yield _kernel()
    yield _landlock()
    yield _name_spaces()
    yield _worker()
    yield _python()
    yield _nbgrader()
    if course is not None:
        yield from _modules(course)
        yield from _data(course)
    yield _gpu(with_gpu)
    yield _memory(course)
    yield _disk()
    yield _git()


def _kernel() -> Finding:
    seen = f"{platform.system()} {platform.release()} on {platform.machine()}"
    if sys.platform != "linux":
        return Finding("kernel", seen, "The sandbox is made of Linux's own means: grade on Linux, or in WSL 2.", needed=True)
    if not seccomp.supported():
        return Finding("kernel", seen, "The sandbox knows the system calls of x86_64 and aarch64 only.", needed=True)
    return Finding("kernel", seen)


def _landlock() -> Finding:
    version = landlock.abi() if sys.platform == "linux" else 0
    if version:
        return Finding("Landlock", f"version {version}")
    oldest = ".".join(map(str, _OLDEST))
    return Finding(
        "Landlock", "none", f"Linux has it from {oldest} on; add `landlock` to the `lsm=` on the kernel's command line."
    )


def _name_spaces() -> Finding:
    tried = [sys.executable, "-P", "-m", TRIED]
    if _run(tried) is not None:
        return Finding("name spaces", "can be had")
    return Finding(
        "name spaces",
        "none for this user",
        "Grade as root, or allow them: the sysctls user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns; in a "
        "container, a profile that allows unshare and mount. With Landlock alone the sandbox gives less (docs/sandbox.md).",
    )


def _worker() -> Finding:
    """The sandbox itself: a worker is started, and answers."""
    try:
        with Zygote(Setup()) as zygote:
            worker = zygote.own.worker(seed=1)
            worker.close()
    except (SandboxError, ZygoteError, OSError) as e:
        return Finding("sandbox", "no worker can be started", str(e), needed=True)
    return Finding("sandbox", "a worker was started and shut in")


def _python() -> Finding:
    return Finding("Python", f"{platform.python_version()} in {sysconfig.get_path('purelib')}")


def _nbgrader() -> Finding:
    seen = _version("nbgrader")
    if seen is None:
        return Finding("nbgrader", "not installed", "pip install nbgrader; `autograder grade` works without it.")
    return Finding("nbgrader", seen)


def _modules(course: Course) -> Iterator[Finding]:
    for module in course.settings.imports:
        top = module.partition(".")[0]
        if find_spec(top) is None:
            yield Finding(top, "not installed", f"course.toml imports it for each worker: pip install {top}", needed=True)
        else:
            yield Finding(top, _version(top) or "installed")


def _data(course: Course) -> Iterator[Finding]:
    for found in course.settings.data:
        try:
            is_there = _is_laid_out(course, found)
        except CourseError as e:
            yield Finding(f"data {found.name}", "can't be found", str(e), needed=bool(found.to))
            continue
        command = f"autograder data {found.name}"
        if is_there:
            yield Finding(f"data {found.name}", found.says or "there")
        else:
            yield Finding(f"data {found.name}", "not laid out yet", f"`{command}`; grading does it by itself where it is needed.")


def _gpu(wanted: bool) -> Finding:
    driver = _run(["nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"])
    seen = "; ".join(line.strip() for line in (driver or "").splitlines()) or "no driver"
    torch = _asked_of_torch() if find_spec("torch") else None
    if torch is not None and torch["has"]:
        return Finding("GPU", f"{seen}; torch {torch['version']} uses it (CUDA {torch['cuda']})")
    if driver:
        built = "" if torch is None else f" torch {torch['version']} is built for CUDA {torch['cuda']}."
        return Finding("GPU", seen, f"There is one, and torch can't use it.{built} Install the torch that fits the driver.")
    mend = "Install NVIDIA's driver (`nvidia-smi` must answer), or grade with --device cpu." if wanted else ""
    return Finding("GPU", "none: checks train on the processor", mend, needed=wanted)


def _memory(course: Course | None) -> Finding:
    free = machine.available()
    wanted = (course.settings.limits.memory if course else machine.LEAST) * MIB
    seen = f"{free / _GIB:.1f} GiB free, a worker may take {wanted / _GIB:.1f}"
    if free < machine.LEAST * MIB:
        return Finding("memory", seen, "Close what else runs here, or give the container more.", needed=True)
    return Finding("memory", seen)


def _disk() -> Finding:
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    free = shutil.disk_usage(folder).free
    seen = f"{free / _GIB:.1f} GiB free in {folder}"
    if free < _ROOM:
        return Finding("disk", seen, f"Workers' folders are made there: free {_ROOM // _GIB} GiB, or set TMPDIR.")
    return Finding("disk", seen)


def _git() -> Finding:
    seen = _run(["git", "--version"])
    if seen is None:
        return Finding("git", "not installed", "`autograder pull` needs it: apt install git.")
    return Finding("git", seen.strip().removeprefix("git version "))


def _is_laid_out(course: Course, found: DataSet) -> bool:
    """Whether a data set is where it belongs; nothing is written."""
    where = found.source or datasets.code_of(found, course.settings.checks).folder()
    return where.exists()


def _asked_of_torch() -> dict[str, str | bool] | None:
    """What torch says of the GPU, in a process of its own: it takes seconds, and a broken driver may end it."""
    code = (
        "import json, torch; print(json.dumps({'has': torch.cuda.is_available(), 'version': torch.__version__,"
        " 'cuda': torch.version.cuda or 'none'}))"
    )
    said = _run([sys.executable, "-P", "-W", "ignore", "-c", code])
    found: dict[str, str | bool] | None = json.loads(said.splitlines()[-1]) if said else None
    return found


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _run(command: list[str]) -> str | None:
    """What a command prints; None if it isn't there or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
