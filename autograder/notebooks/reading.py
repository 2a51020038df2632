"""A student's notebook, read with patience: whatever the file is, a notebook comes of it.

Grading needs the cells, and of each its type, its text and its nbgrader metadata. All else is taken where it is sound and
left out where it isn't (`normalising`).
"""

import codecs
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from autograder import handed_in
from autograder.notebooks import normalising, old_formats, salvaging
from autograder.notebooks.format import NotebookNode, new_notebook
from autograder.text import no_notebook

UNREADABLE = "autograder_unreadable"
"""Metadata of the empty notebook that stands for one that can't be read: the reason."""
DAMAGED = "autograder_damaged"
"""Metadata of a notebook of which only a part can be read: a sentence."""
MAX_NOTEBOOK, MAX_CELLS = 64 << 20, 2_000
MAX_OBJECTS, MAX_VALUES = 1_000_000, 5_000_000
"""Lists and objects, and values, of a notebook's JSON: as Python's they take a hundred times the bytes."""
_AGAIN = "open it in JupyterLab, save it and hand it in again"
# Nothing in it is tried twice, and what begins always ends: a text without an end is gone through once.
_STRING = re.compile(r'"(?:[^"\\]++|\\.?+)*+"?', re.S)


class _NotRead(Exception):
    """Why a file is no notebook that can be read: a clause that goes behind its name."""


def read(path: Path, top: Path | None = None) -> NotebookNode:
    """The notebook at `path`; an empty one that says why under `UNREADABLE`, if it can't be read.

    No link is followed below `top`, the folder that the instructor named; without it, the file itself is none. Raises
    OutOfReach when it is no fault of the file's that it can't be read.
    """
    return with_digest(path, top)[0]


def with_digest(path: Path, top: Path | None = None) -> tuple[NotebookNode, str]:
    """What `read` gives, and the SHA-256 of the file's bytes, from which just this was made; "" where none could be had."""
    digest = ""
    try:
        data = handed_in.read(path, MAX_NOTEBOOK, top)
        digest = sha256(data).hexdigest()
        found, damage = _found(data)
        notebook = _notebook(found)
        if damage:
            notebook.metadata[DAMAGED] = f"{handed_in.shown(path.name)} {damage}."
    except handed_in.OutOfReach as e:
        raise handed_in.OutOfReach(f"{handed_in.shown(str(path))} {e}") from e
    except handed_in.Refused as e:
        why = str(e)
        advice = "clear its outputs, save it and hand it in again" if "larger" in why else "hand in the notebook itself again"
        notebook = unreadable_because(f"{handed_in.shown(path.name)} {why}; {advice}.")
    except _NotRead as e:
        notebook = unreadable_because(f"{handed_in.shown(path.name)} {e}.")
    return notebook, digest


def _found(data: bytes) -> tuple[dict[str, Any], str]:
    """The JSON object in a file, and what is damaged in it: a clause, "" for nothing. Raises _NotRead."""
    if (told := salvaging.instead(data)) is not None:
        raise _NotRead(told)
    try:
        text = data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
        if not text.strip():
            raise _NotRead("is empty; save the notebook in JupyterLab and hand it in again")
        if _holds_too_much(text):
            raise _NotRead("holds too much beside its text; clear its outputs, save it and hand it in again")
        damage = ""
        try:
            found = json.loads(text, parse_constant=lambda name: None)
        except json.JSONDecodeError as e:
            found, damage = _salvaged(text, e)
    except RecursionError as e:
        raise _NotRead("isn't a notebook: its JSON is nested too deep") from e
    except ValueError as e:
        raise _NotRead(f"isn't a notebook that can be read ({_in_words(e)}); {_AGAIN}") from e
    if not isinstance(found, dict):
        raise _NotRead(f"isn't a notebook that can be read (what stands in it is something else); {_AGAIN}")
    return found, damage


def _salvaged(text: str, e: json.JSONDecodeError) -> tuple[Any, str]:
    """What can be had of a text that isn't whole JSON, and a clause about it. Raises `e`, RecursionError, and _NotRead."""
    if (conflict := salvaging.of_conflict(text)) is not None:
        one_side, told = conflict
        try:
            found = json.loads(one_side, parse_constant=lambda name: None)
        except ValueError as again:
            raise _NotRead(
                f"{told}, and no side of it is a notebook; resolve it, open the notebook and hand it in again"
            ) from again
        return found, f"{told}: the side above `=======` was graded. Resolve it, open the notebook and hand it in again"
    if not text.lstrip().startswith("{"):
        raise e
    cells, is_cut = salvaging.cells_before_the_damage(text, MAX_CELLS), no_notebook.is_cut_off(text, e)
    if not cells and not (is_cut and '"cell' in text):
        raise e
    told = "is cut off" if is_cut else f"is damaged in line {e.lineno}"
    if not cells:
        raise _NotRead(f"{told} before its first cell has ended; {_AGAIN}")
    return {"cells": cells}, f"{told} after {len(cells)} cells, which were graded; {_AGAIN}"


def _holds_too_much(text: str) -> bool:
    """Whether Python would need far more memory for it than it has bytes."""

    def is_over(text: str) -> bool:
        return text.count("{") + text.count("[") > MAX_OBJECTS or text.count(",") > MAX_VALUES

    return is_over(text) and is_over(_STRING.sub("", text))


def _notebook(found: dict[str, Any]) -> NotebookNode:
    """The notebook in a JSON object. Raises _NotRead."""
    is_old = "cells" not in found and "worksheets" in found
    cells = old_formats.cells_of(found["worksheets"]) if is_old else found.get("cells")
    if not isinstance(cells, list):
        raise _NotRead(f"isn't a notebook that can be read (it has no list of cells); {_AGAIN}")
    if len(cells) > MAX_CELLS:
        raise _NotRead(f"has {len(cells):,} cells, where {MAX_CELLS:,} are the most; hand it in again without the needless ones")
    return normalising.notebook(found | {"cells": [old_formats.cell_of(cell) for cell in cells] if is_old else cells})


def _in_words(e: ValueError) -> str:
    """Why Python can't read a file, for who has never heard of JSON."""
    if isinstance(e, json.JSONDecodeError):
        return f"it is damaged in line {e.lineno}"
    return "it isn't text" if isinstance(e, UnicodeError) else "a number in it is too long"


def unreadable_because(why: str) -> NotebookNode:
    """The empty notebook that stands for one that can't be read; `why` is a sentence for the student."""
    notebook: NotebookNode = new_notebook()
    notebook.metadata[UNREADABLE] = why
    return notebook


def unreadable(notebook: NotebookNode) -> str | None:
    """Why the notebook couldn't be read, None if it could."""
    why = notebook.metadata.get(UNREADABLE)
    return why if isinstance(why, str) else None


def damaged(notebook: NotebookNode) -> str | None:
    """What is missing of a notebook that couldn't be read to its end, None if nothing is."""
    why = notebook.metadata.get(DAMAGED)
    return why if isinstance(why, str) else None
