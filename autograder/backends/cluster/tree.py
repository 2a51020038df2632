"""Files as they travel: what lies where as JSON, and behind it what the plain files hold. Nothing of it is ever unpickled.

A student's folder comes out as it went in: a link is a link there too, which leads nowhere, and a file that is too large to be
read is as large, with nothing in it. So who opens it there as the hostile place that it is finds what is found here.
"""

import errno
import json
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.backends.task import name_of, text_of
from autograder.handed_in import Lying

MOST = 1 << 30
"""Bytes of one frame."""
_LENGTH = 8
_LARGEST = 1 << 40
_OF_THE_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}


class Damaged(Exception):
    """What came is no such frame; the text says why."""


def packed(head: dict[str, Any], files: Iterable[Lying] = ()) -> bytes:
    """A frame with some values that JSON can hold, and files."""
    listed, pieces = [], []
    for one in dict.fromkeys(files):
        listed.append([[text_of(part) for part in one.parts], one.kind, one.size, None if one.data is None else len(one.data)])
        pieces.append(one.data or b"")
    said = json.dumps({"head": head, "files": listed}).encode()
    return b"".join([len(said).to_bytes(_LENGTH), said, *pieces])


def unpacked(frame: bytes, folder: Path, mode: int = 0o700) -> tuple[dict[str, Any], dict[Path, str]]:
    """Lay the files of a frame into `folder`, which is new and of which nobody else knows; returns the values, and what was left
    out since its name can't be had here, each with a clause that says why. Folders have the `mode`, and files what of it goes for
    them. Raises Damaged, and OSError.
    """
    left_out: dict[Path, str] = {}
    found = _said(frame)
    at = _LENGTH + int.from_bytes(frame[:_LENGTH])
    try:
        for parts, kind, size, length in found["files"]:
            path = folder.joinpath(*[_plain(part) for part in parts])
            data = None if length is None else frame[at : at + length]
            if data is not None and len(data) != length:
                raise Damaged("it ends in the middle of a file")
            at += length or 0
            try:
                _make(path, kind, size, data, mode)
            except OSError as e:
                if e.errno not in _OF_THE_NAME:
                    raise
                left_out[path.relative_to(folder)] = f"can't be copied ({e.strerror})"
    except (TypeError, ValueError) as e:
        raise Damaged(str(e)) from e
    return dict(found["head"]), left_out


def head_of(frame: bytes) -> dict[str, Any]:
    """The values of a frame. Raises Damaged."""
    return dict(_said(frame)["head"])


def _said(frame: bytes) -> dict[str, Any]:
    length = int.from_bytes(frame[:_LENGTH])
    try:
        found = json.loads(frame[_LENGTH : _LENGTH + length])
        return {"head": dict(found["head"]), "files": list(found["files"])}
    except (ValueError, TypeError, KeyError, RecursionError) as e:
        raise Damaged(f"its list can't be read ({type(e).__name__})") from e


def _plain(text: str) -> str:
    name = name_of(text)
    if name in ("", ".", "..") or "/" in name or "\0" in name:
        raise Damaged("a name in it leads elsewhere")
    return name


def _make(path: Path, kind: int, size: int, data: bytes | None, mode: int) -> None:
    """Raises Damaged where something lies in the way already."""
    try:
        if kind == stat.S_IFDIR:
            path.mkdir(exist_ok=True)
            path.chmod(mode)
        elif kind == stat.S_IFLNK:
            path.symlink_to("nowhere")
        elif kind == stat.S_IFSOCK:
            os.mknod(path, 0o600 | stat.S_IFSOCK)
        elif kind == stat.S_IFREG:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), "wb") as file:
                os.fchmod(file.fileno(), mode & 0o666)
                if data is not None:
                    file.write(data)
                else:
                    file.truncate(min(size, _LARGEST))
        else:
            os.mkfifo(path, 0o600)  # a device too, which only root could make: neither is ever opened
    except OSError as e:
        if e.errno in (errno.EEXIST, errno.ENOTDIR, errno.ELOOP, errno.ENOENT):
            raise Damaged(f"two things in it lie at one place ({e.strerror})") from e
        raise
