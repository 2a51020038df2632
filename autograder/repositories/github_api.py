"""GitHub's API, by PyGithub, which is imported here only, since who has other hosts needn't have it.

It waits as GitHub's headers say, up to a minute, and asks again a few times where the answer is a fault of the server's.
"""

import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import github
import requests
from github.GithubException import RateLimitExceededExceedsMaxWait
from urllib3 import Retry

from autograder.repositories.addresses import Address
from autograder.repositories.api import ApiError, Listed, NoPushes, Push, host_of
from autograder.repositories.git import SHA
from autograder.text.places import shortened, visible

_MOST_PAGES = 30
_TRIES = 3
_LONGEST_SAID = 200
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NEXT = re.compile(r'<([^<>]{1,2000})>; rel="next"')

_LIMITED = re.compile(r"too many (403|429) error responses")

logging.getLogger("github").setLevel(logging.CRITICAL)
"""PyGithub prints lines of its own between ours, of what is told in a sentence anyway."""

_POSTING = {
    307: "{host} says that the repository moved: pull again from where it is now, and publish then.",
    308: "{host} says that the repository moved: pull again from where it is now, and publish then.",
    403: "{host} doesn't let GITHUB_TOKEN in: it needs the right that docs/publishing.md names for this --as.",
    404: "{host} has no such repository, or GITHUB_TOKEN doesn't reach it: docs/publishing.md says which right it needs.",
    410: "issues are switched off there: switch them on in the repository's settings, or post with --as status or --as branch.",
    422: "{host} doesn't take it: the commit may be gone from the repository. Pull and grade again, then publish.",
}
"""What is to be done about a post, by the status of the answer."""
_REFUSED = "{host} doesn't take it, and won't until that is changed of which it speaks."
_SAID = (
    ("archived", "the repository is archived, so that nobody can write there: unarchive it, or leave it out."),
    ("saml", "the organization lets in only tokens that are authorized for its single sign-on: do that on the token's own page."),
    ("maximum number", "the commit has as many statuses as {host} takes: post with --as issue or --as branch."),
)
"""The same by words in the answer, which say more than its status."""


class _Patient(github.GithubRetry):
    """Waits as long as the headers ask, and where that is more than `max_rate_limit_wait`, not at all."""

    def increment(  # type: ignore[override]
        self,
        method: Any = None,
        url: Any = None,
        response: Any = None,
        error: Any = None,
        _pool: Any = None,
        _stacktrace: Any = None,
    ) -> Retry:
        wait = _asked_to_wait(response) if response is not None and response.status in (403, 429, 503) else None
        if wait is not None and wait > (self.max_rate_limit_wait or 0):
            response.close()
            raise RateLimitExceededExceedsMaxWait(response.status, None, dict(response.headers), wait=wait)
        retry = super().increment(method, url, response, error, _pool, _stacktrace)
        if wait is not None and response.status == 429:  # of which PyGithub knows no more than urllib3 does
            retry.get_backoff_time = lambda: wait  # type: ignore[method-assign]
        return retry


def _asked_to_wait(response: Any) -> float | None:
    """For how many seconds an answer asks not to be asked again; None if it doesn't."""
    after, reset = response.headers.get("Retry-After", ""), response.headers.get("X-RateLimit-Reset", "")
    if after.isdigit():
        return float(after)
    if reset.isdigit() and response.headers.get("X-RateLimit-Remaining") == "0":
        return max(0.0, int(reset) - time.time()) + 1
    return None


