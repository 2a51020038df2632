"""What a host of repositories is asked, whichever it is: which repositories there are, and when something was pushed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from autograder.repositories.addresses import Address

API = "https://api.github.com"
"""GitHub's own."""


class ApiError(Exception):
    """The host didn't answer as it should; the text is a sentence that says what to do."""


class NoPushes(ApiError):
    """The host tells of no pushes to this repository."""


def host_of(api: str) -> str:
    """The host of the repositories that an API tells of: github.com of https://api.github.com, else the same."""
    host = urlsplit(api).hostname or ""
    return "github.com" if host == "api.github.com" else host


@dataclass(frozen=True)
class Listed:
    """A repository of an owner, and the address under which git fetches it."""

    name: str
    url: str


@dataclass(frozen=True)
class Push:
    """A change of a branch: `sha` is where it stood afterwards, None where it was deleted."""

    sha: str | None
    at: datetime


class Hosting(Protocol):
    """A host of repositories."""

    def repositories(self, owner: str, prefix: str) -> list[Listed]:
        """The repositories of an owner whose names begin so. Raises ApiError."""

    def place(self, where: Address) -> tuple[str, str] | None:
        """The owner and the name of a repository of this host; None of another's."""

    def pushes(self, owner: str, name: str, branch: str) -> Iterator[Push]:
        """What changed a branch, the last first, as the host's own clock says. Raises ApiError."""

    def close(self) -> None:
        """Nothing more is asked."""
