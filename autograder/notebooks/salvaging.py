"""A file that isn't the JSON of a notebook: what it is instead, and the cells that can be had from one that is damaged."""

import json
import re
from typing import Any

from autograder.notebooks import old_formats

_HEAD = 2_000
_ITSELF = "hand in the notebook itself (.ipynb)"
_BEGINNINGS = {
    b"PK\x03\x04": f"is a zip archive, or a document of an office program, and no notebook; unpack it and {_ITSELF}",
    b"\x1f\x8b": f"is a compressed archive and no notebook; unpack it and {_ITSELF}",
    b"Rar!": f"is a compressed archive and no notebook; unpack it and {_ITSELF}",
    b"7z\xbc\xaf\x27\x1c": f"is a compressed archive and no notebook; unpack it and {_ITSELF}",
    b"%PDF": f"is a PDF and no notebook; {_ITSELF}",
    b"\x89PNG": f"is a picture and no notebook; {_ITSELF}",
    b"\xff\xd8\xff": f"is a picture and no notebook; {_ITSELF}",
    b"version https://git-lfs": "is only a pointer of Git LFS, which stands for a notebook that isn't there; run `git lfs pull`"
    f" where it is, and {_ITSELF}",
}
_PAGE = re.compile(r"<(?:!doctype|html|head|body|\?xml|!--|script)", re.I)
_PYTHON = re.compile(r"^(?:def |class |import |from \w|# %%|# In\[)", re.M)
_CELLS = re.compile(r'"cells"\s*+:\s*+\[')
_BETWEEN = re.compile(r"[\s,]*+")
_CONFLICT = re.compile(r"^<<<<<<<(?: |$)", re.M)


def instead(data: bytes) -> str | None:
    """What a file is that is no notebook, and what to do: a clause that goes behind its name. None where it can't be told."""
    for beginning, told in _BEGINNINGS.items():
        if data.startswith(beginning):
            return told
    head = data[:_HEAD].decode("utf-8-sig", "ignore").lstrip()
    if _PAGE.match(head):
        return (
            "is a web page, such as a login page or an export as HTML, and no notebook; download the notebook itself (.ipynb),"
            " see that it opens, and hand it in again"
        )
    if not head.startswith(("{", "[")) and _PYTHON.search(head):
        return (
            "is a Python script under the name of a notebook; put its code into the notebook that was handed out and hand it in"
        )
    return None


def of_conflict(text: str) -> tuple[str, str] | None:
    """A text in which git left a merge conflict with one side of each, and what is told of it; None for any other text.

    It is the first side, git's own, since one has to be taken and nobody can know which was meant.
    """
    found = _CONFLICT.search(text)
    if found is None:
        return None
    kept, side = [], ""
    for line in text.split("\n"):
        if line.startswith("<<<<<<<"):
            side = "first"
        elif line.startswith("|||||||") and side:
            side = "base"
        elif line.startswith("=======") and side:
            side = "second"
        elif line.startswith(">>>>>>>") and side:
            side = ""
        elif side in ("", "first"):
            kept.append(line)
    line_number = text.count("\n", 0, found.start()) + 1
    return "\n".join(kept), f"holds a merge conflict of git's (`<<<<<<<` in line {line_number})"


def is_cut_off(text: str, e: json.JSONDecodeError) -> bool:
    """Whether a text is JSON but for its end, which is missing; `e` says where it isn't."""
    return e.msg.startswith("Unterminated string") or e.pos >= len(text.rstrip()) - 1


def cells_before_the_damage(text: str, most: int) -> list[Any]:
    """The whole cells of a text that begins as a notebook's JSON; no more than one above `most`."""
    start = _CELLS.search(text)
    if start is None:
        return []
    is_old = '"worksheets"' in text[: start.start()]
    decoder = json.JSONDecoder(parse_constant=lambda name: None)
    cells: list[Any] = []
    at = start.end()
    while len(cells) <= most:
        between = _BETWEEN.match(text, at)
        try:
            cell, at = decoder.raw_decode(text, between.end() if between is not None else at)
        except (ValueError, RecursionError):
            break
        cells.append(old_formats.cell_of(cell) if is_old else cell)
    return cells
