"""Bare git repositories for tests, as students have them and as nobody should: made by git's own fast-import."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

CLEAN = {"PATH": os.environ.get("PATH", os.defpath), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C"}
START = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Link:
    """A symbolic link."""

    to: str


@dataclass(frozen=True)
class Submodule:
    """A link to another repository's commit."""

    sha: str = "1" * 40


@dataclass(frozen=True)
class Program:
    """A file that may be executed."""

    text: str


Content = str | bytes | Link | Submodule | Program


def notebook(answer: str = "1") -> str:
    """A notebook with one cell."""
    cell: dict[str, object] = {
        "cell_type": "code",
        "source": f"x = {answer}",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "id": "a",
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def git(folder: Path, *command: str, given: bytes = b"") -> str:
    """What git says in a bare repository. It must be installed."""
    assert shutil.which("git"), "these tests need git: install it (apt-get install git)"
    done = subprocess.run(["git", f"--git-dir={folder}", *command], input=given, capture_output=True, env=CLEAN, check=False)
    assert done.returncode == 0, (command, done.stderr[-2000:])
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def made(folder: Path, *commits: tuple[datetime | int, dict[str, Content]], branch: str = "main", filters: bool = True) -> Path:
    """A bare repository with these commits, each a time and all files that are new in it; a file's text None isn't there."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(folder))
        git(folder, "config", "uploadpack.allowFilter", "true" if filters else "false")
    if commits:
        git(folder, "fast-import", "--quiet", "--force", given=b"".join(_commit(branch, *commit) for commit in commits))
    return folder


def add(
    folder: Path, at: datetime | int, files: dict[str, Content], branch: str = "main", before: str = "", merged: str = ""
) -> str:
    """One commit more, after the branch's last one or after `before`, and perhaps with another merged into it; its hash."""
    before = before or git(folder, "rev-parse", branch)
    git(folder, "fast-import", "--quiet", "--force", given=_commit(branch, at, files, before, merged))
    return tip(folder, branch)


def tip(folder: Path, branch: str = "main") -> str:
    """Where a branch stands."""
    return git(folder, "rev-parse", branch)


def _commit(branch: str, at: datetime | int, files: dict[str, Content], before: str = "", merged: str = "") -> bytes:
    seconds = at if isinstance(at, int) else int(at.timestamp())
    lines = [f"commit refs/heads/{branch}\ncommitter Ada <ada@example.org> {seconds} +0000\ndata 4\nwork\n".encode()]
    if before:
        lines.append(f"from {before}\n".encode())
    if merged:
        lines.append(f"merge {merged}\n".encode())
    for path, content in files.items():
        lines.append(_file(path, content))
    return b"".join([*lines, b"\n"])


def _file(path: str, content: Content) -> bytes:
    quoted = "".join(c if " " <= c <= "~" and c not in '"\\' else "".join(f"\\{b:03o}" for b in c.encode()) for c in path)
    name = f'"{quoted}"'.encode()
    if isinstance(content, Submodule):
        return b"M 160000 " + content.sha.encode() + b" " + name + b"\n"
    mode = b"120000" if isinstance(content, Link) else b"100755" if isinstance(content, Program) else b"100644"
    text = content.to if isinstance(content, Link) else content.text if isinstance(content, Program) else content
    data = text.encode() if isinstance(text, str) else text
    return b"M " + mode + b" inline " + name + b"\ndata " + str(len(data)).encode() + b"\n" + data + b"\n"


def with_many_branches(folder: Path, many: int) -> Path:
    """The same repository with as many other branches, which git lists from one file."""
    sha = tip(folder)
    lines = [f"{sha} refs/heads/{name}\n" for name in sorted(f"other-{at}" for at in range(many))]
    (folder / "packed-refs").write_text("# pack-refs with: peeled fully-peeled sorted \n" + "".join(lines))
    return folder


def bomb(folder: Path, levels: int = 10) -> Path:
    """A repository of a few hundred bytes that lists ten to the power of `levels` notebooks."""
    made(folder)
    blob = git(folder, "hash-object", "-w", "--stdin", given=b"{}")
    tree = git(folder, "mktree", given="".join(f"100644 blob {blob}\tn{at}.ipynb\n" for at in range(10)).encode())
    for _ in range(levels - 1):
        tree = git(folder, "mktree", given="".join(f"040000 tree {tree}\td{at}\n" for at in range(10)).encode())
    return committed(folder, tree)


def committed(folder: Path, tree: str) -> Path:
    """A commit of a tree that was made by hand."""
    who = f"Ada <ada@example.org> {int(START.timestamp())} +0000"
    commit = git(
        folder,
        "hash-object",
        "-t",
        "commit",
        "-w",
        "--literally",
        "--stdin",
        given=f"tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n".encode(),
    )
    git(folder, "update-ref", "refs/heads/main", commit)
    return folder


def with_an_evil_tree(folder: Path, name: bytes) -> Path:
    """A commit whose tree has a file of a name that git itself would never write down."""
    made(folder)
    blob = git(folder, "hash-object", "-w", "--stdin", given=notebook().encode())
    inner = b"100644 " + name + b"\0" + bytes.fromhex(blob)
    tree = git(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=inner)
    return committed(folder, tree)
