"""Git, started in an empty repository of ours, with limits: the only module that starts it (docs/pulling.md).

No configuration but what stands here is read. Nothing is checked out, so no filter, hook, submodule, link or attribute of a
student's has any effect: objects are fetched by their hash, listed and read.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from autograder.repositories.addresses import Address
from autograder.repositories.git_errors import GitError, Gone, Stopped, Theirs, TooMuch, explained

SHA = re.compile(r"[0-9a-f]{40}")
_LIMITED = str(Path(__file__).with_name("limited.py"))
_BRANCH = re.compile(r"[^\s~^:?*\[\\\x00-\x1f\x7f-]{1}[^\s~^:?*\[\\\x00-\x1f\x7f]{0,200}")
_MOST_SAID = 20_000
_CONFIG = (
    *("protocol.allow=never", "protocol.version=2", "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.symlinks=false"),
    *("core.alternateRefsCommand=", "core.attributesFile=/dev/null", "core.askPass=", "credential.helper="),
    *("gc.auto=0", "maintenance.auto=false", "submodule.recurse=false", "fetch.recurseSubmodules=false"),
    # One file for all that is fetched, whose size can be limited, and every object in it is looked at.
    *("fetch.fsckObjects=true", "fetch.unpackLimit=1", "fetch.writeCommitGraph=false"),
    # What is larger is passed through, and not held in memory.
    *("core.bigFileThreshold=1m", "pack.threads=1", "http.lowSpeedLimit=1000", "http.lowSpeedTime=30"),
)
_OF_AN_EMPTY_ONE = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
_SSH = "ssh -oBatchMode=yes -oConnectTimeout=20 -oForwardAgent=no -oForwardX11=no -oClearAllForwardings=yes"
_TAKEN = {
    "file": ("PATH", "TMPDIR"),
    "ssh": ("PATH", "TMPDIR", "HOME", "SSH_AUTH_SOCK"),
    "https": (
        *(
            "PATH",
            "TMPDIR",
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_RUNTIME_DIR",
            "DBUS_SESSION_BUS_ADDRESS",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
        ),
        *("GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"),
    ),
}
"""What git is given of our own environment, by protocol."""
_TOKEN = "AUTOGRADER_TOKEN"
_GIVES_TOKEN = f'!f() {{ test "$1" = get && echo username=x-access-token && echo "password=${_TOKEN}"; }}; f'


@dataclass(frozen=True)
class Bounds:
    """What one repository may take."""

    pack: int = 256 << 20
    """Bytes of all that is fetched of one commit, compressed."""
    seconds: float = 120.0
    """Of one call of git, whatever it waits for."""
    processor: int = 60
    """Seconds of processor time of one call of git."""
    memory: int = 4 << 30
    """Bytes of address space of a call that reaches no helper of https; for that a single piece of at most `piece`."""
    piece: int = 512 << 20
    listing: int = 16 << 20
    """Bytes of the list of files."""
    entries: int = 100_000
    """Files in a repository."""
    commits: int = 5_000
    """How far back a history is looked through."""
    file: int = 64 << 20
    """Bytes of one file; larger ones stay on the server, where it can do that."""


@dataclass(frozen=True)
class Credentials:
    """What git may show a server over https. A token goes to its host only, and `ask`, GIT_ASKPASS's program, to any."""

    ask: str = ""
    helpers: tuple[tuple[str, str], ...] = ()
    """Keys and values of the caller's own configuration, below `credential.`."""
    token: str = ""
    host: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of a repository's list of files. `size` is None of what isn't there, as it is too large, and of submodules."""

    mode: str
    sha: str
    size: int | None
    path: str


@dataclass(frozen=True)
class Tip:
    """Where a branch stands. `branch` is None where the server doesn't say which is the default one."""

    sha: str
    branch: str | None


