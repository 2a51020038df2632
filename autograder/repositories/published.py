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
from typing import Any

from autograder.repositories.posts import Mark, Post

SCHEMA = 2
_KEPT = 100
_LARGEST = 64 << 20


@dataclass
class Told:
    """What a student was told last of an assignment, and when something new was, ISO 8601 in UTC, the newest last.

    `posts` are what stands for it in their repository, by the kind of post: its address, its digest, its mark.
    """

    student: str
    assignment: str
    sha: str = ""
    digest: str = ""
    times: list[str] = field(default_factory=list)
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def is_new(self, post: Post) -> bool:
        """Whether the student wasn't told this last, in whichever way."""
        return self.digest != digest(post)

    def mark(self, kind: str, url: str) -> Mark:
        """The mark of what was posted last in this way; {} where nothing was, or elsewhere."""
        there = self.posts.get(kind, {})
        found: Mark = there["mark"] if there.get("url") == url else {}
        return found

    def says(self, kind: str, url: str, post: Post) -> bool:
        """Whether what was posted last in this way says the same."""
        return bool(self.mark(kind, url)) and self.posts[kind].get("digest") == digest(post)

    def on(self, day: datetime) -> int:
        """How many gradings were published on a day, by UTC."""
        return sum(time.startswith(f"{day.astimezone(UTC):%Y-%m-%d}") for time in self.times)

    def note(self, kind: str, url: str, post: Post, mark: Mark, now: datetime) -> None:
        """It was posted, and stands there. What a student was told before is no new grading of the day."""
        if self.is_new(post):
            self.times = [*self.times, now.astimezone(UTC).isoformat(timespec="seconds")][-_KEPT:]
        self.sha, self.digest = post.sha, digest(post)
        self.posts[kind] = {"url": url, "digest": self.digest, "mark": mark}


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
    try:
        found = [Told(**row) for row in json.loads(path.read_text(encoding="utf-8"))["told"]]
    except (KeyError, TypeError, RecursionError) as e:
        raise ValueError(f"{type(e).__name__}: {e}") from e
    if not all(_is_right(one) for one in found):
        raise ValueError("it holds something else")
    return {(one.student, one.assignment): one for one in found}


def _is_right(one: Told) -> bool:
    is_text = all(isinstance(text, str) for text in (one.student, one.assignment, one.sha, one.digest))
    is_list = isinstance(one.times, list) and all(isinstance(time, str) for time in one.times)
    posts = one.posts.values() if isinstance(one.posts, dict) else [None]
    return is_text and is_list and all(isinstance(post, dict) and isinstance(post.get("mark"), dict) for post in posts)


def text(told: Iterable[Told]) -> str:
    """The record as it is written."""
    return json.dumps({"schema": SCHEMA, "told": [asdict(one) for one in told]}, indent=1) + "\n"
