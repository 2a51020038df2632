"""`autograder publish`: each student is told once, in their own repository, and of nothing that is the instructor's."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import repositories
from fake_github import FakeGitHub, running

from autograder.front.cli.main import main
from autograder.repositories import github_posts, published, record
from autograder.repositories.record import Pulled
from autograder.results import json_file
from autograder.results.report import CellResult, CheckResult, Report

SHA = "3" * 40
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
    return Report(student, "02_distances", "mine.ipynb", 1, "cpu", True, cells, ["A note."], {"given": "hidden_given"}, {})


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

    def write(self, *reports: Report, sha: str = SHA, urls: dict[str, str] | None = None) -> None:
        json_file.write_text(self.reports, json_file.text(reports))
        for one in reports:
            url = (urls or {}).get(one.student, f"https://127.0.0.1/org/hw-{one.student}.git")
            self.rows[one.student] = Pulled(one.student, url, "main", sha, "", sha, "2026-10-01T10:00:00+00:00", "push")
        json_file.write_text(self.pulled, record.text(self.rows.values()))

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
    assert len(fake.asked) == asked  # it is known here, and nobody is asked
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
    assert "Is a mean missing?" in issue["body"].replace("&#63;", "?")
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
    assert "0&#46;31" in fake.issues["hw-ada"][0]["body"]
    (told,) = published.read(published.path_of(students.reports)).values()
    assert len(told.times) == 1


@pytest.mark.parametrize(
    ("status", "told"),
    [(404, "no such repository"), (403, "needs the right"), (422, "doesn't take it"), (401, "doesn't know the token")],
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
    assert "issues are switched off there" in capsys.readouterr().out


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
    assert "ada  02_distances  posted: 2 of 2 points" in capsys.readouterr().out
    assert (fake.issues, fake.asked) == ({}, [])
    assert not published.path_of(students.reports).exists()


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
    folder = repositories.made(tmp_path / "ada.git", (repositories.START, {"a.txt": "mine"}))
    theirs: dict[str, repositories.Content] = {
        "01_tensors.md": "before",
        "x/y.md": "deep",
        "run.sh": repositories.Program("rm"),
        "link.md": repositories.Link("/etc/passwd"),
    }
    repositories.made(folder, (repositories.START, theirs), branch="feedback")
    of_class = Class(tmp_path)
    of_class.write(report("ada", "pass"), urls={"ada": str(folder)})
    assert of_class.publish("branch") == 0
    assert repositories.git(folder, "ls-tree", "-r", "--name-only", "feedback").split() == ["01_tensors.md", "02_distances.md"]


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
    assert "ada  02_distances  failed: the branch feedback couldn't be written" in capsys.readouterr().out
    assert "2 of 2" in shown(folder, "02_distances.md")
