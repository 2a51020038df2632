"""What a worker may still do, once `confine` has been called in it.

The layers, in the order in which they go on: a session of its own, limits on resources, no new
privileges, Landlock (files, and what else the kernel knows to close), an unprivileged user if the judge
is root, and seccomp (no new processes, no sockets, no signals to others). Each closes something that the
others leave open.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox import gpu, landlock, seccomp
from autograder.sandbox.libc import die_with_parent, prctl
from autograder.sandbox.limits import Limits, limit
from autograder.sandbox.user import become, open_to_all

_PR_SET_NO_NEW_PRIVS = 38


class SandboxError(Exception):
    """The sandbox can't be set up on this machine; the text says what is missing."""


def missing() -> str | None:
    """What this machine lacks for the sandbox, as a sentence, or None if it lacks nothing."""
    if sys.platform != "linux":
        return f"the sandbox needs Linux, and this is {sys.platform}"
    if not seccomp.supported():
        return "the sandbox knows the system calls of x86_64 and aarch64 only"
    if landlock.abi() == 0:
        return "the sandbox needs a kernel with Landlock (Linux 5.13 or later, with `landlock` among the active LSMs)"
    return None


def confine(
    scratch: Path, readable: list[Path], uid: int, limits: Limits, with_gpu: bool = False, listed: Iterable[Path] = ()
) -> None:
    """Shut this process in, for good: it reads `readable`, lists `listed`, writes `scratch`, and reaches nothing else.

    `with_gpu` opens the GPU's devices too, and leaves its memory to the judge to watch. `uid` is the user that a root
    process becomes; another process stays who it is. Must be called in a freshly forked process with one thread.
    Raises SandboxError or OSError; the caller must then exit.
    """
    lack = missing()
    if lack:
        raise SandboxError(lack)
    os.setsid()
    limit(limits, with_gpu)
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
    devices = [Path("/dev/null"), Path("/dev/urandom"), Path("/dev/zero")]
    if with_gpu:
        readable, devices = [*readable, *gpu.readable_paths()], [*devices, *gpu.devices()]
    landlock.restrict(readable, [scratch], devices, listed)
    if os.geteuid() == 0:
        become(uid, keep_reading=not open_to_all(readable))
    # After the change of user, which clears it: the worker dies with the zygote, whatever kills that.
    die_with_parent()
    seccomp.restrict(with_gpu)
