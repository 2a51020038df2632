"""Name spaces of Linux: a worker sees a machine on which nothing is but what it may read, and its own folder.

The tree is built once for a zygote, by a process that ends then: an empty root in which each readable path is bound, read-only.
A worker enters it, takes a copy of the mounts for itself, and mounts its own folder there, in memory and of bounded size. It is
the first process of its own process ids, so that whatever it left behind would end with it.
"""

import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox.libc import libc, number_of, prctl, raised
from autograder.sandbox.limits import MAX_FILES

SCRATCH = Path("/scratch")
"""The worker's own folder, as the worker sees it."""

_NEW_MOUNTS, _NEW_CGROUPS, _NEW_NAMES, _NEW_IPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
_NEW_USERS, _NEW_PIDS, _NEW_NET = 0x10000000, 0x20000000, 0x40000000
_SHARED = {"mnt": _NEW_MOUNTS, "net": _NEW_NET, "uts": _NEW_NAMES, "cgroup": _NEW_CGROUPS}
"""What the workers of a zygote enter; none of it can be changed from inside. Process ids, IPC and mounts each has of its own."""

_RDONLY, _NOSUID, _NODEV, _NOEXEC, _REMOUNT, _BIND, _REC, _PRIVATE, _RELATIME = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18, 1 << 21
_DETACH = 2
_OLD = Path("/.old")
_PAGE = 4096
_SMALL = 512 << 10
_PR_SET_CHILD_SUBREAPER = 36
_MOST_LINKS = 40
_DEVICES = ("null", "zero", "urandom")


class Unavailable(Exception):
    """This machine gives no name spaces to this user; the text says why."""


def enter_users() -> None:
    """Give an ordinary user the rights over name spaces of its own; root has them. Call it while there is one thread.

    Raises Unavailable.
    """
    if os.geteuid() == 0:
        return
    try:
        become_alone()
    except OSError as e:
        raise Unavailable(f"an ordinary user gets no user name space here ({e})") from e


def become_alone(proc: int | None = None) -> None:
    """Enter a new user name space, in which this user is who it was. `proc` is /proc/self, open, where none is to be seen."""
    uid, gid = os.geteuid(), os.getegid()
    at = os.open("/proc/self", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC) if proc is None else proc
    try:
        _check(libc.unshare(_NEW_USERS), "unshare")
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            fd = os.open(name, os.O_WRONLY | os.O_CLOEXEC, dir_fd=at)
            try:
                os.write(fd, text.encode())
            finally:
                os.close(fd)
    finally:
        if proc is None:
            os.close(at)


