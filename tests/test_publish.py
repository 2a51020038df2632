"""`autograder publish`: each student is told once, in their own repository, and of nothing that is the instructor's."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import repositories
from fake_github import FakeGitHub, running

from autograder.front.cli.main import main
from autograder.repositories import github_posts, published, record
from autograder.repositories.addresses import address
from autograder.repositories.git import Git
from autograder.repositories.git_writing import WritingGit
from autograder.repositories.record import Pulled
from autograder.results import json_file
from autograder.results.report import CellResult, CheckResult, Report

SHA = "3" * 40
DIGEST = "5" * 64
KINDS = ["issue", "status", "check"]


def report(student: str, *statuses: str, sentence: str = "Is a mean missing?") -> Report:
    """A report with an exercise for each status."""
    cells = []
    for number, status in enumerate(statuses):
        check = CheckResult(
            "test_it", status, claim="It gives a mean.", finding="It gave three.", hint=sentence, about="value",  # type: ignore[arg-type]
            reason="hidden_reason", details="hidden traceback",
        )  # fmt: skip
        cells.append(CellResult(f"test_e{number}", f"e{number}", 2.0, [check]))
    notes, given = ["A note."], {"given": "hidden_given"}
    return Report(student, "02_distances", "mine.ipynb", 1, "cpu", True, cells, notes, given, {}, DIGEST)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    monkeypatch.setenv("GITHUB_TOKEN", "t0ken")
    with running(FakeGitHub()) as found:
        found.repositories = {f"hw-{name}": "" for name in ("ada", "bob", "cyd")}
        yield found


class Class:
    """Reports and a record of what was pulled, and the command on them."""

    def __init__(self, folder: Path, fake: FakeGitHub | None = None) -> None:
        self.reports, self.pulled, self.fake = folder / "reports.json", folder / "submitted.pulled.json", fake
        self.rows: dict[str, Pulled] = {}

    def write(self, *reports: Report, sha: str = SHA, urls: dict[str, str] | None = None, until: str = "") -> None:
        json_file.write_text(self.reports, json_file.text(reports))
        for one in reports:
            url = (urls or {}).get(one.student, f"https://127.0.0.1/org/hw-{one.student}.git")
            found = Pulled(one.student, url, "main", sha, until, sha, "2026-10-01T10:00:00+00:00", "push", [one.assignment])
            found.digests = {one.assignment: {one.notebook: DIGEST}}
            self.rows[one.student] = found
        json_file.write_text(self.pulled, record.text(self.rows.values()))

    def write_record(self) -> None:
        """Write the rows, which a test has changed."""
        self.pulled.write_text(record.text(self.rows.values()))

    def publish(self, kind: str, *more: str) -> int:
        api = ["--api", self.fake.url] if self.fake is not None else []
        return main(["publish", str(self.reports), "--pulled", str(self.pulled), "--as", kind, *api, *more])


@pytest.fixture
def students(tmp_path: Path, fake: FakeGitHub) -> Class:
    return Class(tmp_path, fake)


def posted(fake: FakeGitHub, kind: str, name: str) -> list[dict[str, Any]]:
    return {"issue": fake.issues, "status": fake.statuses, "check": fake.checks}[kind].get(name, [])


@pytest.mark.parametrize("kind", KINDS)
def test_posting_twice_changes_the_post_and_makes_no_second_one(kind: str, students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", "pass", "fail"), report("bob", "pass"))
    assert students.publish(kind) == 0
    (first,) = posted(fake, kind, "hw-ada")
    before = json.dumps(first)
    assert len(posted(fake, kind, "hw-bob")) == 1
    asked = len(fake.asked)
    assert students.publish(kind) == 0
    assert len(fake.asked) == asked + 2  # it is known here, and it is looked at once whether it stands there
    published.path_of(students.reports).unlink()
    assert students.publish(kind) == 0  # and where that was lost, it is found there
    assert [json.dumps(one) for one in posted(fake, kind, "hw-ada")] == [before]
    students.write(report("ada", "pass", "pass"), report("bob", "pass"))
    assert students.publish(kind) == 0
    assert json.dumps(posted(fake, kind, "hw-ada")[-1]) != before
    assert len(posted(fake, kind, "hw-ada")) == (2 if kind == "status" else 1)  # of statuses GitHub shows the newest
    assert len(posted(fake, kind, "hw-bob")) == 1


def test_each_kind_says_what_github_asks_for(students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", "pass", "fail"), report("bob", "pass"))
    for kind in KINDS:
        assert students.publish(kind, "--api", fake.url) == 0
        published.path_of(students.reports).unlink()
    (status,) = fake.statuses["hw-ada"]
    assert (status["sha"], status["state"], status["context"]) == (SHA, "failure", "autograder/02_distances")
    assert status["description"] == "2 of 4 points; next: e1"
    assert fake.statuses["hw-bob"][0]["state"] == "success"
    (check,) = fake.checks["hw-ada"]
    assert (check["head_sha"], check["status"], check["conclusion"]) == (SHA, "completed", "failure")
    assert set(check["output"]) == {"title", "summary"}
    (issue,) = fake.issues["hw-ada"]
    assert issue["title"] == "Graded: 02_distances"
    assert issue["body"].startswith("<!-- autograder: 02_distances -->\n")
    assert "Is a mean missing?" in issue["body"]
    assert "bearer t0ken" in {token.lower() for token in fake.tokens} or "token t0ken" in fake.tokens


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_instructors_is_posted(kind: str, students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", "pass", "fail"))
    assert students.publish(kind) == 0
    assert "hidden" not in json.dumps(posted(fake, kind, "hw-ada")).replace("hidden checks", "")


def test_a_students_text_calls_nobody(students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", "fail", sentence="@everyone <img src=x> | #1 [x](https://evil.example)"))
    assert students.publish("issue") == 0
    body = fake.issues["hw-ada"][0]["body"]
    assert "@everyone" not in body
    assert "<img" not in body
    assert "https:" not in body


def test_half_a_grading_is_told_to_nobody(students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    students.write(report("ada", "pass", "error"), report("bob", "pass"))
    assert students.publish("issue") == 0
    assert "ada  02_distances  put off: not all of it could be graded" in capsys.readouterr().out
    assert list(fake.issues) == ["hw-bob"]


def test_gradings_a_day_are_bounded(students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    for number, statuses in enumerate([("fail", "fail"), ("pass", "fail"), ("pass", "pass")]):
        students.write(report("ada", *statuses), sha=str(number) * 40)
        assert students.publish("issue", "--a-day", "2") == 0
    assert "put off: 2 gradings were published today" in capsys.readouterr().out
    assert "2 of 4" in fake.issues["hw-ada"][0]["body"]
    path = published.path_of(students.reports)
    told = json.loads(path.read_text())
    yesterday = datetime.now(UTC) - timedelta(days=1)
    told["told"][0]["times"] = [yesterday.isoformat(), yesterday.isoformat()]
    path.write_text(json.dumps(told))
    assert students.publish("issue", "--a-day", "2") == 0
    assert "4 of 4" in fake.issues["hw-ada"][0]["body"]


def test_the_same_again_is_no_new_grading(students: Class, fake: FakeGitHub) -> None:
    """Hidden inputs are new each time, and a sentence may name one: what a student gained or lost is what counts."""
    students.write(report("ada", "fail", sentence="It gave 0.31."))
    assert students.publish("issue", "--a-day", "1") == 0
    students.write(report("ada", "fail", sentence="It gave 0.47."))
    assert students.publish("issue", "--a-day", "1") == 0
    assert "0.31" in fake.issues["hw-ada"][0]["body"]
    (told,) = published.read(published.path_of(students.reports)).values()
    assert len(told.times) == 1


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, "no such repository, or GITHUB_TOKEN doesn't reach it"),
        (403, "it needs the right that docs/publishing.md names for this --as. (403: no)"),
        (422, "the commit may be gone from the repository. Pull and grade again, then publish. (422: no)"),
        (401, "doesn't know the token: put a new one into GITHUB_TOKEN"),
        (307, "says that the repository moved: pull again"),
        (451, "doesn't take it, and won't until that is changed of which it speaks. (451: no)"),
    ],
)
def test_a_repository_that_takes_nothing_is_told_and_the_others_go_on(
    status: int, told: str, students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    students.write(report("ada", "pass"), report("bob", "pass"))
    fake.issues["hw-ada"] = []
    write = fake.write

    def refused(method: str, path: str, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return (status, {"message": "no"}) if "hw-ada" in path else write(method, path, sent)

    fake.write = refused  # type: ignore[method-assign]
    assert students.publish("issue") == 1
    shown = capsys.readouterr().out
    assert "ada  02_distances  failed: " in shown
    assert told in shown
    assert len(fake.issues["hw-bob"]) == 1
    fake.write = write  # type: ignore[method-assign]
    assert students.publish("issue") == 0
    assert len(fake.issues["hw-ada"]) == len(fake.issues["hw-bob"]) == 1


def test_issues_that_are_switched_off(students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    fake.no_issues = {"hw-ada"}
    students.write(report("ada", "pass"))
    assert students.publish("issue") == 1
    assert "issues are switched off there: switch them on in the repository's settings, or post with" in capsys.readouterr().out
    fake.failing = [(410, {}, "Issues are disabled for this repo")]  # so says GitHub already to who only asks for them
    assert students.publish("issue") == 1
    told = capsys.readouterr().out
    assert "post with --as status or --as branch. (410: Issues are disabled for this repo)" in told
    assert "later" not in told


@pytest.mark.parametrize("of", ["GET", "POST"])
@pytest.mark.parametrize(
    ("status", "headers", "message", "told"),
    [
        (403, {}, "Repository was archived so is read-only.", "the repository is archived, so that nobody can write there"),
        (403, {}, "Resource protected by organization SAML enforcement.", "authorized for its single sign-on"),
        (403, {}, "Resource not accessible by personal access token", "it needs the right that docs/publishing.md names"),
        (403, {"Retry-After": "3600"}, "You have exceeded a secondary rate limit", "takes no more requests until"),
        (429, {"Retry-After": "3600"}, "Too many", "takes no more requests until"),
        (429, {}, "Too many", "takes no more requests for a while: run it again then"),
        (
            403,
            {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"},
            "API rate limit exceeded",
            "takes no more requests until",
        ),
        (422, {}, "This SHA and context has reached the maximum number of statuses.", "post with --as issue or --as branch"),
        (500, {}, "Server Error", "answered with faults of its own, 4 times; run it again later"),
    ],
)
def test_each_answer_has_a_next_step(
    of: str, status: int, headers: dict[str, str], message: str, told: str,
    students: Class, fake: FakeGitHub, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    students.write(report("ada", "pass"))
    fake.failing = [(status, headers, message)] * 8
    if of == "POST":
        fake.failing_only = "POST"
    assert students.publish("status" if "maximum" in message else "issue") == 1
    out, err = capfd.readouterr()
    assert told in out
    assert len(out.splitlines()) == 1
    assert err == "autograder: 1 failed.\n"


def test_no_line_of_the_clients_own_stands_between_ours(students: Class, fake: FakeGitHub) -> None:
    """PyGithub prints one about each answer that refuses."""
    students.write(report("ada", "pass"))
    fake.failing = [(403, {}, "Resource not accessible")]
    line = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "autograder",
        "publish",
        str(students.reports),
        "--pulled",
        str(students.pulled),
    ]
    done = subprocess.run([*line, "--as", "issue", "--api", fake.url], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "autograder: 1 failed.\n")
    assert len(done.stdout.splitlines()) == 1


def test_a_repository_with_many_issues(students: Class, fake: FakeGitHub) -> None:
    fake.issues["hw-ada"] = [{"id": n, "number": n, "body": None if n % 2 else "mine"} for n in range(1, 250)]
    students.write(report("ada", "pass"))
    assert students.publish("issue") == 0
    published.path_of(students.reports).unlink()
    assert students.publish("issue") == 0
    assert len(fake.issues["hw-ada"]) == 250


def test_a_long_post_is_cut(students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", *["fail"] * 400, sentence="x" * 900))
    assert students.publish("issue") == 0
    body = fake.issues["hw-ada"][0]["body"]
    assert len(body) <= github_posts._LONGEST_SUMMARY
    assert body.endswith("GitHub shows.\n")


def test_who_was_not_pulled_and_who_is_elsewhere(students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    students.write(report("ada", "pass"), report("bob", "pass"), urls={"ada": "https://example.org/org/hw-ada.git"})
    students.reports.write_text(json_file.text([report("ada", "pass"), report("bob", "pass"), report("eve", "pass")]))
    assert students.publish("issue") == 1
    shown = capsys.readouterr().out
    assert "ada  02_distances  failed: https://example.org/org/hw-ada.git isn't a repository of 127.0.0.1" in shown
    assert "eve  02_distances  failed: their repository isn't known" in shown
    assert len(fake.issues["hw-bob"]) == 1


def test_a_dry_run_posts_nothing(students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    students.write(report("ada", "pass"))
    assert students.publish("issue", "--dry-run") == 0
    out, err = capsys.readouterr()
    assert out == "ada  02_distances  would be posted: 2 of 2 points\n"
    assert err == "autograder: 1 would be posted (nothing was posted, and nobody was asked: --dry-run).\n"
    assert (fake.issues, fake.asked) == ({}, [])
    assert not published.path_of(students.reports).exists()


def test_a_dry_run_says_what_the_real_one_cant_do(tmp_path: Path, students: Class, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all that is known without asking: here a folder of this machine, where GitHub's issues are asked for."""
    students.write(report("ada", "pass"), urls={"ada": str(tmp_path)})
    assert students.publish("issue", "--dry-run") == 1
    assert f"failed: {tmp_path} isn't a repository of 127.0.0.1: post there with --as branch" in capsys.readouterr().out
    students.write(report("ada", "pass"), urls={"ada": str(tmp_path / "none.git")})
    assert students.publish("branch", "--dry-run") == 1
    assert f"failed: {tmp_path}/none.git isn't there: pull again" in capsys.readouterr().out
    students.write(report("ada", "pass"), urls={"ada": "ext::sh -c x"})
    assert students.publish("branch", "--dry-run") == 1
    assert "failed: the address ext::sh -c x names a program" in capsys.readouterr().out


