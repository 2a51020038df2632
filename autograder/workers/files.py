"""The files beside a notebook: into a worker's scratch folder, and what its code wrote back out of it.

What comes back was written by a student's code: only plain files are read, never through a link, and no more of them
than a worker may write.
"""

import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.handed_in import Bounds, copy, is_handed_in, is_plain
from autograder.sandbox.limits import MAX_FILES
from autograder.text.places import visible

MAX_DEPTH = 20


@dataclass
class Given:
    """What was put into a scratch folder: size and time of each file by its path, how much that is, and what was left out."""

    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    size: int = 0
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Beside:
    """The folder in which a student's notebook stands, and the folder above it below which no link is followed."""

    folder: Path
    top: Path


MOST_GIVEN = Bounds(file=4 << 30, bytes=8 << 30, files=200_000)
"""Of what is put into a scratch folder: the course's own data lie there too. A student's files were bounded when they came in."""


def put(folder: Path, scratch: Path, is_ours: bool = False, beside: Beside | None = None) -> Given:
    """Copy the plain files of `folder` and its subfolders, but for notebooks, into `scratch`.

    Links are followed where the folder `is_ours`, the course's own, as nbgrader follows them when it releases it. What a
    student's own folder holds `beside` the notebook comes to it, within the bounds of what is handed in, and replaces nothing.
    """
    given = Given()
    if is_ours:
        given.left_out = _copy_ours(folder, scratch)
    else:
        given.left_out = copy(folder, scratch, lambda parts, _: not parts[-1].endswith(".ipynb"), MOST_GIVEN, folder)
    if beside is not None:

        def wanted(parts: tuple[str, ...], is_folder: bool) -> bool:
            # os.path, since a Path raises for a name that is longer than a path can be.
            return is_handed_in(parts, is_folder) and not os.path.isfile(scratch.joinpath(*parts))

        given.left_out += copy(beside.folder, scratch, wanted, Bounds(), beside.top)
    for above, _, names in os.walk(scratch):
        for name in names:
            now = (copied := Path(above, name)).stat()
            given.files[str(copied.relative_to(scratch))] = (now.st_size, now.st_mtime_ns)
            given.size += now.st_blocks * 512
    return given


def _copy_ours(folder: Path, scratch: Path) -> list[str]:
    """Copy the course's own files; returns a sentence for each that can't be had."""
    left_out, seen = [], set()
    for above, folders, names in os.walk(folder, followlinks=True):
        to = scratch / Path(above).relative_to(folder)
        if (real := os.path.realpath(above)) in seen:
            folders.clear()  # a link that leads in a circle
            continue
        seen.add(real)
        to.mkdir(exist_ok=True)
        for name in names:
            file = Path(above, name)
            if name.endswith(".ipynb"):
                continue
            try:
                if not file.is_file():
                    raise FileNotFoundError("it is no file, or a link to nothing")
                shutil.copyfile(file, to / name)
            except OSError as e:
                why = visible(f"{file} couldn't be given to the notebook: {e}")
                left_out.append(f"The course's own file {why}.")
    return left_out


def below(folder: Path, name: str) -> Path:
    """The path `name` in `folder`, free to be written: what was handed in under it, or in the way to it, gives way."""
    path = folder
    for part in Path(name).parts[:-1]:
        path /= part
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            path.unlink()
        path.mkdir(exist_ok=True)
    path /= Path(name).name
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    return path


def bring_back(scratch: int, given: Given, folder: Path, ignored: Callable[[str], bool], most: int) -> str | None:
    """Copy what is new or changed in the open folder `scratch` to `folder`; returns a sentence if it was more than `most` bytes.

    Notebooks, hidden files, timestamp.txt (by which nbgrader tells whether a submission is new), names that are
    `ignored` and those that can't be shown stay behind.
    """
    left, count = most, MAX_FILES
    missing: str | None = None
    for above, folders, names, above_fd in os.fwalk(".", dir_fd=scratch, follow_symlinks=False):
        inside = Path(above)
        folders[:] = [name for name in folders if not name.startswith(".") and is_plain(name) and not ignored(name)]
        if len(inside.parts) >= MAX_DEPTH:
            folders.clear()  # deeper than anybody needs, and os.fwalk goes down by recursion
        for name in sorted(names):
            path = inside / name
            if name.startswith(".") or name.endswith(".ipynb") or str(path) == "timestamp.txt":
                continue
            if not is_plain(name) or ignored(name):
                continue
            try:
                # Not a link that the student's code left, nor a pipe that would never end.
                fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=above_fd)
            except OSError:
                continue
            with open(fd, "rb") as opened:
                now = os.fstat(fd)
                if not stat.S_ISREG(now.st_mode) or given.files.get(str(path)) == (now.st_size, now.st_mtime_ns):
                    continue
                left, count = left - now.st_size, count - 1
                if left < 0 or count < 0:
                    return "What the notebook wrote was too much to keep; some of its files are missing here."
                data = opened.read(now.st_size)
            try:
                _write(folder / path, data)
            except OSError:  # a name too long, or a folder where a file was
                missing = "Some files that the notebook wrote couldn't be kept: a name is too long, or stands for something else."
    return missing


def written(scratch: int, pid: int, most: int, files: int) -> bool:
    """Whether more than `most` bytes or `files` files lie in the open folder `scratch`, or are held open by process `pid` after
    they were removed from it.
    """
    size, count, device = 0, 0, os.fstat(scratch).st_dev
    for _, folders, names, at in os.fwalk(".", dir_fd=scratch, follow_symlinks=False):
        count += len(folders) + len(names)
        for name in names:
            try:
                size += os.stat(name, dir_fd=at, follow_symlinks=False).st_blocks * 512
            except OSError:
                continue
        if size > most or count > files:
            return True
    return size + sum(_removed(pid, device).values()) > most


def _removed(pid: int, device: int) -> dict[int, int]:
    """The bytes of each removed file that a process still holds, open or as memory, by the file's number on `device`."""
    found: dict[int, int] = {}
    try:
        for line in Path(f"/proc/{pid}/maps").read_text(errors="replace").splitlines():
            addresses, _, _, on, number, *_ = line.split(maxsplit=5)
            major, _, minor = on.partition(":")
            if line.endswith(" (deleted)") and os.makedev(int(major, 16), int(minor, 16)) == device:
                low, _, high = addresses.partition("-")
                found[int(number)] = found.get(int(number), 0) + int(high, 16) - int(low, 16)
        for fd in os.listdir(f"/proc/{pid}/fd"):
            try:
                held = os.stat(f"/proc/{pid}/fd/{fd}")
            except OSError:
                continue
            if held.st_dev == device and held.st_nlink == 0 and stat.S_ISREG(held.st_mode):
                found[held.st_ino] = max(found.get(held.st_ino, 0), held.st_blocks * 512)
    except OSError:  # it has ended
        pass
    return found


def _write(path: Path, data: bytes) -> None:
    """Write a file in the place of what is there, read-only or not."""
    if path.is_dir():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)
