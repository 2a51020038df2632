"""Which of a student's files is graded, where there are several or none bears the name that it should."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.handed_in import shown
from autograder.notebooks import matching, reading
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.matching import Original

_BEGUN = 3


@dataclass(frozen=True)
class Chosen:
    """The notebook, the file from which it was read, the SHA-256 of that file's bytes ("" without any), and notes."""

    notebook: NotebookNode
    path: Path
    digest: str
    notes: list[str]


def chosen(paths: Sequence[Path], top: Path | None, assignment: Original, name: str) -> Chosen:
    """The first of `paths` in which the assignment is begun, else the first that answers it, else the first that can be read.

    `name` is what the file should be called. Each is read once, by `reading.with_digest`. Raises OutOfReach.
    """
    best, best_path, best_rank = None, paths[0], -1
    for path in paths:
        read = reading.with_digest(path, top)
        rank = _rank(read[0], assignment) if len(paths) > 1 else _BEGUN
        if rank > best_rank:
            best, best_path, best_rank = read, path, rank
        if rank == _BEGUN:
            break
    assert best is not None
    notes = []
    others = [shown(path.name) for path in paths if path != best_path]
    if others:
        notes.append(f"Of {len(paths)} notebooks here {shown(best_path.name)} was graded; not graded: {', '.join(others)}.")
    elif best_path.name != name:
        notes.append(f"{shown(best_path.name)} was taken for {name}.")
    return Chosen(best[0], best_path, best[1], notes)


def _rank(notebook: NotebookNode, assignment: Original) -> int:
    if reading.unreadable(notebook) is not None:
        return 0
    if matching.answers_another(notebook, assignment):
        return 1
    return _BEGUN if matching.is_begun(notebook, assignment) else 2
