"""What a notebook's cells are: told by their nbgrader metadata, which a student may have changed in any way."""

from collections.abc import Mapping
from typing import Any


def other_language(notebook: Mapping[str, Any]) -> str | None:
    """The kernel or language that a notebook is written for, if that isn't Python."""
    metadata = notebook.get("metadata", {})
    spec, info = metadata.get("kernelspec") or {}, metadata.get("language_info") or {}
    named = str(spec.get("language") or info.get("name") or spec.get("name") or "python")
    return None if named.lower().startswith(("python", "ipython")) else named


def nbgrader_metadata(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell's nbgrader metadata, {} if it has none or nonsense."""
    found = cell.get("metadata", {}).get("nbgrader")
    return found if isinstance(found, dict) else {}


def grade_id_of(cell: Mapping[str, Any]) -> str | None:
    found = nbgrader_metadata(cell).get("grade_id")
    return found if isinstance(found, str) else None


def is_graded(cell: Mapping[str, Any]) -> bool:
    return nbgrader_metadata(cell).get("grade") is True


def is_solution(cell: Mapping[str, Any]) -> bool:
    return nbgrader_metadata(cell).get("solution") is True


def points_of(cell: Mapping[str, Any]) -> float:
    """The points of a graded cell of the instructor's, which `rules` has seen to be there."""
    return float(nbgrader_metadata(cell)["points"])


def is_given(cell: Mapping[str, Any]) -> bool:
    """Whether the instructor wrote it, for the student to use."""
    return nbgrader_metadata(cell).get("locked") is True and not is_graded(cell) and not is_picture(cell)


def is_picture(cell: Mapping[str, Any]) -> bool:
    return "picture" in cell.get("metadata", {}).get("tags", [])


def exercise_and_part(grade_id: str) -> tuple[str, str]:
    """`test_l1_distance-batch` -> ("l1_distance", "batch"); without a dash the part is ""."""
    exercise, _, part = grade_id.removeprefix("test_").partition("-")
    return exercise, part
