"""What students handed in, opened as a hostile place: the only module that opens files below `submitted/`.

A file there may be a link to the gradebook, a pipe that never ends, a device, three gigabytes of nothing, or bear a name that
forges a line of a log. So a path is walked part by part from a folder that the instructor named, no link is followed below
it, only plain files are opened, and no more is read than was asked for.
"""

import errno
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

MAX_FILE, MAX_BYTES, MAX_FILES, MAX_DEPTH = 64 << 20, 256 << 20, 10_000, 20
"""What is copied of one student's folder: bytes of a file and of all, files, folders in one another."""
TIMESTAMP = "timestamp.txt"
"""The file in which nbgrader, and who fetches for it, keeps when something was handed in."""
MADE_OF_SOURCE = ("release", "solutions", "solution")
"""Folders with what nbgrader makes of `source/`."""
OF_A_COURSE = ("source", *MADE_OF_SOURCE, "submitted", "autograded", "feedback")
"""Folders of a course to whose names nbgrader, or this kit, gives a meaning: no student is called so."""
NOT_THERE = "isn't there"
"""The text of Refused for a file that there isn't."""
_MAX_NAME = 100
_CHUNK = 1 << 20
_AS_A_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Not blocking: the other end of a pipe may never come. Not following: the name may have become a link just now.
_AS_A_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

_KINDS = {
    stat.S_IFLNK: "is a link, and links aren't followed",
    stat.S_IFIFO: "is a pipe",
    stat.S_IFSOCK: "is a socket",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
    stat.S_IFDIR: "is a folder",
}


Wanted = Callable[[tuple[str, ...], bool], bool | str]
"""Says of a file, or a folder (the bool), by its parts below the folder that is copied, whether it is copied: `copy`."""


class Refused(Exception):
    """A file isn't opened; the text says why and goes behind its name: "is a link, and links aren't followed"."""


class NotEntered(Refused):
    """As Refused, but for a folder on the way to the file."""


class OutOfReach(Refused):
    """A file that may well be as it should, but that this process can't get at: a right, a disk, a server is missing."""


def is_plain(name: str) -> bool:
    """Whether a name can stand in a line of text and in a database as it is: nothing in it is invisible, and no other name
    looks the same by it.
    """
    return not _odd(name)


_JOINERS = "\u200c\u200d"
_FIRST_JOINED = "\u0590"
"""From here on begin the scripts that are written with joiners: Persian's, Hindi's; and so do emoji."""


def _odd(name: str) -> set[int]:
    """Where in `name` something stands that can't be seen, turns the direction of writing, or ends a line."""
    return {
        at
        for at, character in enumerate(name)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and not (character in _JOINERS and 0 < at < len(name) - 1 and name[at - 1] >= _FIRST_JOINED)
    }


def shown(name: str) -> str:
    """A name as text that can be shown, stored, and used for a folder: itself, or with what is odd in it written out."""
    odd = _odd(name)
    if not odd:
        return name
    text = "".join(c.encode("unicode_escape").decode() if at in odd or c == "\\" else c for at, c in enumerate(name))
    if len(text) <= _MAX_NAME:
        return text
    return f"{text[:_MAX_NAME]}-{sha256(os.fsencode(name)).hexdigest()[:8]}"


def opened(path: Path, top: Path | None = None) -> int:
    """A descriptor of the plain file `path`. Below `top`, else below the file's own folder, no link is followed.

    Raises Refused.
    """
    top = path.parent if top is None else top
    parts = path.relative_to(top).parts
    if not parts or ".." in parts:
        raise Refused("is no file below that folder")
    try:
        folder = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as e:
        raise _refusal(e) from e
    try:
        for part in parts[:-1]:
            folder = _down(folder, part)
        return _plain_file(folder, parts[-1])
    finally:
        os.close(folder)


