"""Which bytes are a picture that a page or a notebook may show."""

import base64
import binascii
import struct

MAX_PICTURE = 8 << 20
"""Bytes of a picture."""
MAX_SIDE = 20_000
MAX_PIXELS = 50_000_000
_DRAWN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
"""The parts of a PNG without which it would look otherwise."""
KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")


def kind_of(data: bytes) -> str | None:
    """The kind of picture that `data` is, None if it is none, or one that would fill the memory of who looks at it."""
    if not 16 <= len(data) <= MAX_PICTURE:
        return None
    size: tuple[int, int] | None = None
    kind = ""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) > 24:
        kind, size = "image/png", struct.unpack(">II", data[16:24])
    elif data.startswith((b"GIF87a", b"GIF89a")):
        kind, size = "image/gif", struct.unpack("<HH", data[6:10])
    elif data.startswith(b"\xff\xd8\xff"):
        kind, size = "image/jpeg", _size_of_jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"  # at most 16383 to a side
    if size is None or not (0 < size[0] <= MAX_SIDE and 0 < size[1] <= MAX_SIDE and size[0] * size[1] <= MAX_PIXELS):
        return None
    return kind


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:  # a fill byte
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + length
    return None


def from_base64(text: str, kind: str) -> str | None:
    """`text` again, on one line, if it is a picture of this kind in base64."""
    if len(text) > 2 * MAX_PICTURE:
        return None
    joined = "".join(text.split())
    try:
        data = base64.b64decode(joined, validate=True)
    except (binascii.Error, ValueError):
        return None
    return joined if kind in KINDS and kind_of(data) == kind else None


def as_url(data: bytes) -> str | None:
    """A data: URL of the picture, None if it is none."""
    kind = kind_of(data)
    return f"data:{kind};base64,{base64.b64encode(data).decode()}" if kind else None


def bare_png(data: bytes) -> bytes | None:
    """A PNG with nothing in it but what is drawn: no comment, no time, no name of a program. None where it isn't a whole one."""
    if kind_of(data) != "image/png":
        return None
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            return None
        if name in _DRAWN:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    return None
