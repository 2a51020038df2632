"""What a worker may still do, once `Sandbox.confine` has been called in it.

The layers: name spaces (there is nothing else to be seen), limits on resources, no new privileges, Landlock (files, and what
else the kernel knows to close), an unprivileged user if the judge is root, and seccomp (the system calls that are allowed).
Name spaces or Landlock, one of the two must be had, and both are used where both are. docs/sandbox.md says what each gives.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.sandbox import gpu, landlock, seccomp
from autograder.sandbox.layers import Layers
from autograder.sandbox.libc import die_with_parent, libc, number_of, prctl
from autograder.sandbox.limits import MIB, Limits, bound_threads, limit, memory_in_use
from autograder.sandbox.namespaces import SCRATCH, Rooms, Unavailable, become_alone, enter_users
from autograder.sandbox.user import become, drop_rights, open_to_all

_PR_SET_NO_NEW_PRIVS = 38
_KEYCTL_JOIN_SESSION_KEYRING = 1
_TRY_SECONDS = 60
TRIED = "autograder.sandbox.namespaces"
"""The module that tries whether name spaces can be had."""


class SandboxError(Exception):
    """The sandbox can't be set up on this machine; the text says what is missing."""


_NEITHER = (
    "the sandbox needs a kernel with Landlock (Linux 5.13 or later, with `landlock` among the active LSMs) or with name spaces "
    "for this user (grade as root, or set the sysctl user.max_user_namespaces to more than 0)"
)
_UNREADABLE = (
    "the sandbox needs a Python that this user may read without a special right, and its files lie in a folder of another's "
    "({}): install Python and the kit where every user may read them, or grade as the user to whom they belong"
)


def missing() -> str | None:
    """What this machine lacks for the sandbox, as a sentence, or None if it lacks nothing."""
    if sys.platform != "linux":
        return f"the sandbox needs Linux, and this is {sys.platform}"
    if not seccomp.supported():
        return "the sandbox knows the system calls of x86_64 and aarch64 only"
    if landlock.abi() == 0:
        # In a process of its own: what is tried can't be taken back.
        tried = [sys.executable, "-P", "-m", TRIED]
        if subprocess.run(tried, capture_output=True, cwd="/", timeout=_TRY_SECONDS, check=False).returncode != 0:
            return _NEITHER
    return None


def prepare(layers: Layers) -> Layers:
    """Called in a zygote while it has one thread: the layers that can be had of `layers`. Raises SandboxError."""
    if layers.namespaces:
        try:
            enter_users()
        except Unavailable:
            layers = Layers(False, layers.landlock)
    if not os.access(os.__file__, os.R_OK):
        raise SandboxError(_UNREADABLE.format(Path(os.__file__).parent))
    return layers


class Sandbox:
    """What shuts in the workers of one zygote: they read `readable`, list `listed`, and write a folder of their own.

    Raises SandboxError.
    """

    def __init__(self, readable: list[Path], listed: Iterable[Path], layers: Layers) -> None:
        self.readable, self.listed, self.layers = readable, list(listed), layers
        self.version = landlock.abi() if layers.landlock is None else min(layers.landlock, landlock.abi())
        self._open_to_all = {False: open_to_all(readable, above=True), True: open_to_all(readable, above=False)}
        self._rooms: dict[bool, Rooms | None] = {}
        self.rooms(with_gpu=False)

    def rooms(self, with_gpu: bool) -> Rooms | None:
        """The tree that a worker sees, None where there are no name spaces. Raises SandboxError where Landlock lacks too."""
        if with_gpu not in self._rooms:
            found, why = None, "they weren't asked for"
            if self.layers.namespaces:
                # Of /proc a worker with a GPU sees its own; what lies there can't be bound.
                more = [path for path in gpu.readable_paths() if path.parts[1] != "proc"] if with_gpu else []
                try:
                    found = Rooms([*self.readable, *more], gpu.devices() if with_gpu else [])
                except (Unavailable, OSError) as e:
                    why = str(e)
            if found is None and self.version == 0:
                raise SandboxError(f"{_NEITHER}: {why}")
            self._rooms[with_gpu] = found
        return self._rooms[with_gpu]

    def fork(self, with_gpu: bool) -> int:
        """os.fork, for a process in which `confine` is called next."""
        rooms = self.rooms(with_gpu)
        return os.fork() if rooms is None else rooms.fork()

    def confine(
        self, scratch: Path, uid: int, limits: Limits, with_gpu: bool, link: int, hand_over: Callable[[int], None]
    ) -> Path:
        """Shut this process in, for good. It keeps the open file `link`, and no other.

        Returns the folder that is its own, which holds what `scratch` does. Where that lies in a name space, `hand_over` passes
        it on, open, for the judge to look into: after this no open file can be passed on. `with_gpu` opens the GPU's devices
        too, and leaves its memory to the judge to watch. `uid` is the user that a root process becomes; another process stays
        who it is. Must be called in a process from `fork`. Raises OSError; the caller must then exit.
        """
        os.setsid()
        os.umask(0o022)
        libc.syscall(number_of("keyctl"), _KEYCTL_JOIN_SESSION_KEYRING, None)  # fails where there are no keys, which is as well
        in_use, root, rooms, folder = memory_in_use(), os.geteuid() == 0, self.rooms(with_gpu), None
        if rooms is not None:
            proc = os.open("/proc/self", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
            given = os.open(scratch, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            folder = rooms.enter(given, limits.scratch * MIB, with_gpu)
            scratch = SCRATCH
            if not root:
                become_alone(proc)
                bound_threads(limits)
        if root:
            for path in (scratch, *scratch.rglob("*")):
                os.chown(path, uid, uid, follow_symlinks=False)
        _close_all_but(link, folder)
        os.chdir(scratch)
        limit(limits, with_gpu, in_use)
        prctl(_PR_SET_NO_NEW_PRIVS, 1)
        readable, devices = self.readable, [Path("/dev/null"), Path("/dev/urandom"), Path("/dev/zero")]
        if with_gpu:
            readable, devices = [*readable, *gpu.readable_paths()], [*devices, *gpu.devices()]
        if self.version:
            landlock.restrict(readable, [scratch], devices, self.listed, self.version)
        if root:
            become(uid, keep_reading=not self._open_to_all[rooms is not None])
        else:
            drop_rights()
        # After the change of user, which clears it: the worker dies with the zygote, whatever kills that.
        die_with_parent()
        if folder is not None:
            hand_over(folder)
            os.close(folder)
        seccomp.restrict(with_gpu)
        return scratch


def _close_all_but(link: int, folder: int | None) -> None:
    """Close what was open in the zygote; in, out and err are opened anew, so that no worker shares a place in a file."""
    kept = sorted({link, *([] if folder is None else [folder])})
    for low, high in zip([2, *kept], [*kept, 1 << 16], strict=True):
        os.closerange(low + 1, high)
    null = os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC)
    for fd in range(3):
        os.dup2(null, fd)
    os.close(null)