def _down(folder: int, name: str) -> int:
    """The folder `name` in `folder`, which is closed if all went well. Raises Refused."""
    try:
        lower = os.open(name, _AS_A_FOLDER, dir_fd=folder)
    except OSError as e:
        kind = _kind(folder, name)
        if kind == stat.S_IFLNK:
            raise NotEntered(f"stands in {shown(name)}, which {_KINDS[kind]}") from e
        raise _refusal(e, NotEntered) from e
    os.close(folder)
    return lower


def _plain_file(folder: int, name: str) -> int:
    """Raises Refused. Asks for the kind first, since already the opening of a device may do something."""
    kind = _kind(folder, name)
    if kind in _KINDS:
        raise Refused(_KINDS[kind])
    try:
        fd = os.open(name, _AS_A_FILE, dir_fd=folder)
    except OSError as e:
        raise _refusal(e) from e
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise Refused("is no plain file")
    return fd


def _kind(folder: int, name: str) -> int | None:
    try:
        return stat.S_IFMT(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except (OSError, ValueError):
        return None


# What lies in the name or in the kind of the file, so that nobody could open it.
_OF_THE_FILE = {
    errno.ENOENT,
    errno.ENOTDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.EINVAL,
    errno.EISDIR,
    errno.EILSEQ,
    errno.ENXIO,
}


def is_out_of_reach(e: OSError) -> bool:
    """Whether something else than the file itself keeps it from being opened here."""
    return e.errno not in _OF_THE_FILE


def _refusal(e: OSError, kind: type[Refused] = Refused) -> Refused:
    """How `e` is told to who asked for the file."""
    if is_out_of_reach(e):
        return OutOfReach(f"can't be read here ({e.strerror})")
    return kind(NOT_THERE if e.errno == errno.ENOENT else f"can't be opened ({e.strerror})")


def read(path: Path, most: int, top: Path | None = None) -> bytes:
    """What the plain file `path` holds, if that is no more than `most` bytes. Raises Refused."""
    with open(opened(path, top), "rb") as file:
        # By its size first: of three gigabytes of nothing none is read. Then by what is read, since a size can lie.
        size = os.fstat(file.fileno()).st_size
        try:
            data = file.read(most + 1) if size <= most else b""
        except OSError as e:
            raise _refusal(e) from e
    if size > most or len(data) > most:
        raise Refused(f"is larger than {most >> 20} MiB" if most >= 1 << 20 else f"is larger than {most} bytes")
    return data


@dataclass
class Bounds:
    """How much is copied of a folder."""

    file: int = MAX_FILE
    bytes: int = MAX_BYTES
    files: int = MAX_FILES


@dataclass
class LeftOut:
    """What wasn't copied, in sentences: a few by name, and how many more."""

    told: list[str] = field(default_factory=list)
    more: int = 0

    def add(self, path: str, why: str) -> None:
        if len(self.told) < 5:
            self.told.append(f"The file {shown(path)} was left out: it {why}.")
        else:
            self.more += 1

    def sentences(self) -> list[str]:
        return [*self.told, *([f"{self.more} more files were left out."] if self.more else [])]


def copy(folder: Path, to: Path, wanted: Wanted, bounds: Bounds, top: Path) -> list[str]:
    """Copy the plain files in and below `folder`, which stands below `top`, to the folder `to`; returns what was left out.

    `wanted` says True of what is copied, False of what stays behind without a word, and of any other a clause that says why.
    Nothing below `to` may be a link (`only_plain`).
    """
    left_out = LeftOut()
    _take(folder, lambda parts, file, size: _write(to.joinpath(*parts), file, size), wanted, bounds, top, left_out)
    return left_out.sentences()


def digest(folder: Path, wanted: Wanted, bounds: Bounds, top: Path) -> str:
    """A text that changes whenever something of what `copy` would copy does, or of why it leaves something out."""
    left_out, found = LeftOut(), sha256()

    def add(parts: tuple[str, ...], file: BinaryIO, size: int) -> None:
        found.update(f"{'/'.join(parts)}\0{size}\0".encode("utf-8", "surrogateescape"))
        while size > 0 and (chunk := file.read(min(size, _CHUNK))):
            found.update(chunk)
            size -= len(chunk)

    _take(folder, add, wanted, bounds, top, left_out)
    found.update("\n".join(left_out.sentences()).encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def is_handed_in(parts: tuple[str, ...], is_folder: bool) -> bool:
    """Whether a file or folder of a student's comes to their notebook: `Wanted`."""
    name = parts[-1]
    return not name.startswith(".") and name != "__pycache__" and not name.endswith(".ipynb")


def beside(folder: Path, top: Path) -> str:
    """The `digest` of what comes to a notebook in `folder`, but for the time at which it was handed in."""
    return digest(folder, lambda parts, is_folder: parts != (TIMESTAMP,) and is_handed_in(parts, is_folder), Bounds(), top)


@dataclass(frozen=True)
class Lying:
    """What lies below a folder at the path `parts`: of which kind (`stat.S_IFMT`), and how large. `data` is what a plain file
    holds, None where that isn't wanted or is too much.
    """

    parts: tuple[str, ...]
    kind: int
    size: int = 0
    data: bytes | None = None


def way(path: Path, top: Path, most: int) -> list[Lying]:
    """The folders from `top` down to the file `path`, and the file, as far as they are there: what `read` would find. No link is
    followed. Raises OutOfReach.
    """
    parts, found = path.relative_to(top).parts, []
    for depth in range(1, len(parts) + 1):
        here = parts[:depth]
        state = _state(top.joinpath(*here), top)
        if state is None:
            break
        found.append(_lying(here, state, top, most))
        if not stat.S_ISDIR(state.st_mode):
            break
    return found


def all_below(folder: Path, top: Path, wanted: Wanted, bounds: Bounds, left_out: LeftOut) -> Iterator[Lying]:
    """All that lies in and below `folder`: what `copy` would look at, in its order, with the data of what it would copy.
    `left_out` is told of what can't be read here.
    """
    waiting, seen, size = [folder.relative_to(top).parts], 0, 0
    while waiting and seen <= 4 * bounds.files:
        here = waiting.pop()
        inside = here[len(folder.relative_to(top).parts) :]
        lower = []
        try:
            names = _names(top.joinpath(*here), top, 4 * bounds.files)
        except OutOfReach as e:
            left_out.add("/".join(inside) or folder.name, str(e))
            continue
        except Refused:  # no folder, which shows there too
            continue
        for name, _ in names:
            seen += 1
            state = _state(top.joinpath(*here, name), top)
            if state is None:
                continue
            is_wanted = wanted((*inside, name), stat.S_ISDIR(state.st_mode)) is True and size < bounds.bytes
            try:
                found = _lying((*here, name), state, top, bounds.file if is_wanted else 0)
            except OutOfReach as e:
                left_out.add("/".join((*inside, name)), str(e))
                continue
            size += len(found.data or b"")
            yield found
            if stat.S_ISDIR(state.st_mode) and len(inside) + 1 < MAX_DEPTH and wanted((*inside, name), True):
                lower.append((*here, name))
        waiting += reversed(lower)


def _state(path: Path, top: Path) -> os.stat_result | None:
    """The state of what lies at `path`, no link followed; None where nothing does, or no way leads to it. Raises OutOfReach."""
    folder = -1
    try:
        folder = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for part in path.relative_to(top).parts[:-1]:
            folder = _down(folder, part)
        return os.stat(path.name, dir_fd=folder, follow_symlinks=False)
    except OSError as e:
        if is_out_of_reach(e):
            raise _refusal(e) from e
        return None
    except NotEntered:
        return None
    finally:
        if folder >= 0:
            os.close(folder)


def _lying(parts: tuple[str, ...], state: os.stat_result, top: Path, most: int) -> Lying:
    kind = stat.S_IFMT(state.st_mode)
    data = None
    if kind == stat.S_IFREG and 0 < state.st_size <= most:
        try:
            data = read(top.joinpath(*parts), most, top)
        except OutOfReach:
            raise
        except Refused:  # it became another one just now
            data = None
    return Lying(parts, kind, state.st_size if data is None else len(data), data)


def _take(
    folder: Path,
    take: Callable[[tuple[str, ...], BinaryIO, int], None],
    wanted: Wanted,
    bounds: Bounds,
    top: Path,
    left_out: LeftOut,
) -> None:
    """Give each file that is wanted, opened and with its size, to `take`, which may refuse it as well."""
    size = files = 0
    for parts, refused in _listed(folder, top, wanted, bounds.files):
        name = "/".join(parts)
        if refused is not None:
            left_out.add(name, refused)
            continue
        if files >= bounds.files:
            left_out.add(name, f"is one of more than {bounds.files:,} files")
            continue
        try:
            with open(opened(folder.joinpath(*parts), top), "rb") as file:
                now = os.fstat(file.fileno()).st_size
                if now > bounds.file:
                    raise Refused(f"is larger than {_mib(bounds.file)}")
                if size + now > bounds.bytes:
                    raise Refused(f"would make more than {_mib(bounds.bytes)} with the others")
                take(parts, file, now)
        except Refused as e:
            left_out.add(name, str(e))
            continue
        size, files = size + now, files + 1


def _mib(size: int) -> str:
    return f"{size >> 20} MiB"


def _listed(folder: Path, top: Path, wanted: Wanted, most: int) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The files in and below `folder`, or what is no file, each with why it can't be one; not deeper than MAX_DEPTH."""
    waiting: list[tuple[str, ...]] = [()]
    seen = 0
    while waiting:
        here = waiting.pop()
        try:
            names = _names(folder.joinpath(*here), top, 4 * most)
        except Refused as e:
            yield here or (folder.name,), str(e)
            continue
        lower = []
        for name, kind in names:
            parts = (*here, name)
            seen += 1
            if seen > 4 * most:
                yield parts, "and others stand in a folder with too much in it"
                return
            asked = wanted(parts, kind == stat.S_IFDIR)
            if asked is False:
                continue
            if not is_plain(name):
                yield parts, "has a name with characters that can't be shown"
            elif asked is not True:
                yield parts, str(asked)
            elif kind == stat.S_IFDIR:
                if len(parts) >= MAX_DEPTH:
                    yield parts, f"is more than {MAX_DEPTH} folders deep"
                else:
                    lower.append(parts)
            else:
                yield parts, _KINDS.get(kind or 0)
        waiting += reversed(lower)


def _names(folder: Path, top: Path, most: int) -> list[tuple[str, int | None]]:
    """The names in a folder below `top`, in order, each with its kind; `most` and one at the most. Raises Refused."""
    try:
        fd = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as e:
        raise _refusal(e) from e
    try:
        for part in folder.relative_to(top).parts:
            fd = _down(fd, part)
        found = []
        with os.scandir(fd) as entries:
            for entry in entries:
                found.append((entry.name, _kind(fd, entry.name)))
                if len(found) > most:
                    break
        return sorted(found)
    except OSError as e:
        raise _refusal(e) from e
    finally:
        os.close(fd)


def _write(path: Path, file: BinaryIO, size: int) -> None:
    """Write `size` bytes of `file` to a new file. Raises Refused where a name is too long, or stands for something else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644), "wb") as copied:
            while size > 0 and (chunk := file.read(min(size, _CHUNK))):
                copied.write(chunk)
                size -= len(chunk)
    except OSError as e:
        if e.errno in (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EINVAL, errno.EILSEQ):
            raise Refused(f"can't be copied ({e.strerror})") from e
        raise


def only_plain(folder: Path) -> None:
    """Remove whatever is neither a plain file nor a folder in and below `folder`, a folder of ours that an older run left."""
    if not folder.is_dir():
        return
    for above, folders, names, fd in os.fwalk(folder, follow_symlinks=False):
        if len(Path(above).relative_to(folder).parts) > 4 * MAX_DEPTH:
            folders.clear()
        for name in (*folders, *names):
            if _kind(fd, name) not in (stat.S_IFREG, stat.S_IFDIR):
                os.unlink(name, dir_fd=fd)
