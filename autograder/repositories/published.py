"""What was published, in a file beside the reports: so nothing is posted twice, and how often a student was told is known.

A score tells something about the hidden checks, and a student who could ask without end would learn them; so gradings a day can
be bounded.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.repositories.posts import Post

SCHEMA = 1
_KEPT = 100
_LARGEST = 64 << 20


@dataclass
class Told:
    """What a student was told last of an assignment, and when something new was, ISO 8601 in UTC, the newest last."""

    student: str
    assignment: str
    sha: str = ""
    digest: str = ""
    times: list[str] = field(default_factory=list)

    def is_told(self, post: Post) -> bool:
        return self.digest == digest(post)

    def on(self, day: datetime) -> int:
        """How many gradings were published on a day, by UTC."""
        return sum(time.startswith(f"{day.astimezone(UTC):%Y-%m-%d}") for time in self.times)

    def note(self, post: Post, now: datetime) -> None:
        self.sha, self.digest = post.sha, digest(post)
        self.times = [*self.times, now.astimezone(UTC).isoformat(timespec="seconds")][-_KEPT:]


def digest(post: Post) -> str:
    """What tells one post from another."""
    return hashlib.sha256(post.facts.encode()).hexdigest()


def path_of(reports: Path) -> Path:
    """Where the record of a file of reports stands: `reports.published.json` beside `reports.json`."""
    return reports.with_name(f"{reports.stem}.published.json")


def read(path: Path) -> dict[tuple[str, str], Told]:
    """The record by student and assignment, empty where there is none. Raises ValueError or OSError where it can't be read."""
    if not path.exists():
        return {}
    if path.stat().st_size > _LARGEST:
        raise ValueError("it is too large")
    found = [Told(**row) for row in json.loads(path.read_text(encoding="utf-8"))["told"]]
    return {(one.student, one.assignment): one for one in found}


def text(told: Iterable[Told]) -> str:
    """The record as it is written."""
    return json.dumps({"schema": SCHEMA, "told": [asdict(one) for one in told]}, indent=1) + "\n"
