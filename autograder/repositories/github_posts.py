"""Posts on GitHub: a commit's status, a check run, or an issue, each found again and changed.

https://docs.github.com/en/rest: commits/statuses, checks/runs, issues/issues.
"""

import json
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import quote

from autograder.repositories.addresses import Address
from autograder.repositories.api import ApiError
from autograder.repositories.github_api import GitHub
from autograder.repositories.posts import Mark, Post, Posted, PostError

As = Literal["status", "check", "issue"]
_LONGEST_SUMMARY = 65_000
"""GitHub takes 65,535 characters of a check run's summary, and 65,536 of an issue."""
_CUT = "\n\nMore would stand here than GitHub shows.\n"
_MOST_PAGES = 10
_OURS = "autograder"
"""The `external_id` of our check runs: a job of a student's may bear the same name."""


class GitHubPoster:
    """A `Poster` by GitHub's API. A mark is the number of what was posted, if it has one, and a digest of what it said."""

    def __init__(self, hosting: GitHub, kind: As) -> None:
        self._hosting, self._kind = hosting, kind

    def refusal(self, where: Address) -> str:
        """It can only be a repository of this host."""
        if self._hosting.place(where) is not None:
            return ""
        return f"{where.shown} isn't a repository of {self._hosting.host}: post there with --as branch"

    def stands(self, where: Address, post: Post, mark: Mark) -> Mark | None:
        """By one request. A closed issue stands: who has read it may close it. Raises PostError."""
        try:
            found = {"status": self._said_status, "check": self._said_check, "issue": self._said_issue}[self._kind](
                self._repository(where), post, mark
            )
        except ApiError as e:
            raise PostError(str(e)) from e
        return mark if found is not None and _digest(found) == mark.get("digest") else None

    def post(self, where: Address, post: Post, mark: Mark) -> Posted:
        """Post it. Raises PostError."""
        try:
            return Posted(
                {"status": self._status, "check": self._check, "issue": self._issue}[self._kind](
                    self._repository(where), post, mark
                )
            )
        except ApiError as e:
            raise PostError(str(e)) from e

    def _repository(self, where: Address) -> str:
        place = self._hosting.place(where)
        if place is None:
            raise PostError(self.refusal(where))
        return f"/repos/{quote(place[0], '')}/{quote(place[1], '')}"

    def _said_status(self, repository: str, post: Post, mark: Mark) -> list[Any] | None:
        """The newest of a context is the one that GitHub shows."""
        found = self._hosting.there(f"{repository}/commits/{post.sha}/status", {"per_page": "100"})
        context = _context(post)
        statuses = [status for status in _rows(found, "statuses") if status.get("context") == context]
        return [statuses[0].get("state"), statuses[0].get("description")] if statuses else None

    def _status(self, repository: str, post: Post, mark: Mark) -> Mark:
        """The same again isn't added."""
        wanted = ["success" if post.is_right else "failure", post.line]
        if self._said_status(repository, post, mark) != wanted:
            sent = {"state": wanted[0], "description": wanted[1], "context": _context(post)}
            self._hosting.ask("POST", f"{repository}/statuses/{post.sha}", sent)
        return {"digest": _digest(wanted)}

    def _said_check(self, repository: str, post: Post, mark: Mark) -> list[Any] | None:
        if not _is_number(mark.get("number")):
            return None
        found = self._hosting.there(f"{repository}/check-runs/{mark['number']}")
        output = found.get("output") if isinstance(found, dict) else None
        if not isinstance(output, dict) or found.get("head_sha") != post.sha:
            return None
        return [found.get("conclusion"), output.get("title"), output.get("summary")]

    def _check(self, repository: str, post: Post, mark: Mark) -> Mark:
        name = f"autograder: {post.assignment}"
        output = {"title": post.line, "summary": _cut(post.text)}
        wanted = {"conclusion": "success" if post.is_right else "failure", "output": output}
        digest = _digest([wanted["conclusion"], output["title"], output["summary"]])
        found = self._hosting.there(f"{repository}/commits/{post.sha}/check-runs", {"check_name": name})
        for check in _rows(found, "check_runs"):
            if (check.get("name"), check.get("external_id")) == (name, _OURS) and _is_number(check.get("id")):
                self._hosting.ask("PATCH", f"{repository}/check-runs/{check['id']}", wanted)
                return {"number": check["id"], "digest": digest}
        new = {"name": name, "head_sha": post.sha, "external_id": _OURS, "status": "completed", **wanted}
        made = self._hosting.ask("POST", f"{repository}/check-runs", new)
        return {"number": made.get("id") if isinstance(made, dict) else None, "digest": digest}

    def _said_issue(self, repository: str, post: Post, mark: Mark) -> list[Any] | None:
        found = self._at(repository, mark.get("number"))
        return [found.get("title"), found.get("body")] if found is not None else None

    def _issue(self, repository: str, post: Post, mark: Mark) -> Mark:
        """One issue for each assignment, the one that was made last or else known by a mark at its beginning. One that a student
        closed is open again then.
        """
        sent = {"title": f"Graded: {post.assignment}", "body": _cut(f"{_beginning(post)}\n{post.text}")}
        digest = _digest([sent["title"], sent["body"]])
        found = self._at(repository, mark.get("number")) or self._found(repository, post)
        if found is None:
            made = self._hosting.ask("POST", f"{repository}/issues", sent)
            return {"number": made.get("number") if isinstance(made, dict) else None, "digest": digest}
        wanted = sent | {"state": "open"}
        if any(found.get(name) != value for name, value in wanted.items()):
            self._hosting.ask("PATCH", f"{repository}/issues/{found['number']}", wanted)
        return {"number": found["number"], "digest": digest}

    def _at(self, repository: str, number: object) -> dict[str, Any] | None:
        """The issue of a number, if it is there and is the one: of one that was moved elsewhere another's is answered."""
        found = self._hosting.there(f"{repository}/issues/{number}") if _is_number(number) else None
        return found if isinstance(found, dict) and found.get("number") == number else None

    def _found(self, repository: str, post: Post) -> dict[str, Any] | None:
        for page in range(1, _MOST_PAGES + 1):
            asked = {"state": "all", "sort": "created", "direction": "asc", "per_page": "100", "page": str(page)}
            found = self._hosting.ask("GET", f"{repository}/issues", asked)
            rows = [issue for issue in found if isinstance(issue, dict)] if isinstance(found, list) else []
            for issue in rows:
                is_ours = str(issue.get("body") or "").startswith(_beginning(post)) and "pull_request" not in issue
                if is_ours and _is_number(issue.get("number")):
                    return issue
            if len(rows) < 100:
                break
        return None


def _beginning(post: Post) -> str:
    return f"<!-- autograder: {post.assignment} -->"


def _context(post: Post) -> str:
    return f"autograder/{post.assignment}"


def _digest(said: list[Any]) -> str:
    """What tells one text from another, as the host gives it back: with other ends of lines, without an empty last one."""
    return sha256(json.dumps([str(part).replace("\r\n", "\n").strip() for part in said]).encode()).hexdigest()


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _rows(found: Any, name: str) -> list[dict[str, Any]]:
    rows = found.get(name) if isinstance(found, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SUMMARY else text[: _LONGEST_SUMMARY - len(_CUT)].rpartition("\n")[0] + _CUT