def test_a_dry_run_says_what_is_told_already(students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    students.write(report("ada", "pass"))
    assert students.publish("issue") == 0
    asked = len(fake.asked)
    students.write(report("ada", "pass"), report("bob", "pass"))
    assert students.publish("issue", "--dry-run") == 0
    assert "1 would be posted, 1 unchanged" in capsys.readouterr().err
    assert len(fake.asked) == asked


@pytest.mark.parametrize("text", ["", "[]x", "{}", '[{"student": "ada"}]', '[{"exercises": 3, "by_hand": 3}]'])
def test_what_is_no_report_is_said(text: str, students: Class, capsys: pytest.CaptureFixture[str]) -> None:
    students.write(report("ada", "pass"))
    students.reports.write_text(text)
    assert students.publish("issue") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_damaged_record_is_said_and_nothing_is_posted(
    students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    students.write(report("ada", "pass"))
    published.path_of(students.reports).write_text('{"told": [{"student": 3}]}')
    assert students.publish("issue") == 2
    assert "can't be read as a record" in capsys.readouterr().err
    assert fake.issues == {}


def test_without_a_token_nobody_is_asked(
    students: Class, fake: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.delenv("GH_TOKEN", raising=False)
    students.write(report("ada", "pass"))
    assert students.publish("status") == 2
    assert "GITHUB_TOKEN" in capsys.readouterr().err


# What was graded, and what was pulled since.


@pytest.mark.parametrize("kind", KINDS)
def test_a_commit_that_wasnt_graded_is_told_nothing(
    kind: str, students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    """The student pushed after the grading, and it was pulled: the old points aren't the new commit's."""
    students.write(report("ada", "pass", "fail"), report("bob", "pass"))
    students.rows["ada"].digests["02_distances"]["mine.ipynb"] = "6" * 64
    students.rows["ada"].sha = "7" * 40
    students.write_record()
    assert students.publish(kind, "--a-day", "1") == 1
    assert "ada  02_distances  failed: this was pulled again after it was graded" in capsys.readouterr().out
    assert posted(fake, kind, "hw-ada") == []
    assert len(posted(fake, kind, "hw-bob")) == 1
    graded = report("ada", "pass", "pass")
    graded.digest = "6" * 64
    students.reports.write_text(json_file.text([graded, report("bob", "pass")]))
    assert students.publish(kind, "--a-day", "1") == 0, "it used up the grading of the day"
    assert "4 of 4" in json.dumps(posted(fake, kind, "hw-ada"))


def test_a_notebook_of_another_name_is_another(students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", "pass"))
    students.rows["ada"].digests = {"02_distances": {"another.ipynb": DIGEST}}
    students.write_record()
    assert students.publish("issue") == 1
    assert fake.issues == {}


def test_the_same_notebook_at_another_commit_is_told_of_that(students: Class, fake: FakeGitHub) -> None:
    """Who pushed but a README has the points at the new commit too."""
    students.write(report("ada", "pass"))
    assert students.publish("status") == 0
    students.rows["ada"].sha = "7" * 40
    students.write_record()
    assert students.publish("status") == 0
    assert [one["sha"] for one in fake.statuses["hw-ada"]] == [SHA, "7" * 40]


def test_where_it_isnt_known_what_was_graded_that_is_said_once(
    students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    """By reports, or a record, of an earlier version: nothing is guessed."""
    names = [f"s{number:02}" for number in range(12)]
    fake.repositories |= {f"hw-{name}": "" for name in names}
    students.write(*(report(name, "pass") for name in names), report("ada", "pass"))
    rows = json.loads(students.reports.read_text())
    for row in rows[:-1]:
        del row["digest"]
    students.reports.write_text(json.dumps(rows))
    assert students.publish("issue") == 1
    out, err = capsys.readouterr()
    assert out == "ada  02_distances  posted: 2 of 2 points\n"
    assert err.count("by an earlier autograder") == 1
    assert "not told: s00, s01, s02, s03, s04, s05, s06, s07, s08, s09 and 2 more, by an earlier autograder, whose reports" in err
    assert "Grade again, then publish." in err
    assert list(fake.issues) == ["hw-ada"]
    students.write(report("bob", "pass"))
    students.rows["bob"].digests = {}
    students.write_record()
    assert students.publish("issue") == 1
    assert "not told: bob, pulled by an earlier autograder, whose record doesn't say" in (err := capsys.readouterr().err)
    assert "Pull, grade, then publish." in err
    assert list(fake.issues) == ["hw-ada"]


# What was posted, and what became of it there.


def _deleted(fake: FakeGitHub, kind: str) -> None:
    posted(fake, kind, "hw-ada").clear()


def _forged(fake: FakeGitHub, kind: str) -> None:
    (one,) = posted(fake, kind, "hw-ada")
    if kind == "check":
        one["output"] = {"title": "2 of 2 points", "summary": "All right."}
    elif kind == "issue":
        one["body"] = one["body"].replace("0 of 2", "2 of 2")
    else:
        fake.statuses["hw-ada"].append(one | {"id": 9, "state": "success", "description": "2 of 2 points"})


@pytest.mark.parametrize("spoil", [_deleted, _forged])
@pytest.mark.parametrize("kind", KINDS)
def test_what_doesnt_stand_as_it_was_posted_is_posted_again(
    kind: str, spoil: Any, students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    """And it is no new grading of the day."""
    students.write(report("ada", "fail"))
    assert students.publish(kind, "--a-day", "1") == 0
    before = json.dumps(posted(fake, kind, "hw-ada")[-1])
    spoil(fake, kind)
    capsys.readouterr()
    assert students.publish(kind, "--a-day", "1") == 0
    out, err = capsys.readouterr()
    assert "ada  02_distances  posted again: 0 of 2 points" in out
    assert err == "autograder: 1 posted again.\n"
    now = posted(fake, kind, "hw-ada")[-1]
    assert {**json.loads(before), "id": 0, "number": 0} == {**now, "id": 0, "number": 0}
    (told,) = published.read(published.path_of(students.reports)).values()
    assert len(told.times) == 1
    assert students.publish(kind, "--a-day", "1") == 0
    assert capsys.readouterr().err == "autograder: 1 unchanged.\n"


def test_an_issues_title_is_ours_and_to_close_it_is_a_students(students: Class, fake: FakeGitHub) -> None:
    """Closed by who has read it, it stays closed until there is something new."""
    students.write(report("ada", "fail"))
    assert students.publish("issue") == 0
    (issue,) = fake.issues["hw-ada"]
    issue["state"] = "closed"
    assert students.publish("issue") == 0
    assert issue["state"] == "closed"
    students.write(report("ada", "pass"))
    assert students.publish("issue") == 0
    assert issue["state"] == "open"
    issue["title"] = "Graded: 20 of 20"
    assert students.publish("issue") == 0
    assert issue["title"] == "Graded: 02_distances"
    assert len(fake.issues["hw-ada"]) == 1


def test_a_pull_request_or_a_job_of_the_same_name_is_a_students(students: Class, fake: FakeGitHub) -> None:
    fake.issues["hw-ada"] = [{"id": 1, "number": 1, "body": "<!-- autograder: 02_distances -->", "pull_request": {}}]
    fake.checks["hw-ada"] = [{"id": 1, "name": "autograder: 02_distances", "head_sha": SHA, "external_id": "job"}]
    students.write(report("ada", "fail"))
    for kind in ("issue", "check"):
        theirs = json.dumps(posted(fake, kind, "hw-ada"))
        assert students.publish(kind) == 0
        assert json.dumps(posted(fake, kind, "hw-ada")[:1]) == theirs
        assert len(posted(fake, kind, "hw-ada")) == 2


def test_in_another_way_the_same_is_told_and_is_no_new_grading(students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", "fail"))
    for kind in KINDS:
        assert students.publish(kind, "--a-day", "1") == 0
        assert len(posted(fake, kind, "hw-ada")) == 1
    asked = len(fake.asked)
    assert students.publish("issue", "--a-day", "1") == 0
    assert len(fake.asked) == asked + 1, "both ways are known"
    (told,) = published.read(published.path_of(students.reports)).values()
    assert len(told.times) == 1


def test_a_record_of_the_first_version_is_gone_on_with(students: Class, fake: FakeGitHub) -> None:
    """It doesn't say how something was posted: that is found there, and neither posted twice nor counted."""
    students.write(report("ada", "fail"))
    assert students.publish("issue", "--a-day", "1") == 0
    path = published.path_of(students.reports)
    rows = json.loads(path.read_text())["told"]
    path.write_text(json.dumps({"schema": 1, "told": [{k: v for k, v in row.items() if k != "posts"} for row in rows]}))
    assert students.publish("issue", "--a-day", "1") == 0
    assert len(fake.issues["hw-ada"]) == 1
    assert len(json.loads(path.read_text())["told"][0]["times"]) == 1


def test_what_cant_be_looked_at_is_no_success(students: Class, fake: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    students.write(report("ada", "fail"))
    assert students.publish("issue") == 0
    fake.failing = [(403, {}, "Resource not accessible")]
    assert students.publish("issue") == 1
    assert "ada  02_distances  failed: 127.0.0.1 doesn't let GITHUB_TOKEN in" in capsys.readouterr().out


# What stands last in it.


def last_line(fake: FakeGitHub) -> str:
    lines: list[str] = fake.issues["hw-ada"][0]["body"].splitlines()
    return lines[-3]


def test_the_last_line_is_true_whenever_it_is_read(students: Class, fake: FakeGitHub) -> None:
    students.write(report("ada", "pass"))
    assert students.publish("issue") == 0
    assert last_line(fake) == "These are the hidden checks, and all of them pass."
    students.write(report("ada", "pass", "fail"))
    assert students.publish("issue") == 0
    mend = "These are the hidden checks; what stands first is the first to mend."
    assert last_line(fake) == f"{mend} A later push counts for as long as your course takes any."
    students.write(report("ada", "fail", "fail"), until="2026-10-01T21:59:00+00:00")
    assert students.publish("issue") == 0
    assert last_line(fake) == f"{mend} What was pushed until 2026-10-01 21:59 UTC counts."
    by_hand = report("ada", "pass")
    by_hand.by_hand = {"why": 3.0}
    students.write(by_hand)
    assert students.publish("issue") == 0
    assert last_line(fake) == "These are the hidden checks, and all of them pass. A person reads the rest."
    by_hand.cells = []
    students.write(by_hand)
    assert students.publish("issue") == 0
    assert last_line(fake) == "A person reads this."


def test_another_pulls_deadline_isnt_told(students: Class, fake: FakeGitHub) -> None:
    """The record has the deadline of the last pull, which may have been of another assignment."""
    students.write(report("ada", "fail"), until="2026-10-01T21:59:00+00:00")
    students.rows["ada"].expected = ["03_gradients"]
    students.write_record()
    assert students.publish("issue") == 0
    assert "2026" not in last_line(fake)


# Files that aren't what they should be.


def test_another_file_than_the_record_is_told_by_what_it_looks_like(students: Class, capsys: pytest.CaptureFixture[str]) -> None:
    students.write(report("ada", "pass"))
    for path, told in (
        (students.reports, "it looks like reports, as `autograder grade --json` writes them"),
        (Path(__file__), "it looks like no text that is JSON"),
    ):
        before = path.read_bytes()
        assert main(["publish", str(students.reports), "--pulled", str(path), "--as", "branch"]) == 2
        err = capsys.readouterr().err
        assert f"{path} is no record of what was pulled: {told}. Name the file that `autograder pull --out DIR` wrote" in err
        assert "remove" not in err
        assert path.read_bytes() == before
    assert main(["publish", str(students.pulled), "--pulled", str(students.pulled), "--as", "branch"]) == 2
    assert "can't be read as reports: it looks like what `autograder pull` writes. Name the file" in capsys.readouterr().err
    students.pulled.write_text(students.pulled.read_text()[:-40])
    assert students.publish("branch") == 2
    assert "can't be read as a record of what was pulled, for it is damaged" in (err := capsys.readouterr().err)
    assert "Give it another name, and pull again" in err


# As files on a branch, by real git.


def shown(folder: Path, name: str) -> str:
    return repositories.git(folder, "show", f"feedback:{name}")


def test_a_branch_holds_what_was_posted(tmp_path: Path) -> None:
    folder = repositories.made(tmp_path / "ada.git", (repositories.START, {"a.txt": "mine"}))
    of_class = Class(tmp_path)
    of_class.write(report("ada", "pass", "fail"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0
    assert "2 of 4 points" in shown(folder, "02_distances.md")
    before = repositories.tip(folder, "feedback")
    published.path_of(of_class.reports).unlink()
    assert of_class.publish("branch") == 0
    assert repositories.tip(folder, "feedback") == before
    of_class.write(report("ada", "pass", "pass"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0
    assert "4 of 4 points" in shown(folder, "02_distances.md")
    assert repositories.git(folder, "rev-list", "--count", "feedback") == "2"
    assert repositories.git(folder, "ls-tree", "--name-only", "main") == "a.txt"


def test_another_assignments_file_stays_and_a_students_own_dont(tmp_path: Path) -> None:
    folder, of_class = published_on_a_branch(tmp_path)
    other = report("ada", "pass")
    other.assignment = "01_tensors"
    of_class.write(other, urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0
    theirs: dict[str, repositories.Content] = {
        "x/y.md": "deep",
        "run.sh": repositories.Program("rm"),
        "link.md": repositories.Link("/etc/passwd"),
    }
    repositories.add(folder, repositories.START, theirs, branch="feedback")
    of_class.write(report("ada", "pass"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0
    assert repositories.git(folder, "ls-tree", "-r", "--name-only", "feedback").split() == ["01_tensors.md", "02_distances.md"]


def published_on_a_branch(tmp_path: Path) -> tuple[Path, Class]:
    """A student's repository, and a class that has published to it."""
    folder = repositories.made(tmp_path / "ada.git", (repositories.START, {"a.txt": "mine"}))
    of_class = Class(tmp_path)
    of_class.write(report("ada", "fail"), urls={"ada": str(folder)})
    assert of_class.publish("branch", "--a-day", "1") == 0
    return folder, of_class


def _no_branch(folder: Path) -> None:
    repositories.git(folder, "update-ref", "-d", "refs/heads/feedback")


def _forged_page(folder: Path) -> None:
    repositories.add(folder, repositories.START, {"02_distances.md": "2 of 2 points"}, branch="feedback")


def _page_taken_out(folder: Path) -> None:
    blob = repositories.git(folder, "hash-object", "-w", "--stdin", given=b"mine")
    tree = repositories.git(folder, "mktree", given=f"100644 blob {blob}\tb.txt\n".encode())
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    commit = repositories.git(folder, *who, "commit-tree", "-m", "x", "-p", repositories.tip(folder, "feedback"), tree)
    repositories.git(folder, "update-ref", "refs/heads/feedback", commit)


@pytest.mark.parametrize("spoil", [_no_branch, _forged_page, _page_taken_out])
def test_a_page_that_doesnt_stand_is_posted_again(spoil: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, of_class = published_on_a_branch(tmp_path)
    before = shown(folder, "02_distances.md")
    spoil(folder)
    capsys.readouterr()
    assert of_class.publish("branch", "--a-day", "1") == 0
    assert "posted again: 0 of 2 points" in capsys.readouterr().out
    assert shown(folder, "02_distances.md") == before
    assert of_class.publish("branch", "--a-day", "1") == 0
    assert capsys.readouterr().err == "autograder: 1 unchanged.\n"


def test_a_page_that_stands_is_looked_at_by_one_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the branch moved, for another page or by a student's own file, nothing is posted; that is looked at once."""
    folder, of_class = published_on_a_branch(tmp_path)
    repositories.add(folder, repositories.START, {"own.txt": "mine"}, branch="feedback")
    before = repositories.tip(folder, "feedback")
    calls: list[str] = []
    ran = Git._ran

    def noted(self: Git, command: list[str], *rest: Any) -> Any:
        calls.append(command[0])
        return ran(self, command, *rest)

    monkeypatch.setattr(Git, "_ran", noted)
    assert of_class.publish("branch") == 0
    assert "fetch" in calls
    calls.clear()
    assert of_class.publish("branch") == 0
    assert calls == ["ls-remote"]
    assert repositories.tip(folder, "feedback") == before


@pytest.mark.parametrize("both", [False, True])
def test_a_branch_of_that_name_that_isnt_ours_is_left_as_it_is(
    both: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """GitHub Classroom's own, a student's, the default one; and one to which an earlier version added its page."""
    folder = repositories.made(tmp_path / "ada.git", (repositories.START, {"a.txt": "mine"}), branch="feedback")
    if both:
        git = WritingGit()
        with git.standing(address(str(folder)), repositories.tip(folder, "feedback"), "feedback") as here:
            added = git.commit(here, {"x.md": git.blob(here, b"x")}, repositories.tip(folder, "feedback"), "02_distances")
            git.push(here, address(str(folder)), added, "feedback")
    before = repositories.tip(folder, "feedback")
    of_class = Class(tmp_path)
    of_class.write(report("ada", "fail"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0
    told = "posted: 0 of 2 points; next: e0 (on the branch autograder-feedback, since feedback isn't the autograder's)"
    assert told in capsys.readouterr().out
    assert repositories.tip(folder, "feedback") == before
    assert "0 of 2 points" in repositories.git(folder, "show", "autograder-feedback:02_distances.md")
    _no_branch(folder)
    of_class.write(report("ada", "pass"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0, "the page stays where it is"
    assert "2 of 2 points" in repositories.git(folder, "show", "autograder-feedback:02_distances.md")
    published.path_of(of_class.reports).unlink()
    assert of_class.publish("branch") == 0
    assert repositories.git(folder, "for-each-ref", "--format=%(refname:short)") == "autograder-feedback"


def test_where_both_names_are_others_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = repositories.made(tmp_path / "ada.git", (repositories.START, {"a.txt": "mine"}), branch="feedback")
    repositories.made(folder, (repositories.START, {"b.txt": "mine"}), branch="autograder-feedback")
    before = repositories.git(folder, "for-each-ref")
    of_class = Class(tmp_path)
    of_class.write(report("ada", "fail"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 1
    told = "the branches feedback and autograder-feedback are there and hold something else: let one be renamed"
    assert told in capsys.readouterr().out
    assert repositories.git(folder, "for-each-ref") == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_is_stopped_says_so_and_the_next_run_makes_good(number: signal.Signals, tmp_path: Path) -> None:
    """While a call of git hangs."""
    urls = {}
    for name in ("ada", "bob", "cyd"):
        urls[name] = str(repositories.made(tmp_path / f"hw-{name}.git", (repositories.START, {"a.txt": "mine"})))
    of_class = Class(tmp_path)
    of_class.write(*(report(name, "pass") for name in urls), urls=urls)
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    hangs = f'case "$*" in *hw-bob*) touch {tmp_path}/hangs; sleep 1000;; esac'
    slow.write_text(f'#!/bin/sh\n{hangs}\nexec {shutil.which("git")} "$@"\n')
    slow.chmod(0o755)
    (tmp_path / "tmp").mkdir()
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "TMPDIR": str(tmp_path / "tmp")}
    line = [sys.executable, "-P", "-m", "autograder", "publish", str(of_class.reports), "--pulled", str(of_class.pulled)]
    line += ["--as", "branch"]
    path = {"PATH": f"{slow.parent}:{os.environ['PATH']}"}
    process = subprocess.Popen(line, env=here | path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "hangs").exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    process.send_signal(number)
    out, err = process.communicate()
    assert process.returncode == 128 + number
    assert out == "ada  02_distances  posted: 2 of 2 points\n"
    assert err == "autograder: stopped. 1 were posted, and 1 of 3 looked at; run it again for the others.\n"
    assert list((tmp_path / "tmp").iterdir()) == []
    done = subprocess.run(line, env=here, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "autograder: 2 posted, 1 unchanged.\n")


def test_hooks_of_a_repository_on_this_disk_are_not_run(tmp_path: Path) -> None:
    folder = repositories.made(tmp_path / "ada.git", (repositories.START, {"a.txt": "mine"}))
    (folder / "hooks").mkdir(exist_ok=True)
    for name in (
        "pre-receive",
        "update",
        "post-receive",
        "post-update",
        "reference-transaction",
        "proc-receive",
        "push-to-checkout",
    ):
        (folder / "hooks" / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{name}\n")
        (folder / "hooks" / name).chmod(0o755)
    of_class = Class(tmp_path)
    of_class.write(report("ada", "pass"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0
    assert "2 of 2" in shown(folder, "02_distances.md")
    assert list(tmp_path.glob("ran-*")) == []
    clone = ["git", "clone", "-q", str(folder), str(tmp_path / "clone")]
    subprocess.run(clone, check=True, env=repositories.CLEAN)
    subprocess.run(["git", "-C", str(tmp_path / "clone"), "push", "-q", "origin", "HEAD:x"], check=True, env=repositories.CLEAN)
    assert list(tmp_path.glob("ran-*")) != []  # so they would have


def test_a_repository_that_is_gone_is_told_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = repositories.made(tmp_path / "bob.git", (repositories.START, {"a.txt": "mine"}))
    of_class = Class(tmp_path)
    of_class.write(report("ada", "pass"), report("bob", "pass"), urls={"ada": str(tmp_path / "none.git"), "bob": str(folder)})
    assert of_class.publish("branch") == 1
    assert f"ada  02_distances  failed: {tmp_path}/none.git isn't there" in capsys.readouterr().out
    assert "2 of 2" in shown(folder, "02_distances.md")
