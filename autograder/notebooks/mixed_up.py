"""A notebook that answers another assignment than the one it was handed in for: which one, where the course has it.

Told are names of assignments and of notebooks, and nothing else of what stands in `source/`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.notebooks import matching
from autograder.notebooks.cells import grade_id_of
from autograder.notebooks.format import NotebookNode, nbformat

_ENOUGH = 0.5
"""The share of a notebook's exercises and checks that tells it: a few may be called alike in several."""


@dataclass(frozen=True)
class _Other:
    """A notebook of the course's, read without being held against the format, which takes most of the time."""

    name: str
    file: str
    is_alone: bool
    cells: dict[str, NotebookNode]
    questions: dict[str, str] = field(default_factory=dict)


def told(notebook: NotebookNode, assignment: str, asked: str, source: Path) -> str:
    """The sentence about a notebook with none of the cells of the one `asked` for, of an assignment below `source`."""
    here = f"This notebook has none of the cells of {assignment}"
    other = _meant(notebook, [other for other in _others(source) if (other.name, other.file) != (assignment, f"{asked}.ipynb")])
    if other is None:
        return f"{here}; was it made for another assignment?"
    if other.name == assignment:
        return f"{here}'s {asked}.ipynb; it has those of {other.file}: hand it in under that name."
    where = other.name if other.is_alone else f"{other.name} ({other.file})"
    return f"{here}; it has those of another assignment, {where}: hand it in under that name."


def _meant(notebook: NotebookNode, others: list[_Other]) -> _Other | None:
    """The one whose cells a notebook has; None if there is none, or more than one."""
    shares = [matching.share_found(notebook, other) for other in others]
    best = max(shares, default=0.0)
    return others[shares.index(best)] if best >= _ENOUGH and shares.count(best) == 1 else None


def _others(source: Path) -> Iterator[_Other]:
    for path in sorted(source.glob("*/*.ipynb")):
        try:
            cells = nbformat.from_dict(json.loads(path.read_text(encoding="utf-8"))).cells
            named = {grade_id: cell for cell in cells if (grade_id := grade_id_of(cell))}
            for cell in named.values():
                cell.source = "".join(cell.source)  # the format has it as a list of lines
        except (OSError, ValueError, AttributeError, TypeError):
            continue  # said when that one is graded
        yield _Other(path.parent.name, path.name, len(list(path.parent.glob("*.ipynb"))) == 1, named)
