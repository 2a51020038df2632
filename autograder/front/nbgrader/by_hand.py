"""What people gave by hand, as of the page that was made of it: nbgrader keeps no time of that, and would pass the page over.

Beside a page's folder stands a hidden file with a digest of the scores and comments that the gradebook had from people then.
"""

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import or_

_BY_A_PERSON: tuple[Any, ...] = (
    (Grade, (Grade.manual_score, Grade.extra_credit), or_(Grade.manual_score.isnot(None), Grade.extra_credit != 0)),
    (Comment, (Comment.manual_comment,), Comment.manual_comment.isnot(None)),
)
NOTHING = ""
"""The digest of a student to whom nobody gave anything by hand."""


def given(assignment: str, db_url: str, course_id: str) -> dict[str, str]:
    """A digest of what people gave to each student's submission; none of students to whom nobody gave anything."""
    found = defaultdict(list)
    with Gradebook(db_url, course_id) as gb:
        for kind, columns, is_given in _BY_A_PERSON:
            asked: Any = gb.db.query(SubmittedAssignment.student_id, Notebook.name, BaseCell.name, *columns)
            asked = asked.select_from(kind).join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
            asked = asked.join(Notebook, SubmittedNotebook.notebook_id == Notebook.id).join(BaseCell, kind.cell_id == BaseCell.id)
            asked = asked.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            asked = asked.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            for student, *row in asked.filter(Assignment.name == assignment, is_given):
                found[student].append(repr(row))
    return {student: hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest() for student, rows in found.items()}


def noted(dest: Path) -> str:
    """The digest as of which the page in `dest` was made."""
    try:
        return _beside(dest).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return NOTHING


def note(dest: Path, digest: str) -> None:
    """Keep it for the page in `dest`, which was just made."""
    if digest:
        _beside(dest).write_text(f"{digest}\n", encoding="ascii")
    else:
        _beside(dest).unlink(missing_ok=True)


def _beside(dest: Path) -> Path:
    return dest.with_name(f".{dest.name}.by_hand")