@dataclass
class Git:
    """Starts git. `fetches` counts the calls that fetched."""

    bounds: Bounds = Bounds()
    credentials: Credentials = Credentials()
    stopped: Callable[[], bool] = lambda: False
    fetches: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def tip(self, where: Address, branch: str | None) -> Tip | None:
        """Where a branch, or the default one, stands; None if there is no such, as in an empty repository. Raises GitError.

        No other branch is asked for, so that ten thousand of them cost nothing.
        """
        wanted = "HEAD" if branch is None else f"refs/heads/{branch}"
        said = self._run(["ls-remote", "--symref", "--", "from", wanted], None, where, self.bounds.listing)
        sha, name = None, branch
        for line in said.decode("utf-8", "replace").splitlines():
            value, _, ref = line.partition("\t")
            if ref != wanted:
                continue
            if value.startswith("ref: refs/heads/") and branch is None:
                found = value.removeprefix("ref: refs/heads/")
                name = found if is_branch(found) else None
            elif SHA.fullmatch(value):
                sha = value
        return Tip(sha, name) if sha is not None else None

    def tips(self, where: Address, branches: Sequence[str]) -> dict[str, str]:
        """Where those of the branches stand that are there, by one call. Raises GitError."""
        wanted = {f"refs/heads/{branch}": branch for branch in branches}
        said = self._run(["ls-remote", "--", "from", *wanted], None, where, self.bounds.listing)
        rows = (line.partition("\t") for line in said.decode("utf-8", "replace").splitlines())
        found = {wanted[ref]: value for value, _, ref in rows if ref in wanted and SHA.fullmatch(value)}
        return {branch: found[branch] for branch in branches if branch in found}

    @contextmanager
    def fetched(self, where: Address, sha: str, branch: str | None = None, depth: int = 1) -> Iterator[Path]:
        """A repository with the commit `sha` and its files, for as long as the context lasts. Raises GitError.

        Where a server gives no commit by its hash, `depth` commits of `branch` are fetched, among which it should be.
        """
        with self._empty() as folder:
            kinds = [f"--filter=blob:limit={self.bounds.file + 1}"]
            try:
                self._fetch(folder, where, 1, kinds, sha)
            except Gone:
                if branch is None or depth > self.bounds.commits:
                    raise
                self._fetch(folder, where, depth, kinds, f"refs/heads/{branch}")
                if not self._has(folder, sha):
                    raise
            yield folder

    def history(self, where: Address, sha: str, depth: int, merged_too: bool = False) -> tuple[list[tuple[str, int]], bool]:
        """The commits from `sha` back, with their committers' times, and whether that is all; by first parents, or all of them.

        Raises GitError.
        """
        with self._empty() as folder:
            self._fetch(folder, where, depth, ["--filter=tree:0"], sha)
            which = [] if merged_too else ["--first-parent"]
            command = ["log", *which, "--format=%H %ct", sha, "--"]
            lines = self._run(command, folder, None, self.bounds.listing).decode("ascii", "replace").split("\n")
            found = [(line[:40], _number(line[41:])) for line in lines if SHA.fullmatch(line[:40])]
            return found, not (folder / "shallow").exists()

    def time(self, folder: Path, sha: str) -> int:
        """The committer's time of a commit, in seconds."""
        said = self._run(["log", "-1", "--format=%ct", sha, "--"], folder, None, self.bounds.listing)
        return _number(said.decode("ascii", "replace").strip())

    def files(self, folder: Path, sha: str) -> list[Entry]:
        """All that a commit lists. Raises GitError if it is too much."""
        much = f"has more than {self.bounds.entries:,} files: ask for a repository without what can be made anew, such as .venv"
        try:
            listed = self._run(["ls-tree", "-r", "-l", "-z", "--full-tree", sha], folder, None, self.bounds.listing)
        except TooMuch:
            raise Theirs(much) from None
        lines = listed.split(b"\0")
        if len(lines) - 1 > self.bounds.entries:
            raise Theirs(much)
        found = []
        for line in lines:
            facts, _, path = line.partition(b"\t")
            words = facts.decode("ascii", "replace").split()
            if len(words) == 4:
                size = int(words[3]) if words[3].isdigit() else None
                found.append(Entry(words[0], words[2], size, path.decode("utf-8", "surrogateescape")))
        return found

    def contents(self, folder: Path, entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """What stands in files, whose sizes are known, one after another. Raises GitError."""
        size = sum(entry.size or 0 for entry in entries) + 200 * len(entries) + 1000
        asked = "".join(f"{entry.sha}\n" for entry in entries).encode()
        with self._ran(["cat-file", "--batch", "--buffer"], folder, None, size, asked) as said:
            for entry in entries:
                words = said.readline(200).split()
                if len(words) != 3 or words[1] != b"blob" or int(words[2]) != entry.size:
                    raise GitError("a file of it couldn't be read; run it again")
                yield entry, said.read(entry.size)
                said.read(1)

    def _has(self, folder: Path, sha: str) -> bool:
        try:
            self._run(["cat-file", "-e", f"{sha}^{{commit}}"], folder, None, 1000)
        except GitError:
            return False
        return True

    @contextmanager
    def _empty(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="autograder-pull-") as above:
            folder = Path(above, "git")
            self._run(["init", "--quiet", "--bare", "--template=", "--", str(folder)], None, None, 1 << 20)
            yield folder

    def _fetch(self, folder: Path, where: Address, depth: int, kinds: list[str], what: str) -> None:
        with self._lock:
            self.fetches += 1
        plain = ["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance"]
        try:
            self._run(["fetch", *plain, f"--depth={depth}", *kinds, "--", "from", what], folder, where, self.bounds.pack)
            # It holds now whom to ask for what was left out, and git's reading ends where it can't ask.
            (folder / "config").write_text(_OF_AN_EMPTY_ONE)
        except GitError as e:
            # What was killed at the limit says nothing, and leaves a file of just that size.
            written = max((file.stat().st_size for file in (folder / "objects" / "pack").glob("*")), default=0)
            if not isinstance(e, TooMuch) and written < self.bounds.pack:
                raise
            size = f"{self.bounds.pack >> 20} MiB"
            raise Theirs(f"is larger than {size}: ask for one without large data, or copy its notebook by hand") from None

    def _run(self, command: list[str], folder: Path | None, where: Address | None, size: int) -> bytes:
        with self._ran(command, folder, where, size) as said:
            return said.read(self.bounds.listing)

    @contextmanager
    def _ran(
        self, command: list[str], folder: Path | None, where: Address | None, size: int, given: bytes = b""
    ) -> Iterator["tempfile._TemporaryFileWrapper[bytes]"]:
        """What a command of git's printed, in a file, whose size is limited as that of every other file it writes."""
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            asked.write(given)
            asked.seek(0)
            memory = self.bounds.memory if where is None or where.protocol != "https" else 0
            limits = [str(size), str(self.bounds.processor), str(memory)]
            options = [f"--git-dir={folder}"] if folder is not None else []
            settings = [part for line in (*_CONFIG, *self._settings(where)) for part in ("-c", line)]
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", _LIMITED, *limits, "git", *options, *settings, *command],
                stdin=asked,
                stdout=out,
                stderr=err,
                cwd="/",
                env=self._environment(where),
                start_new_session=True,
            )
            is_late = self._wait(process)
            out.seek(0)
            err.seek(0)
            told = err.read(_MOST_SAID).decode("utf-8", "replace")
            if is_late:
                raise GitError(f"took more than {self.bounds.seconds:g} seconds, and was given up; run it again")
            if process.returncode:
                raise explained(process.returncode, told, self.credentials.token)
            yield out  # type: ignore[misc]

    def _wait(self, process: "subprocess.Popen[bytes]") -> bool:
        """Wait for git to end, end whatever it has started, and return whether it took too long. Raises Stopped."""
        until, pause, is_late, is_stopped = time.monotonic() + self.bounds.seconds, 0.001, False, False
        try:
            # It is looked at without being reaped: so its number, which is its group's too, can't be another's yet.
            while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
                is_late, is_stopped = time.monotonic() > until, self.stopped()
                if is_late or is_stopped:
                    break
                time.sleep(pause)
                pause = min(2 * pause, 0.05)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if is_stopped:
            raise Stopped
        return is_late

    def _settings(self, where: Address | None) -> Iterator[str]:
        if where is None:
            return
        yield f"protocol.{where.protocol}.allow=always"
        yield f"remote.from.url={where.url}"
        if where.protocol == "https":
            yield from (f"{key}={value}" for key, value in self.credentials.helpers)
            if self._is_for(where):
                yield f"credential.https://{where.site}.helper={_GIVES_TOKEN}"

    def _is_for(self, where: Address) -> bool:
        return bool(self.credentials.token) and where.protocol == "https" and where.host == self.credentials.host

    def _environment(self, where: Address | None) -> dict[str, str]:
        kept = _TAKEN["file" if where is None else where.protocol]
        found = {name: os.environ[name] for name in kept if name in os.environ}
        found |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        found |= {"GIT_NO_LAZY_FETCH": "1", "GIT_PROTOCOL_FROM_USER": "0", "GIT_ALLOC_LIMIT": str(self.bounds.piece)}
        if where is not None and where.protocol == "ssh":
            found |= {"GIT_SSH_COMMAND": _SSH, "GIT_SSH_VARIANT": "ssh"}
        if where is not None and where.protocol == "https" and self.credentials.ask:
            found["GIT_ASKPASS"] = self.credentials.ask
        if where is not None and self._is_for(where):
            found[_TOKEN] = self.credentials.token
        return found


def _number(text: str) -> int:
    """A time as git prints it, of which none is later than a year that can be told."""
    return min(int(text[:20]), 250_000_000_000) if text[:20].isdigit() else 0


def is_branch(name: str) -> bool:
    """Whether a branch can be called so."""
    return _BRANCH.fullmatch(name) is not None and ".." not in name


def of_caller() -> tuple[tuple[str, str], ...]:
    """The credential helpers that the caller's own configuration names."""
    command = ["git", "config", "--global", "-z", "--get-regexp", r"^credential\."]
    try:
        said = subprocess.run(command, capture_output=True, check=False, cwd="/", timeout=10).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    pairs = (line.partition("\n") for line in said.decode("utf-8", "replace").split("\0"))
    return tuple((key, value) for key, there, value in pairs if there and "=" not in key)
