"""A stand-in for GitHub's API: a server of this machine that answers as GitHub does, and as it does on a bad day."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit


@dataclass
class FakeGitHub:
    """What there is, what was asked, and how the next answers fail: (status, headers, message), or seconds to wait."""

    url: str = ""
    owner: str = "org"
    repositories: dict[str, str] = field(default_factory=dict)
    activity: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    page: int = 100
    failing: list[tuple[int, dict[str, str], str] | float] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    statuses: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    checks: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    issues: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    no_issues: set[str] = field(default_factory=set)
    failing_only: str = ""
    """The method of the requests that fail, "" for all."""

    def failure(self, method: str) -> tuple[int, dict[str, str], str] | float | None:
        """How the next answer fails, if it does."""
        return self.failing.pop(0) if self.failing and self.failing_only in ("", method) else None

    def push(self, name: str, at: datetime, sha: str, kind: str = "push", branch: str = "main", before: str = "0" * 40) -> None:
        """Let something have been pushed."""
        row = {"id": "1", "before": before, "after": sha, "ref": f"refs/heads/{branch}", "activity_type": kind}
        self.activity.setdefault(name, []).insert(0, row | {"timestamp": at.strftime("%Y-%m-%dT%H:%M:%SZ")})

    def answer(self, path: str, asked: dict[str, str]) -> tuple[list[dict[str, Any]] | None, dict[str, str]]:
        """The rows of one page, and what leads to the next; None for what isn't there."""
        parts = path.strip("/").split("/")
        rows: list[dict[str, Any]] | None = None
        if parts in (["orgs", self.owner, "repos"], ["users", self.owner, "repos"]):
            rows = [{"name": name, "clone_url": url} for name, url in self.repositories.items()]
            start = (int(asked.get("page", "1")) - 1) * self.page
            further = {"page": str(start // self.page + 2)}
        elif len(parts) == 4 and parts[0] == "repos" and parts[3] == "activity" and parts[2] in self.activity:
            rows = [row for row in self.activity[parts[2]] if row["ref"] == asked.get("ref", row["ref"])]
            start = int(asked.get("after", "0"))
            further = {"after": str(start + self.page)}
        if rows is None:
            return None, {}
        following = rows[start + self.page :]
        return rows[start : start + self.page], further if following else {}

    def told(self, path: str, asked: dict[str, str]) -> dict[str, Any] | list[dict[str, Any]] | None:
        """What was posted to a repository: the statuses or check runs of a commit, or a page of its issues."""
        _, _, name, *rest = path.strip("/").split("/")
        if name not in self.repositories:
            return None
        if rest[:1] == ["commits"] and rest[2:] == ["status"]:
            newest = {row["context"]: row for row in self.statuses.get(name, []) if row["sha"] == rest[1]}
            return {"statuses": list(newest.values())}
        if rest[:1] == ["commits"] and rest[2:] == ["check-runs"]:
            of_it = [row for row in self.checks.get(name, []) if row["head_sha"] == rest[1]]
            return {"check_runs": [row for row in of_it if row["name"] == asked.get("check_name", row["name"])]}
        of_number = {"issues": self.issues, "check-runs": self.checks}
        if len(rest) == 2 and rest[0] in of_number:
            return next((row for row in of_number[rest[0]].get(name, []) if str(row["id"]) == rest[1]), None)
        if rest == ["issues"]:
            start = (int(asked.get("page", "1")) - 1) * self.page
            return self.issues.get(name, [])[start : start + self.page]
        return None

    def write(self, method: str, path: str, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Add a status, a check run or an issue, or change one of these; the answer's status, and what is there now."""
        _, _, name, *rest = path.strip("/").split("/")
        if name not in self.repositories:
            return 404, {"message": "Not Found"}
        kinds = {"statuses": self.statuses, "check-runs": self.checks, "issues": self.issues}
        if rest[0] == "issues" and name in self.no_issues:
            return 410, {"message": "Issues are disabled for this repo"}
        there = kinds[rest[0]].setdefault(name, [])
        if method == "PATCH":
            (one,) = (row for row in there if str(row["id"]) == rest[1])
            one.update(sent)
            return 200, one
        if rest[0] == "issues":
            sent = {"state": "open"} | sent
        number = sum(len(rows) for rows in kinds[rest[0]].values()) + 1
        there.append({"id": number, "number": number} | sent | ({"sha": rest[1]} if rest[0] == "statuses" else {}))
        return 201, there[-1]


@contextmanager
def running(fake: FakeGitHub) -> Iterator[FakeGitHub]:
    """Let it answer, at `fake.url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append(f"{self.command} {self.path}")
            failure = fake.failure(self.command)
            if isinstance(failure, tuple):
                return self.send(failure[0], {"message": failure[2]}, failure[1])
            self.send(*fake.write(self.command, urlsplit(self.path).path, sent), {})

        do_PATCH = do_POST

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            fake.asked.append(self.path)
            fake.tokens.add(self.headers.get("Authorization", ""))
            failure = fake.failure("GET")
            if isinstance(failure, float):
                time.sleep(failure)
            elif failure is not None:
                status, headers, message = failure
                return self.send(status, {"message": message}, headers)
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            if (told := fake.told(parts.path, asked) if parts.path.count("/") > 3 else None) is not None:
                return self.send(200, told, {})
            rows, further = fake.answer(parts.path, asked)
            if rows is None:
                return self.send(404, {"message": "Not Found"}, {})
            link = {"Link": f'<{fake.url}{parts.path}?{urlencode(asked | further)}>; rel="next"'} if further else {}
            return self.send(200, rows, link)

        def send(self, status: int, content: object, headers: dict[str, str]) -> None:
            data = json.dumps(content).encode()
            try:
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)
            except ConnectionError:
                pass  # who asked has given up, as in a test of a slow answer

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
