"""What the checks said of a graded cell, read from a graded notebook's metadata.

The judge wrote it there (`results/told.py`), unless the notebook was never judged: then a student may have written it. So all
of it is looked at, and no score comes from here.
"""

import base64
from dataclasses import dataclass, field
from typing import Any, get_args

from autograder.results.report import Status, bounded
from autograder.results.telling import About
from autograder.text import pictures
from autograder.text.places import shortened, visible

_MOST_CELLS, _MOST_CHECKS = 500, 50
_LONGEST = 2_000


@dataclass
class Check:
    """A check's result, as far as a student is told. `picture` is an address of a PNG, "" for none; `at_cell` and `at_line` the
    line to look at, in the code cell of this number; 0 for none.
    """

    status: Status
    message: str
    claim: str
    finding: str
    hint: str
    about: About
    picture: str = ""
    alt: str = ""
    at_cell: int = 0
    at_line: int = 0


@dataclass(frozen=True)
class Cell:
    """One graded cell that checks decide about. `carried` names functions with right versions of which it is right."""

    exercise: str
    status: Status
    carried: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


def notes_of(metadata: Any) -> list[str]:
    """What was noted about the whole notebook when it was graded, such as a cell that was put back."""
    return bounded(_strings(_graded(metadata).get("notes")))


def is_read(metadata: Any) -> bool:
    """Whether the cells are the student's: those of a file that couldn't be read were put in when it was graded."""
    return _graded(metadata).get("is_read") is not False


def cells_of(metadata: Any) -> dict[str, Cell]:
    """The cells that checks decide about, by their grade_id; {} of a notebook in which nothing is told."""
    cells: dict[str, Cell] = {}
    for one in _dicts(_graded(metadata).get("cells"))[:_MOST_CELLS]:
        grade_id, exercise = one.get("grade_id"), one.get("exercise")
        if isinstance(grade_id, str) and isinstance(exercise, str):
            carried = _strings(one.get("carried"))[:_MOST_CHECKS]
            checks = [_check(check) for check in _dicts(one.get("checks"))[:_MOST_CHECKS]]
            cells[grade_id] = Cell(_text(exercise), _status(one), carried, checks)
    return cells


def _check(found: dict[str, Any]) -> Check:
    claim, finding, hint, alt, message = (_text(found.get(name)) for name in ("claim", "finding", "hint", "alt", "message"))
    about: About = next((known for known in get_args(About) if known == found.get("about")), "")
    picture, cell, line = _picture(found.get("picture")), _place(found.get("at_cell")), _place(found.get("at_line"))
    return Check(_status(found), message, claim, finding, hint, about, picture, alt, cell, line)


def _status(found: dict[str, Any]) -> Status:
    return next((known for known in get_args(Status) if known == found.get("status")), "fail")


def _picture(found: Any) -> str:
    """The address of a picture without all that isn't shown of it."""
    encoded = pictures.from_base64(found, "image/png") if isinstance(found, str) else None
    bare = pictures.bare_png(base64.b64decode(encoded)) if encoded else None
    return (pictures.as_url(bare) or "") if bare else ""


def _graded(metadata: Any) -> dict[str, Any]:
    found = metadata.get("autograder") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _strings(found: Any) -> list[str]:
    return [_text(one) for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _text(found: Any) -> str:
    return visible(shortened(found, _LONGEST), "\n\t") if isinstance(found, str) else ""


def _place(found: Any) -> int:
    return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else 0
