"""A source notebook made tidy: each cell has a readable id that stays, and nothing is left of a run."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.authoring import notebook_file
from autograder.notebooks.cells import grade_id_of

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BY_CHANCE = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}|[0-9a-f]{32}|(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9_-]{12}"
)
"""Ids as Jupyter, nbformat, VS Code and Colab make them."""
_FIRST_WORDS = 3


def tidy(path: Path) -> bool:
    """Make the notebook at `path` tidy; whether anything was changed. Raises CourseError."""
    file = notebook_file.read(path)
    name_cells(file.cells)
    if any("id" in cell for cell in file.cells):
        file.content["nbformat_minor"] = max(5, int(file.content.get("nbformat_minor", 0)))
    for cell in file.cells:
        _clear(cell)
    language = file.content.get("metadata", {}).get("language_info")
    if isinstance(language, dict) and "name" in language:
        # The rest is the version of Python in which somebody saved it.
        file.content["metadata"]["language_info"] = {"name": language["name"]}
    return file.write()


def name_cells(cells: list[dict[str, Any]]) -> None:
    """Give each cell its id: its grade_id if it has one, else the one that it has, unless that was made by chance or is there
    twice; then the words of its section with a number.
    """
    taken: set[str] = set()
    kept: list[str | None] = []
    for cell in cells:
        grade_id = grade_id_of(cell)
        found = grade_id if grade_id and _ID.fullmatch(grade_id) else cell.get("id")
        readable = isinstance(found, str) and _ID.fullmatch(found) and (found == grade_id or not _is_by_chance(found))
        kept.append(found if readable and found not in taken else None)
        taken |= {kept[-1]} if kept[-1] else set()
    section = "top"
    for cell, name in zip(cells, kept, strict=True):
        section = _section(cell) or section
        if name is None:
            name = _free(section, taken)
            taken.add(name)
        if cell.get("id") != name:
            cell["id"] = name
            ordered = dict(sorted(cell.items()))  # as Jupyter writes them
            cell.clear()
            cell.update(ordered)


def _is_by_chance(name: str) -> bool:
    return bool(_BY_CHANCE.fullmatch(name)) and any(letter.isdigit() for letter in name)


def _section(cell: dict[str, Any]) -> str:
    """The words of a cell's first heading, as an id begins with them."""
    text = "".join(cell.get("source", "")) if cell.get("cell_type") == "markdown" else ""
    heading = re.search(r"^#+\s+(.+)$", text, re.M)
    words = re.findall(r"[a-z0-9]+", heading[1].lower()) if heading else []
    return "-".join(words[:_FIRST_WORDS])[:40]


def _free(section: str, taken: Iterable[str]) -> str:
    number = 1
    while f"{section}-{number}" in set(taken):
        number += 1
    return f"{section}-{number}"


def _clear(cell: dict[str, Any]) -> None:
    """Take away what a run, and a look at the cell's settings, left behind."""
    if cell.get("cell_type") == "code":
        cell["outputs"], cell["execution_count"] = [], None
    metadata = cell.get("metadata")
    if isinstance(metadata, dict):
        for key, nothing in _NOTHING.items():
            if metadata.get(key) in nothing:
                del metadata[key]
        metadata.pop("execution", None)
        metadata.pop("ExecuteTime", None)


_NOTHING: dict[str, tuple[Any, ...]] = {
    "editable": (True,),
    "slideshow": ({"slide_type": ""}, {}),
    "tags": ([],),
    "collapsed": (False,),
    "scrolled": (False, True),
}
"""What JupyterLab writes into a cell's metadata and what says nothing."""
