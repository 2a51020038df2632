"""Which commit of a repository counts, and when it was handed in."""

from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.repositories.addresses import Address
from autograder.repositories.api import Hosting, NoPushes
from autograder.repositories.git import Git, Tip
from autograder.repositories.git_errors import NothingInTime

BY_PUSH, BY_COMMIT = "push", "commit"
_STEPS = (50, 500, 5_000)


@dataclass(frozen=True)
class Chosen:
    """A commit. `at` is when it was pushed, or by its own time made (None: as yet unknown); `depth` is how far from the tip, and
    `later` how many commits, or pushes, came after the deadline.
    """

    sha: str
    at: datetime | None
    by: str
    depth: int = 1
    later: int = 0


def chosen(git: Git, where: Address, tip: Tip, until: datetime | None, hosting: Hosting | None) -> Chosen:
    """The commit that counts: the last before `until`, by the time of its push where a host tells that, else by its own.

    Raises NothingInTime if there is none, GitError and ApiError.
    """
    place = hosting.place(where) if hosting is not None else None
    if hosting is not None and place is not None and tip.branch is not None:
        try:
            found = _by_push(hosting, place, tip, until)
        except NoPushes:
            found = None
        if found is not None:
            return found
    return Chosen(tip.sha, None, BY_COMMIT) if until is None else _by_commit(git, where, tip, until)


def _by_push(hosting: Hosting, place: tuple[str, str], tip: Tip, until: datetime | None) -> Chosen | None:
    """By the host's clock, which no student sets; None if it tells of no push that it could be."""
    later = 0
    for push in hosting.pushes(*place, tip.branch or ""):
        if until is None and push.sha == tip.sha:
            return Chosen(tip.sha, push.at, BY_PUSH)
        if until is not None and push.at <= until:
            if push.sha is None:
                raise NothingInTime(f"had no branch {tip.branch} at {said(until)}: it was deleted before, and pushed anew later")
            return Chosen(push.sha, push.at, BY_PUSH, later=later)
        later += 1
    if until is not None and later:
        raise NothingInTime(f"had nothing on {tip.branch} before {said(until)}: all of it was pushed later")
    return None


def _by_commit(git: Git, where: Address, tip: Tip, until: datetime) -> Chosen:
    """By the times of the commits, which their authors can set: along the first parents, so not into what was merged."""
    for depth in (step for step in _STEPS if step <= git.bounds.commits):
        commits, is_all = git.history(where, tip.sha, depth)
        for at, (sha, seconds) in enumerate(commits):
            if seconds <= until.timestamp():
                return Chosen(sha, datetime.fromtimestamp(seconds, UTC), BY_COMMIT, at + 1, at)
        if is_all:
            raise NothingInTime(f"has no commit before {said(until)}")
    raise NothingInTime(f"has no commit before {said(until)} among its last {depth:,}")


def is_rewritten(git: Git, where: Address, tip: str, before: str) -> bool:
    """Whether a commit that was the branch's once isn't in its history any more; False where that can't be told."""
    for depth in (step for step in _STEPS if step <= git.bounds.commits):
        commits, is_all = git.history(where, tip, depth, merged_too=True)
        if before in (sha for sha, _ in commits):
            return False
        if is_all:
            return True
    return False


def said(at: datetime) -> str:
    """A time as it is told: 2026-09-30 21:14 UTC, with its seconds if it has some."""
    at = at.astimezone(UTC)
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at.second else f"{at:%Y-%m-%d %H:%M} UTC"
