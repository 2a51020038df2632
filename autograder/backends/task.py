"""What there is to grade."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Task:
    """One notebook to grade. `notebook` names the assignment's notebook that it answers, None for the assignment's own."""

    path: Path
    student: str
    assignment: str
    notebook: str | None = None
