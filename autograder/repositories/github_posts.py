"""Posts on GitHub: a commit's status, a check run, or an issue, each found again and changed.

https://docs.github.com/en/rest: commits/statuses, checks/runs, issues/issues.
"""

from typing import Any, Literal
from urllib.parse import quote

from autograder.repositories.addresses import Address
from autograder.repositories.api import ApiError
from autograder.repositories.github_api import GitHub
from autograder.repositories.posts import Post, PostError

As = Literal["status", "check", "issue"]
_LONGEST_SUMMARY = 65_000
"""GitHub takes 65,535 characters of a check run's summary, and 65,536 of an issue."""
_CUT = "\n\nMore would stand here than GitHub shows.\n"
_MOST_PAGES = 10


class GitHubPoster:
    """A `Poster` by GitHub's API."""

    def __init__(self, hosting: GitHub, kind: As) -> None:
        self._hosting, self._kind = hosting, kind

    def post(self, where: Address, post: Post) -> None:
        """Post it. Raises PostError."""
        place = self._hosting.place(where)
        if place is None:
            raise PostError(f"{where.shown} isn't a repository of {self._hosting.host}: post there with --as branch")
        repository = f"/repos/{quote(place[0], '')}/{quote(place[1], '')}"
        try:
            {"status": self._status, "check": self._check, "issue": self._issue}[self._kind](repository, post)
        except ApiError as e:
            raise PostError(str(e)) from e

    def _status(self, repository: str, post: Post) -> None:
        """The newest of a context is the one that GitHub shows; the same again isn't added."""
        context = f"autograder/{post.assignment}"
        wanted = {"state": "success" if post.is_right else "failure", "description": post.line, "context": context}
        found = self._hosting.ask("GET", f"{repository}/commits/{post.sha}/status")
        for status in _rows(found, "statuses"):
            if status.get("context") == context:
                if all(status.get(key) == value for key, value in wanted.items()):
                    return
                break
        self._hosting.ask("POST", f"{repository}/statuses/{post.sha}", wanted)

    def _check(self, repository: str, post: Post) -> None:
        name = f"autograder: {post.assignment}"
        output = {"title": post.line, "summary": _cut(post.text)}
        wanted = {"conclusion": "success" if post.is_right else "failure", "output": output}
        found = self._hosting.ask("GET", f"{repository}/commits/{post.sha}/check-runs", {"check_name": name})
        for check in _rows(found, "check_runs"):
            if check.get("name") == name and isinstance(check.get("id"), int):
                self._hosting.ask("PATCH", f"{repository}/check-runs/{check['id']}", wanted)
                return
        new = {"name": name, "head_sha": post.sha, "status": "completed", **wanted}
        self._hosting.ask("POST", f"{repository}/check-runs", new)

    def _issue(self, repository: str, post: Post) -> None:
        """One issue for each assignment, known by a mark at its beginning; it is changed though a student closed it."""
        mark = f"<!-- autograder: {post.assignment} -->"
        body = _cut(f"{mark}\n{post.text}")
        for page in range(1, _MOST_PAGES + 1):
            asked = {"state": "all", "sort": "created", "direction": "asc", "per_page": "100", "page": str(page)}
            found = self._hosting.ask("GET", f"{repository}/issues", asked)
            rows = found if isinstance(found, list) else []
            for issue in rows:
                if str(issue.get("body") or "").startswith(mark) and isinstance(issue.get("number"), int):
                    if issue.get("body") != body:
                        self._hosting.ask("PATCH", f"{repository}/issues/{issue['number']}", {"body": body})
                    return
            if len(rows) < 100:
                break
        self._hosting.ask("POST", f"{repository}/issues", {"title": f"Graded: {post.assignment}", "body": body})


def _rows(found: Any, name: str) -> list[dict[str, Any]]:
    rows = found.get(name) if isinstance(found, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SUMMARY else text[: _LONGEST_SUMMARY - len(_CUT)].rpartition("\n")[0] + _CUT
