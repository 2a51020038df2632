"""A worker's answer in the form that the judge relies on: the one place where what a worker said is given its types.

The student's code runs in the worker and may answer anything that the link can carry: an array for a message, say, of which
Python can't tell whether it is empty.
"""

import re
from typing import Any, TypedDict

MAX_TEXT = 2000
_MAX_NAME = 100
_MAX_LINE = 1_000_000
_MOST_SAID = 20
_MOST_OVERWRITTEN = 200
_PLACE = re.compile(r" \(/(?:[^()/]++/)*+([^()/]++)\)$")
"""Where Python says from which file a name couldn't be imported: a path of this machine, which says nothing to a student."""


class Error(TypedDict):
    """What the student's code raised, in the worker's words. `line` is of the cell that was run, or of the one with the number
    `cell` when a call ran code of several, and came there by way of `outer_cell` and `outer_line`; None when it isn't known.
    `meant` is a name, or one in a module ("torch.sqrt"), which a misspelt name may mean; "" if it isn't known.
    """

    type: str
    message: str
    inside: str
    missing: bool
    meant: str
    cell: int | None
    line: int | None
    outer_cell: int | None
    outer_line: int | None


class Answer(TypedDict):
    """An answer to a request. `value` is what the link carried; `outputs` are made of what JSON has, and nothing else; `said`
    are sentences about what of a cell couldn't be done there. `overwritten` are names that had been given, and that a student's
    cell, of this number, gave to something else.
    """

    value: Any
    outputs: list[Any]
    error: Error | None
    said: list[str]
    overwritten: dict[str, int]


def error(kind: str, message: str) -> Error:
    """An error of the judge's own making."""
    return Error(
        type=kind, message=message, inside="", missing=False, meant="", cell=None, line=None, outer_cell=None, outer_line=None
    )


def of(received: dict[str, Any]) -> Answer:
    """What was received, as an answer: a part of another type than it should have is as good as none."""
    outputs, said = _plain(received.get("outputs")), received.get("said")
    return Answer(
        value=received.get("value"),
        outputs=outputs if isinstance(outputs, list) else [],
        error=_error_of(received.get("error")),
        said=[text[:MAX_TEXT] for text in said[:_MOST_SAID] if isinstance(text, str)] if isinstance(said, list) else [],
        overwritten=_numbered(received.get("overwritten")),
    )


def _numbered(received: Any) -> dict[str, int]:
    """Names and the numbers of their cells."""
    parts = list(received.items())[:_MOST_OVERWRITTEN] if isinstance(received, dict) else []
    return {
        name: cell
        for name, cell in parts
        if isinstance(name, str) and len(name) <= _MAX_NAME and name.isidentifier() and _is_number(cell)
    }


def _is_number(received: Any) -> bool:
    return type(received) is int and 0 <= received <= _MAX_LINE


def _error_of(received: Any) -> Error | None:
    if received is None:
        return None
    parts = received if isinstance(received, dict) else {}

    def text(key: str, most: int) -> str:
        found = parts.get(key)
        return found[:most] if isinstance(found, str) else ""

    def number(key: str) -> int | None:
        found = parts.get(key)
        return found if _is_number(found) else None

    return Error(
        type=text("type", _MAX_NAME) or "an error",
        message=_PLACE.sub(r" (\1)", text("message", MAX_TEXT)),
        inside=text("inside", _MAX_NAME),
        missing=parts.get("missing") is True,
        meant=_name(parts.get("meant")),
        cell=number("cell"),
        line=number("line"),
        outer_cell=number("outer_cell"),
        outer_line=number("outer_line"),
    )


def _name(received: Any) -> str:
    """A name, or one in a module; "" for anything else."""
    is_one = isinstance(received, str) and len(received) <= _MAX_NAME and all(map(str.isidentifier, received.split(".", 1)))
    return received if is_one else ""


def _plain(received: Any) -> Any:
    """`received` without what JSON doesn't have; the link bounds how deep it is."""
    if received is None or isinstance(received, bool | int | float | str):
        return received
    if isinstance(received, list):
        return [_plain(item) for item in received]
    if isinstance(received, dict):
        return {key: _plain(item) for key, item in received.items()}
    return None
