"""A file that isn't the JSON of a notebook: what it is instead, in the same words for who grades and for who works on it."""

import json
import re

_HEAD = 2_000
_UNPACK = "is a compressed archive and no notebook; unpack it and {itself}"
_BEGINNINGS = {
    b"PK\x03\x04": "is a zip archive, or a document of an office program, and no notebook; unpack it and {itself}",
    b"\x1f\x8b": _UNPACK,
    b"Rar!": _UNPACK,
    b"7z\xbc\xaf\x27\x1c": _UNPACK,
    b"%PDF": "is a PDF and no notebook; {itself}",
    b"\x89PNG": "is a picture and no notebook; {itself}",
    b"\xff\xd8\xff": "is a picture and no notebook; {itself}",
    b"version https://git-lfs": "is only a pointer of Git LFS, which stands for a notebook that isn't there; run `git lfs pull`"
    " where it is, and {itself}",
}
_PAGE = re.compile(r"<(?:!doctype|html|head|body|\?xml|!--|script)", re.I)
_PYTHON = re.compile(r"^(?:def |class |import |from \w|# %%|# In\[)", re.M)
_CONFLICT = re.compile(r"^<<<<<<<(?: |$)", re.M)


def instead(data: bytes, itself: str, it: str) -> str | None:
    """What a file is that is no notebook, and what to do: a clause that goes behind its name. None where it can't be told.

    `itself` and `it` end the clause by what this reader is to do with the notebook: "hand in the notebook itself", "hand it in".
    """
    for beginning, told in _BEGINNINGS.items():
        if data.startswith(beginning):
            return told.format(itself=itself)
    head = data[:_HEAD].decode("utf-8-sig", "ignore").lstrip()
    if _PAGE.match(head):
        return (
            "is a web page, such as a login page or an export as HTML, and no notebook; download the notebook itself (.ipynb),"
            f" see that it opens, and {it} again"
        )
    if not head.startswith(("{", "[")) and _PYTHON.search(head):
        return f"is a Python script under the name of a notebook; put its code into the notebook that was handed out and {it}"
    return None


def conflict_in(text: str) -> tuple[int, str] | None:
    """The line in which git left a merge conflict, and a clause that says so; None for a text without one."""
    found = _CONFLICT.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return line, f"holds a merge conflict of git's (`<<<<<<<` in line {line})"


def is_cut_off(text: str, e: json.JSONDecodeError) -> bool:
    """Whether a text is JSON but for its end, which is missing; `e` says where it isn't."""
    return e.msg.startswith("Unterminated string") or e.pos >= len(text.rstrip()) - 1