class Rooms:
    """The tree that the workers of one zygote see, and the way into it. Raises Unavailable.

    Call `enter_users` first. `devices` are bound beside /dev/null and its like.
    """

    def __init__(self, readable: Iterable[Path], devices: Iterable[Path] = ()) -> None:
        if os.geteuid() != 0:
            prctl(_PR_SET_CHILD_SUBREAPER, 1)  # for `_fork_twice`
        self.pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        self.spaces: dict[str, int] = {}
        ready, told = os.pipe()
        go, wait = os.pipe()
        builder = os.fork()
        if builder == 0:
            os.close(ready)
            os.close(wait)
            _build_and_wait(list(readable), list(devices), told, go)
        os.close(told)
        os.close(go)
        with open(ready, "rb") as said:
            line = said.readline().decode(errors="replace")
            if line.startswith("ready"):
                for name in _SHARED:
                    self.spaces[name] = os.open(f"/proc/{builder}/ns/{name}", os.O_RDONLY | os.O_CLOEXEC)
        os.close(wait)
        os.waitpid(builder, 0)
        if not self.spaces:
            raise Unavailable(f"name spaces can't be had here ({line.strip()})")

    def fork(self) -> int:
        """os.fork, whose child is the first process of its own process ids."""
        if os.geteuid() != 0:
            return self._fork_twice()
        _check(libc.unshare(_NEW_PIDS), "unshare")
        pid = os.fork()
        if pid:
            _check(libc.setns(self.pids, _NEW_PIDS), "setns")
        return pid

    def _fork_twice(self) -> int:
        """The same for an ordinary user, who couldn't come back to the process ids from which it set out: another goes."""
        ready, told = os.pipe()
        wait, go = os.pipe()
        between = os.fork()
        if between == 0:
            if self._fork_and_tell(told) == 0:
                os.close(ready)
                os.close(go)
                # Not before it is this process's child: what asks to die with its parent would die with the one between.
                if os.read(wait, 1):
                    return 0
            os._exit(0)
        os.close(told)
        os.close(wait)
        pid = int(os.read(ready, 32) or 0)
        os.close(ready)
        os.waitpid(between, 0)
        if pid:
            os.write(go, b"1")
        os.close(go)
        if not pid:
            raise OSError("no process ids of its own could be had for a worker")
        return pid

    def _fork_and_tell(self, told: int) -> int | None:
        try:
            _check(libc.unshare(_NEW_PIDS), "unshare")
            pid = os.fork()
            if pid:
                os.write(told, str(pid).encode())
        except OSError:
            return None
        return pid

    def enter(self, given: int, size: int, with_gpu: bool) -> int:
        """Move this process, a child of `fork`, into the tree, with a folder of `size` bytes that holds what the open folder
        `given` does. Returns the folder, open. Raises OSError.
        """
        for name, kind in _SHARED.items():
            _check(libc.setns(self.spaces[name], kind), f"setns {name}")
        _check(libc.unshare(_NEW_MOUNTS | _NEW_IPC), "unshare")
        count, more = _needed(given)
        options = f"size={size + more},nr_inodes={MAX_FILES + 2 * count},mode=755"
        mount("tmpfs", SCRATCH, "tmpfs", _NOSUID | _NODEV, options)
        if with_gpu:
            mount("proc", Path("/proc"), "proc", _NOSUID | _NODEV | _NOEXEC | _RDONLY, "")
        _copy(given, SCRATCH)
        return os.open(SCRATCH, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def mount(source: str, target: Path, kind: str, flags: int, options: str = "") -> None:
    """mount(2). Raises OSError."""
    call = libc.mount(source.encode(), str(target).encode(), kind.encode(), flags, options.encode())
    _check(call, f"mount {kind or source} on {target}")


def _build_and_wait(readable: list[Path], devices: list[Path], told: int, go: int) -> None:
    """What the building process does: build, say how it went, and stay until its name spaces are held by another."""
    try:
        _check(libc.unshare(_NEW_IPC | _NEW_MOUNTS | _NEW_NET | _NEW_NAMES | _NEW_CGROUPS), "unshare")
        libc.sethostname(b"worker", 6)
        _build(readable, devices)
        os.write(told, b"ready\n")
        os.read(go, 1)
    except BaseException as e:
        os.write(told, f"{type(e).__name__}: {e}".replace("\n", " ").encode()[:2000])
    finally:
        os._exit(0)


def _build(readable: list[Path], devices: list[Path]) -> None:
    """Make an empty folder in memory the root, and bind what is readable into it."""
    mount("none", Path("/"), "", _REC | _PRIVATE)
    mount("tmpfs", Path("/tmp"), "tmpfs", _NOSUID | _NODEV, "mode=755,size=256m")
    os.mkdir(f"/tmp{_OLD}", 0o755)
    _check(libc.syscall(number_of("pivot_root"), b"/tmp", f"/tmp{_OLD}".encode()), "pivot_root")
    os.chdir("/")
    tree = _Tree()
    for path in [*sorted(readable), *(Path("/dev") / name for name in _DEVICES), *devices]:
        tree.place(path)
    for path in (SCRATCH, Path("/proc")):
        path.mkdir(exist_ok=True)
    tree.set_times()
    _check(libc.umount2(str(_OLD).encode(), _DETACH), "umount")
    _OLD.rmdir()
    mount("none", Path("/"), "", _REMOUNT | _BIND | _RDONLY | _NOSUID | _NODEV)


class _Tree:
    """What was made in the new root of what lies in the old one: folders with a few things in them, and what is bound whole."""

    def __init__(self) -> None:
        self.folders: dict[Path, Path] = {}
        self.bound: set[Path] = set()

    def place(self, path: Path) -> None:
        """Let `path` be seen, and every folder and link on the way to it; passed over if it doesn't exist."""
        for _ in range(_MOST_LINKS):
            link = self._walk(path)
            if link is None:
                return
            path = Path(os.path.normpath(link.parent / os.readlink(link))) / path.relative_to(link)

    def _walk(self, path: Path) -> Path | None:
        """Go down to `path` and bind it, or make the first link on the way, which is returned."""
        at = Path("/")
        for part in path.parts[1:]:
            at /= part
            if at in self.bound:
                return None
            old = _OLD / at.relative_to("/")
            if old.is_symlink():
                if not os.path.lexists(at):
                    at.symlink_to(os.readlink(old))
                return at
            if at == path:
                self._bind(old, at)
            elif not old.is_dir():
                return None
            elif at not in self.folders:
                at.mkdir(exist_ok=True)
                self.folders[at] = old
        return None

    def _bind(self, old: Path, at: Path) -> None:
        try:
            kind = old.stat().st_mode
        except OSError:
            return
        if at not in self.folders and _is_small(old):
            # Each mount costs every worker a little; a copy is as good, and costs nothing.
            if stat.S_ISDIR(kind):
                shutil.copytree(old, at, symlinks=True)
            else:
                shutil.copy2(old, at)
            self.bound.add(at)
            return
        if stat.S_ISDIR(kind):
            at.mkdir(exist_ok=True)
        else:
            at.touch()
        mount(str(old), at, "", _BIND)
        # In a user name space the flags that the file system was mounted with can't be taken away.
        has = os.statvfs(at).f_flag
        kept = has & (_NODEV | _NOEXEC | os.ST_NOATIME | os.ST_NODIRATIME) | (_RELATIME if has & os.ST_RELATIME else 0)
        mount("none", at, "", _REMOUNT | _BIND | _RDONLY | _NOSUID | (0 if stat.S_ISCHR(kind) else _NODEV) | kept)
        self.bound.add(at)

    def set_times(self) -> None:
        """Give the folders the times of the old ones, by which Python knows whether what it has read of them still holds."""
        for path, old in sorted(self.folders.items(), reverse=True):
            if not self.bound & {path, *path.parents}:
                was = old.stat()
                os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def _is_small(path: Path) -> bool:
    """Whether a file or folder is small, and holds nothing but plain files, folders and links."""
    left, todo = _SMALL, [path]
    while todo and left >= 0:
        path = todo.pop()
        found = path.lstat()
        if stat.S_ISDIR(found.st_mode):
            todo += path.iterdir()
        elif not (stat.S_ISREG(found.st_mode) or stat.S_ISLNK(found.st_mode)):
            return False
        left -= found.st_size + _PAGE
    return left >= 0


def _needed(folder: int) -> tuple[int, int]:
    """How many files lie in an open folder, and how many bytes they take."""
    count = size = 0
    for _, folders, names, at in os.fwalk(".", dir_fd=folder):
        count += len(folders) + len(names)
        for name in names:
            size += -(-os.stat(name, dir_fd=at, follow_symlinks=False).st_size // _PAGE) * _PAGE
    return count, size


def _copy(folder: int, to: Path) -> None:
    """Copy what an open folder holds; files keep their times, by which a changed one is told from the others."""
    for above, folders, names, at in os.fwalk(".", dir_fd=folder):
        into = to / above
        for name in [*folders, *names]:
            kind = os.stat(name, dir_fd=at, follow_symlinks=False)
            if stat.S_ISLNK(kind.st_mode):
                os.symlink(os.readlink(name, dir_fd=at), into / name)
            elif stat.S_ISDIR(kind.st_mode):
                (into / name).mkdir()
            elif stat.S_ISREG(kind.st_mode):
                with open(os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=at), "rb") as read, open(into / name, "wb") as written:
                    shutil.copyfileobj(read, written)
                os.utime(into / name, ns=(kind.st_atime_ns, kind.st_mtime_ns))


def _check(result: int, what: str) -> None:
    if result != 0:
        raise raised(what)


def main() -> None:
    """Exits with 0 where name spaces can be had."""
    enter_users()
    Rooms([])


if __name__ == "__main__":
    main()
