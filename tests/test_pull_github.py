"""`autograder pull` with GitHub's API, by the real PyGithub, from a stand-in for GitHub."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import repositories
from fake_github import FakeGitHub, running
from repositories import START, add, made, notebook, tip

from autograder.front.cli import pull as command
from autograder.front.cli.main import main
from autograder.notebooks.course import Course
from autograder.repositories import addresses
from autograder.repositories.api import ApiError, Push
from autograder.repositories.git import Git
from autograder.repositories.github_api import GitHub
from autograder.repositories.listing import Repository
from autograder.repositories.pull import Puller
from autograder.repositories.wanted import Expected

RIGHT = "02_distances/02_distances.ipynb"
DEADLINE = datetime(2026, 10, 1, tzinfo=UTC)
BEFORE, AFTER = DEADLINE - timedelta(hours=1), DEADLINE + timedelta(hours=1)
LIMITED = "API rate limit exceeded for user ID 1."


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    with running(FakeGitHub()) as found:
        yield found


@pytest.fixture
def course(tmp_path: Path) -> Course:
    folder = tmp_path / "course" / "source" / "02_distances"
    folder.mkdir(parents=True)
    (folder / "02_distances.ipynb").write_text(notebook())
    return Course.at(tmp_path / "course")


class OfFiles(GitHub):
    """The same, where repositories of this machine, /…/OWNER/NAME.git, are of this host."""

    def place(self, where: addresses.Address) -> tuple[str, str] | None:
        path = Path(where.url)
        return path.parent.name, path.name.removesuffix(".git")


@pytest.fixture
def hosting(fake: FakeGitHub) -> Iterator[OfFiles]:
    with contextlib.closing(OfFiles(fake.url, "t0ken", timeout=1, patience=3, pause=0.01)) as found:
        yield found


@pytest.fixture
def puller(course: Course, tmp_path: Path, hosting: OfFiles) -> Puller:
    expected = [Expected("02_distances", ("02_distances",))]
    return Puller(Git(), tmp_path / "submitted", expected, partial(command._meant, course), True, None, DEADLINE, hosting)


def pulled(puller: Puller, folder: Path) -> list[str]:
    return puller.pull(Repository("ada", addresses.address(str(folder))), None).lines


def answer(puller: Puller) -> str:
    return (puller.out / "ada" / RIGHT).read_text()


def test_the_time_of_the_push_counts_whatever_the_commit_says(puller: Puller, fake: FakeGitHub, tmp_path: Path) -> None:
    folder = made(tmp_path / "org" / "hw-ada.git", (START, {RIGHT: notebook("1")}))
    right = tip(folder)
    fake.push("hw-ada", BEFORE, right)
    fake.push("hw-ada", AFTER, add(folder, START + timedelta(days=1), {RIGHT: notebook("'pushed late, dated early'")}))
    assert pulled(puller, folder) == [
        f"ada  02_distances  {right[:7]}  pushed 2026-09-30 23:00 UTC",
        "  note: 1 push after the deadline wasn't taken.",
    ]
    assert answer(puller) == notebook("1")
    assert (puller.out / "ada" / "02_distances" / "timestamp.txt").read_text() == "2026-09-30 23:00:00.000000 UTC\n"
    without = replace(puller, hosting=None)
    assert "committed 2026-09-02" in pulled(without, folder)[0], "without the API the forged time counts, and the line says so"


def test_a_forced_push_after_the_deadline_takes_nothing_away(puller: Puller, fake: FakeGitHub, tmp_path: Path) -> None:
    folder = made(tmp_path / "org" / "hw-ada.git", (START, {RIGHT: notebook("1")}))
    right = tip(folder)
    fake.push("hw-ada", BEFORE, right)
    repositories.git(folder, "update-ref", "-d", "refs/heads/main")
    made(folder, (START, {RIGHT: notebook("2")}))
    fake.push("hw-ada", AFTER, tip(folder), "force_push", before=right)
    assert f"{right[:7]}  pushed 2026-09-30 23:00 UTC" in pulled(puller, folder)[0]
    assert answer(puller) == notebook("1")
    repositories.git(folder, "reflog", "expire", "--expire=now", "--all")
    repositories.git(folder, "prune", "--expire=now")
    again = replace(puller, out=puller.out.with_name("other"))
    assert "has that commit no more" in pulled(again, folder)[0]


def test_what_was_pushed_only_later_or_deleted_before(puller: Puller, fake: FakeGitHub, tmp_path: Path) -> None:
    folder = made(tmp_path / "org" / "hw-ada.git", (START, {RIGHT: notebook("1")}))
    fake.push("hw-ada", AFTER, tip(folder), "branch_creation")
    assert "had nothing on main before 2026-10-01 00:00 UTC: all of it was pushed later" in pulled(puller, folder)[0]
    fake.activity["hw-ada"].clear()
    fake.push("hw-ada", BEFORE, "0" * 40, "branch_deletion")
    fake.push("hw-ada", AFTER, tip(folder), "branch_creation")
    assert "had no branch main at 2026-10-01 00:00 UTC" in pulled(puller, folder)[0]


def test_without_a_deadline_the_push_of_the_tip_is_told(puller: Puller, fake: FakeGitHub, tmp_path: Path) -> None:
    folder = made(tmp_path / "org" / "hw-ada.git", (START, {RIGHT: notebook("1")}))
    fake.push("hw-ada", AFTER, tip(folder))
    assert "pushed 2026-10-01 01:00 UTC" in pulled(replace(puller, until=None), folder)[0]


def test_where_no_pushes_are_told_the_commits_time_counts_and_the_line_says_so(puller: Puller, tmp_path: Path) -> None:
    folder = made(tmp_path / "org" / "hw-ada.git", (START, {RIGHT: notebook("1")}))
    assert "committed 2026-09-01 12:00 UTC" in pulled(puller, folder)[0]


def test_hundreds_of_pushes_come_in_pages(fake: FakeGitHub, hosting: OfFiles) -> None:
    fake.page = 7
    for at in range(1, 51):
        fake.push("hw-ada", START + timedelta(hours=at), f"{at:040x}")
        fake.push("hw-ada", START + timedelta(hours=at), f"{at:040x}", branch="other")
    pushes = list(hosting.pushes("org", "hw-ada", "main"))
    assert pushes == [Push(f"{at:040x}", START + timedelta(hours=at)) for at in range(50, 0, -1)]
    assert len(fake.asked) == 8
    assert fake.tokens == {"token t0ken"}


def test_repositories_of_an_organization_come_in_pages(fake: FakeGitHub, hosting: OfFiles) -> None:
    fake.page = 30
    fake.repositories = {f"hw-{at:03}": f"https://github.com/org/hw-{at:03}.git" for at in range(100)} | {"site": "x"}
    assert [one.name for one in hosting.repositories("org", "hw-")] == [f"hw-{at:03}" for at in range(100)]
    with pytest.raises(ApiError, match="knows nobody called nobody"):
        hosting.repositories("nobody", "hw-")


def later(seconds: float) -> str:
    return str(int(time.time() + seconds))


FAILING: list[tuple[list[tuple[int, dict[str, str], str] | float], str | None]] = [
    # what comes before the right answer, and what is told; None where it is waited for
    ([(502, {}, "Bad Gateway")], None),
    ([(502, {}, "Bad Gateway")] * 20, "answered with faults of its own, 4 times; run it again later"),
    ([(403, {"Retry-After": "1"}, "You have exceeded a secondary rate limit.")], None),
    ([(429, {"Retry-After": "1"}, "Too many")], None),
    ([(403, {"Retry-After": "3600"}, "You have exceeded a secondary rate limit.")], "takes no more requests until 20"),
    ([(429, {"Retry-After": "86400"}, "Too many")], "takes no more requests until 20"),
    ([(403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": later(3600)}, LIMITED)], "takes no more requests until 20"),
    ([(429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": later(3600)}, LIMITED)], "takes no more requests until 20"),
    ([(403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": later(-10)}, LIMITED)], None),
    ([(401, {}, "Bad credentials")], "doesn't know the token: put a new one"),
    ([(403, {}, "Resource not accessible by personal access token")], "doesn't let you look"),
    ([(422, {}, "Unprocessable")], "answered with 422"),
    ([1.5], None),
    ([1.5] * 20, "didn't answer in time, 4 times; run it again"),
]


@pytest.mark.parametrize("case", range(len(FAILING)))
def test_a_bad_day_is_waited_for_a_little_and_then_told(fake: FakeGitHub, hosting: OfFiles, case: int) -> None:
    failing, told = FAILING[case]
    fake.failing = list(failing)
    fake.push("hw-ada", BEFORE, "1" * 40)
    asked = hosting.pushes("org", "hw-ada", "main")
    if told is None:
        assert [push.sha for push in asked] == ["1" * 40]
        assert len(fake.asked) == len(failing) + 1
    else:
        with pytest.raises(ApiError) as raised:
            list(asked)
        assert told in str(raised.value)
        assert "t0ken" not in str(raised.value)
        assert len(fake.asked) <= 4


def test_a_student_of_whom_the_api_fails_is_told_and_keeps_what_there_is(
    puller: Puller, fake: FakeGitHub, tmp_path: Path
) -> None:
    """The commit's own time isn't taken in its place without a word."""
    folder = made(tmp_path / "org" / "hw-ada.git", (START, {RIGHT: notebook("1")}))
    fake.failing = [(502, {}, "Bad Gateway")] * 20
    assert "faults of its own" in pulled(puller, folder)[0]
    assert not puller.out.exists()


def test_the_token_goes_to_no_address_that_can_be_listened_to() -> None:
    with pytest.raises(ApiError):
        GitHub("http://example.org", "t0ken")


def test_which_addresses_are_githubs() -> None:
    with contextlib.closing(GitHub()) as github:
        places = github.place
    for text, place in [
        ("https://github.com/o/r.git", ("o", "r")),
        ("git@github.com:o/r.git", ("o", "r")),
        ("https://github.com.evil.org/o/r.git", None),
        ("https://github.com/o", None),
        ("/github.com/o/r.git", None),
    ]:
        assert places(addresses.address(text)) == place


def test_an_organization_is_pulled_by_the_command(
    course: Course, fake: FakeGitHub, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "t0ken")
    for name in ("ada", "bob"):
        folder = made(tmp_path / "git" / f"hw-{name}.git", (START, {RIGHT: notebook()}))
        fake.repositories[f"hw-{name}"] = str(folder)
    fake.repositories |= {"hw-": "x", "hw---upload-pack=x": "x", "site": "x", "hw-eve": "ext::sh -c 'touch /tmp/x; t0ken'"}
    students = tmp_path / "students.csv"
    students.write_text("id,student\n1,Ada\n2,bob\n3,cy\n4,eve\n")
    line = [
        "pull",
        "--repos",
        "org/hw-",
        "--api",
        fake.url,
        "--out",
        str(tmp_path / "submitted"),
        "--course-dir",
        str(course.root),
    ]
    assert main([*line, "--students", str(students)]) == 1
    out, err = capfd.readouterr()
    assert [row.split("  ")[0] for row in out.splitlines()] == ["Ada", "bob", "cy", "eve"]
    assert "cy  nothing pulled: org/hw-cy isn't there, or isn't shown to you" in out
    assert "2 of 4 have nothing: cy, eve." in err
    assert main(line) == 1
    out, err = capfd.readouterr()
    assert "bob  02_distances" in out and "--upload-pack=x  nothing pulled: This name begins with -" in out
    fake.failing = [(502, {}, "Bad Gateway")] * 4
    assert main(line) == 2
    assert "answered with faults of its own" in capfd.readouterr().err
    monkeypatch.delenv("GITHUB_TOKEN")
    assert main(line) == 1
    assert fake.tokens == {"token t0ken", ""}
