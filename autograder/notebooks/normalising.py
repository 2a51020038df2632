"""A notebook as its file's JSON has it, made into one that holds what the format says and no more.

Editors, converters and students write notebooks with an output without metadata, an id of spaces, a cell of a type that there
isn't. Nothing is refused for that here: what is sound is kept, by a list of what there is, and the rest is left out.
"""

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

from autograder.notebooks.format import NotebookNode, nbformat
from autograder.text import pictures

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_CONTROL = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r"}
_DEEPEST = 20
_LONGEST_NAME = 300
MOST = {"outputs": 2_000, "lines": 10_000, "tags": 5_000, "attachments": 500, "values": 100_000}
"""How many a notebook keeps, in all its cells: outputs, lines of tracebacks, tags, attachments, and values of JSON."""
_MOST_KINDS = 10
_SWITCHES = ("deletable", "editable", "collapsed", "scrolled")
_GRADE_ID = re.compile(r"[a-zA-Z0-9_-]{1,300}")
# What nbgrader looks at in a cell's metadata, by the schema of its own; a key that isn't sound is left out.
_NBGRADER: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("grade", "solution", "locked", "task"), lambda value: isinstance(value, bool)),
    "grade_id": lambda value: isinstance(value, str) and _GRADE_ID.fullmatch(value) is not None,
    "checksum": lambda value: isinstance(value, str) and len(value) == 32 and is_sound(value),
    "cell_type": lambda value: value in ("code", "markdown", "raw"),
    "points": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9,
    "schema_version": lambda value: isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000_000,
}


class _Room:
    """What a notebook may still keep. nbformat looks at each single thing several times, and needs long for many."""

    def __init__(self) -> None:
        self._left = dict(MOST)

    def takes(self, what: str) -> bool:
        """Whether one more is kept: each that is asked about and kept counts."""
        self._left[what] -= 1
        return self._left[what] >= 0


def notebook(found: dict[str, Any]) -> NotebookNode:
    """The notebook of a JSON object whose `cells` is a list."""
    taken: set[str] = set()
    room = _Room()
    cells = [_cell(cell, number, taken, room) for number, cell in enumerate(found["cells"]) if isinstance(cell, dict)]
    made: NotebookNode = nbformat.from_dict(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": _metadata(found.get("metadata")), "cells": cells}
    )
    return made


def text(found: Any) -> str:
    """A text, or the lines of one, as a text that can be written to a file; "" for anything else."""
    if isinstance(found, list):
        found = "".join(line for line in found if isinstance(line, str))
    if not isinstance(found, str):
        return ""
    # Half a character can be named in JSON, and no file can hold it.
    return found if is_sound(found) else found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_sound(found: str) -> bool:
    """Whether a text can be written to a file."""
    try:
        found.encode()
    except UnicodeEncodeError:
        return False
    return True


def _name(found: Any) -> str:
    return text(found)[:_LONGEST_NAME].translate(_CONTROL)


def _metadata(found: Any) -> dict[str, Any]:
    """A notebook's metadata: what language it is written in."""
    found = found if isinstance(found, dict) else {}
    spec, language = found.get("kernelspec"), found.get("language_info")
    made: dict[str, Any] = {}
    if isinstance(spec, dict) and isinstance(spec.get("name") or spec.get("language"), str):
        name = _name(spec.get("name")) or _name(spec.get("language"))
        made["kernelspec"] = {"name": name, "display_name": _name(spec.get("display_name")) or name}
        if isinstance(spec.get("language"), str):
            made["kernelspec"]["language"] = _name(spec["language"])
    if isinstance(language, dict) and isinstance(language.get("name"), str):
        made["language_info"] = {"name": _name(language["name"])}
        if language["name"].startswith(("python", "ipython")):
            made["language_info"]["pygments_lexer"] = "ipython3"  # by which the feedback is coloured
    return made


def _cell(found: dict[str, Any], number: int, taken: set[str], room: _Room) -> dict[str, Any]:
    kind = found.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        # Of a type that there isn't. mending gives an exercise's cell its own type back.
        kind = "code" if "outputs" in found or "execution_count" in found else "markdown" if kind in (None, "heading") else "raw"
    made: dict[str, Any] = {
        "cell_type": kind,
        "id": _id(found.get("id"), number, taken),
        "metadata": _cell_metadata(found.get("metadata"), room),
        "source": text(found.get("source")),
    }
    if kind == "code":
        outputs = found.get("outputs")
        made["execution_count"] = _count(found.get("execution_count"))
        made["outputs"] = [sound for output in outputs if (sound := _output(output, room))] if isinstance(outputs, list) else []
    elif attachments := _attachments(found.get("attachments"), room):
        made["attachments"] = attachments
    return made


