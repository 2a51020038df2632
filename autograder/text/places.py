"""Text for a terminal, a log, a cell of a table, the name of a file, and JSON.

A character is shown as it is if it is printable, or a space; every other becomes an escape such as \\x1b that can be read. So
nothing moves a cursor, turns the direction of writing, hides, or ends a line that somebody else began.
"""

import hashlib
import math
import re
import unicodedata
from typing import Any

COLOURS = re.compile(r"\x1b\[[0-9;]{0,40}m")
"""ANSI's colours: the only sequences that a traceback keeps."""
LONGEST_LINE = 2000
LONGEST_TEXT = 100_000
_CUT = " [...]"
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA = set("=+-@\t\r\u2212")
_NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?", re.A)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)
_LONGEST_NAME = 100


def visible(text: str, kept: str = "") -> str:
    """`text` with every character that can't be seen as an escape, but for those in `kept`."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in kept or unicodedata.category(c) == "Zs" else _escape(c) for c in text)


def _escape(character: str) -> str:
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    number = ord(character)
    return known or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}")


def shortened(text: str, longest: int) -> str:
    """At most `longest` characters of `text`; where some are missing, it ends in a sign of it."""
    return text if len(text) <= longest else text[: max(0, longest - len(_CUT))] + _CUT


def for_terminal(text: str, encoding: str | None = "utf-8", lines: bool = False) -> str:
    """`text` for a stream of this encoding: one line, or with `lines` several, each of bounded length."""
    shown = visible(shortened(text, LONGEST_TEXT), "\n\t" if lines else "")
    shown = "\n".join(shortened(line, LONGEST_LINE) for line in shown.split("\n"))
    try:
        return shown.encode(encoding or "ascii", "backslashreplace").decode(encoding or "ascii")
    except (LookupError, UnicodeError):
        return shown.encode("ascii", "backslashreplace").decode("ascii")


def for_log(text: str) -> str:
    """`text` as one line of a log."""
    return for_terminal(text)


def for_csv(value: Any) -> Any:
    """`value` for a cell of a table: a number stays one, and a text is never taken for a formula.

    Line ends and quotes are left to the csv module, which knows how to write them.
    """
    if not isinstance(value, str):
        return value
    shown = visible(value, "\n\t")
    start = next((c for c in value if c in "\t\r" or (c.isprintable() and not c.isspace())), "")
    start = unicodedata.normalize("NFKC", start)[:1]  # full-width signs and their like are taken for the usual ones
    return "'" + shown if start in _FORMULA and not _NUMBER.fullmatch(value) else shown


def for_file_name(text: str) -> str:
    """`text` as the name of one file: letters and numbers, and `._-` within it. Two texts never get one name."""
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(c if c.isalnum() or c in "._-" or unicodedata.category(c)[0] == "M" else "_" for c in normal)
    kept = kept.lstrip(".-").rstrip(".")
    while len(kept.encode("utf-8", "replace")) > _LONGEST_NAME:
        kept = kept[:-1]
    if kept == text and kept and not _RESERVED.match(kept):
        return kept
    told_apart = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{'_' if not kept or _RESERVED.match(kept) else ''}{kept}-{told_apart}"


def without_surrogates(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate, so that it can be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def for_json(value: Any) -> Any:
    """`value` as JSON that every reader takes: no lone surrogate, and null for a number that isn't finite."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {without_surrogates(str(key)): for_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [for_json(item) for item in value]
    return value


def for_notebook(text: str, colours: bool = False) -> str:
    """`text` that a cell printed, in lines, as it stood there at last: a line that was written over shows its last state.

    With `colours` ANSI's colours stay, else nothing of them does.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    text = "\n".join(line.rstrip("\r").rpartition("\r")[2] if "\r" in line else line for line in lines)
    if not colours:
        return visible(COLOURS.sub("", text), "\n\t")
    parts, at = [], 0
    for found in COLOURS.finditer(text):
        parts += [visible(text[at : found.start()], "\n\t"), found.group()]
        at = found.end()
    return "".join([*parts, visible(text[at:], "\n\t")])
