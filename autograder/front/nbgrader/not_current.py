"""What nbgrader passes over as done, and isn't: a result that the gradebook knows nothing of, one in which something couldn't be
graded, other work than was graded, and a result of other checks than the course has now.

nbgrader asks whether the folder of a result is there, and whether the timestamp.txt of the work tells a later time.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment

from autograder import handed_in
from autograder.handed_in import Refused
from autograder.notebooks.reading import MAX_NOTEBOOK

DIGEST = "autograder_digest"
"""Metadata of a notebook on its way through nbgrader's steps: the SHA-256 of the file that it was read from."""
FILE = "autograder_file"
"""And that file's name, which may be another one than nbgrader's for the notebook."""


def in_gradebook(assignment: str, db_url: str, course_id: str) -> set[str]:
    """The students of whom the gradebook has a submission."""
    with Gradebook(db_url, course_id) as gb:
        asked = gb.db.query(SubmittedAssignment.student_id).join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        return {student for (student,) in asked.filter(Assignment.name == assignment)}


def is_other_work(noted: dict[str, Any], files: Iterable[Path], top: Path | None) -> bool:
    """Whether none of `files` is what the result was made of in which this was `noted`. Not, where nobody can tell."""
    digest = noted.get("digest")
    if not digest:
        return False
    try:
        return all(hashlib.sha256(handed_in.read(path, MAX_NOTEBOOK, top)).hexdigest() != digest for path in files)
    except Refused:
        return False


def wasnt_graded(noted: dict[str, Any]) -> bool:
    """Whether the judge couldn't grade some of the result in which this was `noted`."""
    cells = noted.get("cells")
    return isinstance(cells, list) and any(isinstance(cell, dict) and cell.get("status") == "error" for cell in cells)


def is_by_other_checks(noted: dict[str, Any], now: str) -> bool:
    """Whether the result in which this was `noted` is of other checks than `now`. Not, where nobody can tell."""
    return bool(now and noted.get("checks")) and noted["checks"] != now


def noted_in(graded: Path) -> dict[str, Any]:
    """What was noted in a graded notebook; nothing, where nobody can tell."""
    try:
        found = json.loads(graded.read_bytes())["metadata"]["autograder"]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def digest_of(metadata: Any) -> str:
    """Take the digest out of a notebook's metadata."""
    return _taken(metadata, DIGEST)


def file_of(metadata: Any) -> str:
    """Take the file's name out of a notebook's metadata."""
    return _taken(metadata, FILE)


def _taken(metadata: Any, name: str) -> str:
    found = metadata.pop(name, "")
    return found if isinstance(found, str) else ""