def _count(found: Any) -> int | None:
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**53 else None


def _id(found: Any, number: int, taken: set[str]) -> str:
    if not isinstance(found, str) or not _ID.fullmatch(found) or found in taken:
        found = next(new for n in itertools.count(number) if (new := f"cell-{n}") not in taken)
    taken.add(found)
    return str(found)


def _cell_metadata(found: Any, room: _Room) -> dict[str, Any]:
    found = found if isinstance(found, dict) else {}
    made: dict[str, Any] = {key: found[key] for key in _SWITCHES if isinstance(found.get(key), bool)}
    if isinstance(tags := found.get("tags"), list):
        words = (_name(tag).replace(",", " ") for tag in tags if isinstance(tag, str) and tag and room.takes("tags"))
        made["tags"] = list(dict.fromkeys(words))
    if (about := _nbgrader(found.get("nbgrader"))) is not None:
        made["nbgrader"] = about
    return made


def _nbgrader(found: Any) -> dict[str, Any] | None:
    """A cell's nbgrader metadata, None where no cell can be told by it."""
    if not isinstance(found, dict):
        return None
    made = {key: found[key] for key, is_right in _NBGRADER.items() if key in found and is_right(found[key])}
    if "schema_version" in made:
        made = {"grade": False, "solution": False, "locked": False} | made
    return made if "grade_id" in made else None


def _output(found: Any, room: _Room) -> dict[str, Any] | None:
    """A student's own output, which grading doesn't look at, if the format knows it."""
    if not isinstance(found, dict) or not room.takes("outputs"):
        return None
    kind = found.get("output_type")
    if kind == "stream":
        return {
            "output_type": kind,
            "name": "stderr" if found.get("name") == "stderr" else "stdout",
            "text": text(found.get("text")),
        }
    if kind == "error":
        lines = found.get("traceback")
        sound = (text(line) for line in lines if isinstance(line, str) and room.takes("lines")) if isinstance(lines, list) else ()
        return {
            "output_type": kind,
            "ename": text(found.get("ename")),
            "evalue": text(found.get("evalue")),
            "traceback": list(sound),
        }
    data = found.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    about = found.get("metadata")
    made = {"output_type": kind, "data": _bundle(data, room), "metadata": {}}
    if isinstance(about, dict):
        made["metadata"] = _value(about, room)
    if kind == "execute_result":
        made["execution_count"] = _count(found.get("execution_count"))
    return made


def _bundle(data: dict[str, Any], room: _Room) -> dict[str, Any]:
    """Pictures and texts by their kinds; a kind of JSON may hold any value."""
    made: dict[str, Any] = {}
    for kind, value in itertools.islice(data.items(), _MOST_KINDS):
        kind = _name(kind)
        if _is_json(kind):
            made[kind] = _value(value, room)
        elif isinstance(value, str | list):
            made[kind] = text(value)
    return made


def _is_json(kind: str) -> bool:
    """Whether the format allows any value for it; for all other kinds it wants a text."""
    is_more = kind.startswith("application/") and kind.endswith("+json") and "\n" not in kind
    return kind == "application/json" or is_more


def _attachments(found: Any, room: _Room) -> dict[str, Any]:
    """Pictures in a cell of text: all that a page shows of them."""
    return {
        _name(name): {kind: text(data[kind]) for kind in pictures.KINDS if isinstance(data.get(kind), str | list)}
        for name, data in (found.items() if isinstance(found, dict) else ())
        if isinstance(data, dict) and room.takes("attachments")
    }


def _value(found: Any, room: _Room, depth: int = 0) -> Any:
    """A value of JSON that can be written again and gone through by recursion; None where it can't, or is one too many."""
    if isinstance(found, str):
        return text(found)
    if isinstance(found, dict) and depth < _DEEPEST:
        return {_name(key): _value(value, room, depth + 1) for key, value in found.items() if room.takes("values")}
    if isinstance(found, list) and depth < _DEEPEST:
        return [_value(value, room, depth + 1) for value in found if room.takes("values")]
    if isinstance(found, float) and not math.isfinite(found):
        return None
    return found if isinstance(found, bool | int | float) else None