class GitHub:
    """A `Hosting`: GitHub, or a GitHub Enterprise Server, by the address of its API."""

    def __init__(
        self, url: str = "https://api.github.com", token: str = "", timeout: int = 15, patience: float = 60, pause: float = 0.25
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ApiError(f"{url} is no address of an API: it begins with https://.")
        self.host = host_of(url)
        # PyGithub adds 403, and looks whether that is a limit of the rate.
        statuses = [429, *range(500, 600)]
        waits = {"max_rate_limit_wait": patience, "secondary_rate_wait": min(patience, 60)}
        retry = _Patient(total=_TRIES, backoff_factor=pause, status_forcelist=statuses, **waits)
        self._one_at_a_time = threading.Lock()  # as GitHub asks for
        self._github = github.Github(
            auth=github.Auth.Token(token) if token else None,
            base_url=url.rstrip("/"),
            timeout=timeout,
            retry=retry,
            per_page=100,
            seconds_between_requests=pause,
            user_agent="autograder",
        )

    def close(self) -> None:
        """Close what is open to the host."""
        self._github.close()

    def repositories(self, owner: str, prefix: str) -> list[Listed]:
        """The repositories of an organization or a person whose names begin so. Raises ApiError."""
        try:
            pages = list(self._pages(f"/orgs/{quote(owner, '')}/repos", {}, 10 * _MOST_PAGES))
        except NoPushes:
            try:
                pages = list(self._pages(f"/users/{quote(owner, '')}/repos", {}, 10 * _MOST_PAGES))
            except NoPushes:
                raise ApiError(
                    f"{self.host} knows nobody called {owner}: see how it is written, and that you may look."
                ) from None
        rows = [row for page in pages for row in page if isinstance(row, dict)]
        found = [Listed(str(row.get("name", "")), str(row.get("clone_url", ""))) for row in rows]
        return sorted((one for one in found if one.name.casefold().startswith(prefix.casefold())), key=lambda one: one.name)

    def place(self, where: Address) -> tuple[str, str] | None:
        """The owner and the name in an address such as https://github.com/OWNER/NAME.git."""
        if where.host != self.host or where.protocol == "file":
            return None
        path = urlsplit(where.url).path if "://" in where.url else where.url.partition(":")[2]
        parts = path.strip("/").removesuffix(".git").split("/")
        return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None

    def pushes(self, owner: str, name: str, branch: str) -> Iterator[Push]:
        """What changed a branch, the last first. Raises ApiError; NoPushes where GitHub doesn't tell."""
        path = f"/repos/{quote(owner, '')}/{quote(name, '')}/activity"
        for page in self._pages(path, {"ref": f"refs/heads/{branch}", "direction": "desc"}, _MOST_PAGES):
            for row in page:
                sha = str(row.get("after", "")) if isinstance(row, dict) else ""
                if not SHA.fullmatch(sha) or row.get("ref") != f"refs/heads/{branch}":
                    continue
                try:
                    at = datetime.fromisoformat(str(row.get("timestamp")))
                except ValueError:
                    continue
                is_deleted = row.get("activity_type") == "branch_deletion" or not sha.strip("0")
                yield Push(None if is_deleted else sha, at if at.tzinfo else at.replace(tzinfo=UTC))

    def _pages(self, path: str, parameters: dict[str, str], most: int) -> Iterator[list[Any]]:
        """The pages of a list; by the Link header, whose address is taken for its parameters only."""
        asked: dict[str, Any] = {**parameters, "per_page": 100}
        for _ in range(most):
            try:
                headers, data = self._asked("GET", path, asked)
            except _Answered as e:
                raise self._about_a_look(e) from e
            if not isinstance(data, list):
                raise ApiError(f"{self.host} answered with what is no list; run it again later.")
            yield data
            further = _NEXT.search(headers.get("link", ""))
            if further is None:
                return
            asked |= {key: values[0] for key, values in parse_qs(urlsplit(further[1]).query).items()}
        raise ApiError(f"{self.host} lists more than {most * 100:,} entries, and isn't asked for more.")

    def ask(self, method: str, path: str, values: dict[str, Any] | None = None) -> Any:
        """What GitHub answers to who posts; `values` are the parameters of a GET, and else what is sent. Raises ApiError."""
        try:
            return self._asked(method, path, values or {})[1]
        except _Answered as e:
            raise self._about_a_post(e) from e

    def there(self, path: str, values: dict[str, Any] | None = None) -> Any:
        """What GitHub has at an address; None where there is nothing any more. Raises ApiError."""
        try:
            return self._asked("GET", path, values or {})[1]
        except _Answered as e:
            # 422 is its answer about a commit that isn't there.
            if e.status in (301, 404, 410, 422):
                return None
            raise self._about_a_post(e) from e

    def _asked(self, method: str, path: str, values: dict[str, Any]) -> tuple[dict[str, Any], Any]:
        sent: dict[str, Any] = {"parameters": values} if method == "GET" else {"input": values}
        try:
            with self._one_at_a_time:
                status, headers, text = self._github.requester.requestJson(method, path, **sent)
            data = json.loads(text) if text else None
            if status >= 400:
                raise self._github.requester.createException(status, headers, data if isinstance(data, dict) else {})
            if status >= 300:  # which PyGithub takes for done, where it is no 301
                raise _Answered(status, "")
            return headers, data
        except github.RateLimitExceededException as e:
            raise self._limited(getattr(e, "wait", None)) from e
        except github.GithubException as e:
            message = e.data.get("message") if isinstance(e.data, dict) else ""
            raise _Answered(e.status, shortened(visible(str(message or "")), _LONGEST_SAID)) from e
        except requests.RequestException as e:
            if _LIMITED.search(str(e)):
                raise self._limited(None) from e
            what = (
                "answered with faults of its own"
                if isinstance(e, requests.exceptions.RetryError)
                else "couldn't be reached, or didn't answer in time"
            )
            raise ApiError(f"{self.host} {what}, {_TRIES + 1} times; run it again later.") from e
        except ValueError as e:
            raise ApiError(f"{self.host} answered with what is no JSON; run it again later.") from e
        except RuntimeError as e:  # PyGithub's, of an answer that leads to another host
            raise ApiError(f"{self.host} leads elsewhere: see that --api is the address of the API.") from e

    def _limited(self, wait: float | None) -> ApiError:
        when = f"until {datetime.fromtimestamp(time.time() + wait, UTC):%Y-%m-%d %H:%M:%S} UTC" if wait else "for a while"
        return ApiError(f"{self.host} takes no more requests {when}: run it again then, with a GITHUB_TOKEN if you had none.")

    def _about_a_post(self, e: "_Answered") -> ApiError:
        if e.status == 401 or e.status >= 500:
            return self._about_a_look(e)
        told = next((told for words, told in _SAID if words in e.message.lower()), None) or _POSTING.get(e.status, _REFUSED)
        words = f"{e.status}: {e.message}" if e.message else str(e.status)
        return ApiError(f"{told.format(host=self.host)} ({words})")

    def _about_a_look(self, e: "_Answered") -> ApiError:
        if e.status == 401:
            return ApiError(f"{self.host} doesn't know the token: put a new one into GITHUB_TOKEN.")
        if e.status == 404:
            return NoPushes(f"{self.host} tells of no pushes")
        if e.status == 403:
            return ApiError(f"{self.host} doesn't let you look: GITHUB_TOKEN needs the right to read these repositories.")
        return ApiError(f"{self.host} answered with {e.status}; run it again later.")


class _Answered(Exception):
    """The host doesn't do what it was asked for: the status of its answer, and its own words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status, self.message = status, message
