"""Where a course keeps the steps, whatever its directory_structure is."""

from pathlib import Path
from typing import Any

_PLACE = "\x01"


def top_of(coursedir: Any, step: str) -> Path:
    """The folder of all students' folders of a step."""
    parts = Path(coursedir.format_path(step, _PLACE, _PLACE)).parts
    return Path(*parts[: next(i for i, part in enumerate(parts) if _PLACE in part)])
