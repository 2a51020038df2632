"""A file that isn't the JSON of a notebook: what it is instead, and the cells that can be had from one that is damaged."""

import json
import re
from typing import Any

from autograder.notebooks import old_formats
from autograder.text import no_notebook

_ITSELF, _IT = "hand in the notebook itself (.ipynb)", "hand it in"
_CELLS = re.compile(r'"cells"\s*+:\s*+\[')
_BETWEEN = re.compile(r"[\s,]*+")


def instead(data: bytes) -> str | None:
    """What a file is that is no notebook, and what to do: a clause that goes behind its name. None where it can't be told."""
    return no_notebook.instead(data, _ITSELF, _IT)


def of_conflict(text: str) -> tuple[str, str] | None:
    """A text in which git left a merge conflict with one side of each, and what is told of it; None for any other text.

    It is the first side, git's own, since one has to be taken and nobody can know which was meant.
    """
    found = no_notebook.conflict_in(text)
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
    return "\n".join(kept), found[1]


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
