"""`autograder pull`: real git on repositories of this machine, most of them hostile."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
import repositories
from git_over_https import serving
from nbgrader.utils import parse_utc
from repositories import START, Link, Program, Submodule, add, made, notebook, tip

from autograder.front.cli import finding
from autograder.front.cli import pull as command
from autograder.front.cli.main import main
from autograder.front.cli.usage import UsageError
from autograder.notebooks.course import Course
from autograder.repositories import addresses, listing, placing, record
from autograder.repositories.git import Bounds, Credentials, Git
from autograder.repositories.git_errors import GitError, Stopped
from autograder.repositories.listing import Repository
from autograder.repositories.pull import Outcome, Puller
from autograder.repositories.wanted import Expected

NAMES = ("01_tensors", "02_distances")
DEADLINE = datetime(2026, 10, 1, tzinfo=UTC)
RIGHT = "02_distances/02_distances.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    for name in NAMES:
        folder = tmp_path / "course" / "source" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text(notebook())
    return Course.at(tmp_path / "course")


@pytest.fixture
def puller(course: Course, tmp_path: Path) -> Puller:
    expected = [Expected("02_distances", ("02_distances",), any_name=True)]
    return Puller(Git(), tmp_path / "submitted", expected, partial(command._meant, course), named=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "git" / "hw-ada.git"


def pull(puller: Puller, folder: Path, before: record.Pulled | None = None) -> Outcome:
    return puller.pull(Repository("ada", addresses.address(str(folder))), before)


def files(puller: Puller) -> dict[str, str]:
    """What lies in the folder of ada's assignment, by paths."""
    top = puller.out / "ada" / "02_distances"
    return {str(path.relative_to(top)): path.read_text() for path in sorted(top.rglob("*")) if path.is_file()}


def names(puller: Puller) -> set[str]:
    return set(files(puller)) - {placing.MARK, "timestamp.txt"}


# --- One repository


def test_a_right_one_is_pulled(puller: Puller, folder: Path) -> None:
    made(
        folder,
        (START, {RIGHT: notebook("2"), "02_distances/data/a.csv": "1,2", "02_distances/own.py": "y = 1", "README.md": "hi"}),
    )
    outcome = pull(puller, folder)
    assert outcome.lines == [f"ada  02_distances  {tip(folder)[:7]}  committed 2026-09-01 12:00 UTC"]
    assert (outcome.is_had, outcome.has_nothing) == (True, False)
    assert names(puller) == {"02_distances.ipynb", "data/a.csv", "own.py"}
    assert files(puller)["02_distances.ipynb"] == notebook("2")
    assert outcome.pulled is not None
    digest = sha256(notebook("2").encode()).hexdigest()
    assert outcome.pulled.digests == {"02_distances": {"02_distances.ipynb": digest}}, "not the notebook as it was written"
    text = files(puller)["timestamp.txt"]
    assert parse_utc(text.strip()) == START.replace(tzinfo=None), "nbgrader reads another time"
    assert sorted(path.name for path in (puller.out / "ada").iterdir()) == ["02_distances"], "something is left of the pulling"


def test_the_digests_of_what_stays_stay_and_an_older_record_gets_them(puller: Puller, folder: Path, tmp_path: Path) -> None:
    """Nothing is fetched where all is as it was; but what a record of an earlier version doesn't hold is fetched once."""
    made(folder, (START, {RIGHT: notebook()}))
    first = pull(puller, folder).pulled
    assert first is not None
    (digests,) = first.digests.values()
    fetches = puller.git.fetches
    again = pull(puller, folder, replace(first, digests={})).pulled
    assert again is not None
    assert (again.digests, puller.git.fetches) == (first.digests, fetches + 1)
    assert pull(puller, folder, again).pulled == again
    assert puller.git.fetches == fetches + 1
    add(folder, START + timedelta(days=1), {"01_tensors/01_tensors.ipynb": notebook("7")})
    other = replace(puller, expected=[Expected("01_tensors", ("01_tensors",))])
    both = pull(other, folder, again).pulled
    assert both is not None
    assert both.digests["02_distances"] == digests
    assert set(both.digests) == set(both.beside) == {"01_tensors", "02_distances"}
    assert both.beside["02_distances"] == first.beside["02_distances"]


SHAPES: dict[str, tuple[dict[str, repositories.Content], set[str], str]] = {
    # what is in the repository, what is pulled, and what is told beside it
    "in the root": ({"02_distances.ipynb": notebook(), "a.csv": "1"}, {"02_distances.ipynb", "a.csv"}, ""),
    "a copy": ({"Copy of 02_distances (1).ipynb": notebook()}, {"Copy of 02_distances (1).ipynb"}, "stands at Copy of"),
    "moved": ({"homework/week 2/02_distances.ipynb": notebook()}, {"02_distances.ipynb"}, "stands at homework/week 2/"),
    "renamed in its folder": (
        {"02_distances/Untitled.ipynb": notebook()},
        {"Untitled.ipynb"},
        "stands at 02_distances/Untitled.ipynb",
    ),
    "another name": ({"mine.ipynb": notebook()}, {"mine.ipynb"}, "stands at mine.ipynb"),
    "two of them": (
        {"02_distances.ipynb": notebook(), "old/02_distances.ipynb": notebook("0")},
        {"02_distances.ipynb"},
        "There is old/",
    ),
    "a program": ({RIGHT: Program(notebook())}, {"02_distances.ipynb"}, ""),
    "hidden ones": (
        {RIGHT: notebook(), "02_distances/.env": "x", "02_distances/.ipynb_checkpoints/02_distances.ipynb": "x"},
        {"02_distances.ipynb"},
        "",
    ),
    "its own time": ({RIGHT: notebook(), "02_distances/timestamp.txt": "1999-01-01 00:00:00 UTC"}, {"02_distances.ipynb"}, ""),
    "its own mark": ({RIGHT: notebook(), "02_distances/.pulled": "x"}, {"02_distances.ipynb"}, ""),
    "another beside": (
        {"02_distances.ipynb": notebook(), "01_tensors/01_tensors.ipynb": "{}", "01_tensors/a.csv": "1"},
        {"02_distances.ipynb"},
        "",
    ),
    "a link beside": (
        {RIGHT: notebook(), "02_distances/p": Link("/etc/passwd")},
        {"02_distances.ipynb"},
        "The file p was left out: it is a link",
    ),
    "a link for one": (
        {"02_distances.ipynb": Link("/etc/passwd"), RIGHT: notebook()},
        {"02_distances.ipynb"},
        "02_distances.ipynb is a link",
    ),
    "attributes": (
        {RIGHT: notebook(), ".gitattributes": "* filter=evil text eol=crlf ident\n*.ipynb export-subst\n"},
        {"02_distances.ipynb"},
        "",
    ),
    "a dash beside": ({RIGHT: notebook(), "02_distances/-oProxyCommand=x": "x"}, {"02_distances.ipynb"}, "begins with -"),
    "hooks": (
        {
            RIGHT: notebook(),
            "hooks/post-checkout": Program("#!/bin/sh\ntouch /tmp/hooked"),
            "config": "[core]\n\tfsmonitor = touch /tmp/hooked",
        },
        {"02_distances.ipynb"},
        "",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_notebook_is_found_wherever_it_stands(puller: Puller, folder: Path, shape: str) -> None:
    content, wanted, told = SHAPES[shape]
    made(folder, (START, content))
    outcome = pull(puller, folder)
    assert outcome.is_had, outcome.lines
    assert names(puller) == wanted
    assert told in "\n".join(outcome.lines[1:]), outcome.lines
    assert len(outcome.lines) == 1 + bool(told), outcome.lines
    assert "1999" not in files(puller)["timestamp.txt"]


REFUSED: dict[str, tuple[dict[str, repositories.Content], str]] = {
    "a link": ({RIGHT: Link("/etc/passwd")}, "02_distances/02_distances.ipynb is a link, and links aren't followed"),
    "a linked folder": ({"02_distances": Link("/etc")}, "02_distances is a link"),
    "a submodule": (
        {
            "02_distances": Submodule(),
            ".gitmodules": '[submodule "02_distances"]\n\tpath = 02_distances\n\turl = https://example.org/x.git\n',
        },
        "is a submodule, which isn't fetched",
    ),
    "nothing": ({"README.md": "hello"}, "Branch main has no notebook of that name; it has no notebook at all. See whether"),
    "other notebooks": (
        {"01_tensors.ipynb": notebook()},
        "Branch main has no notebook of that name; it has 01_tensors.ipynb. See whether",
    ),
    "signs that can't be seen": (
        {"02_distances/02_distances\x1b[2J\n.ipynb": notebook()},
        "has a name with characters that can't be shown",
    ),
    "a dash": ({"-oProxyCommand=x/02_distances.ipynb": notebook()}, "begins with -"),
    "large files elsewhere": (
        {RIGHT: "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n"},
        "is kept by Git LFS",
    ),
    "5,000 folders deep": ({"d/" * 5000 + "02_distances.ipynb": notebook()}, "folders deep"),
}


@pytest.mark.parametrize("shape", REFUSED)
def test_what_is_no_plain_file_is_refused_with_a_sentence(puller: Puller, folder: Path, shape: str) -> None:
    content, told = REFUSED[shape]
    made(folder, (START, content))
    outcome = pull(puller, folder)
    assert (outcome.is_had, outcome.has_nothing) == (False, True)
    assert told in outcome.lines[0]
    assert list(puller.out.rglob("*")) == []


@pytest.mark.parametrize("name", [b"..", b".git", b"a/../../02_distances.ipynb", b".GIT"])
def test_a_forged_tree_is_refused(puller: Puller, folder: Path, name: bytes) -> None:
    repositories.with_an_evil_tree(folder, name)
    outcome = pull(puller, folder)
    assert "nothing pulled" in outcome.lines[0] and "damaged or forged" in outcome.lines[0]
    assert not list(puller.out.rglob("*.ipynb"))


@pytest.mark.parametrize("filters", [True, False])
def test_a_file_that_is_too_large_is_left_out(puller: Puller, folder: Path, filters: bool) -> None:
    """By the server, where it can do that: what is fetched then stays small."""
    made(folder, (START, {RIGHT: notebook(), "02_distances/big.bin": os.urandom(300_000)}), filters=filters)
    small = replace(puller, git=Git(Bounds(file=100_000, pack=200_000)))
    outcome = pull(small, folder)
    if filters:
        assert outcome.is_had and names(puller) == {"02_distances.ipynb"}
        assert "The file big.bin was left out: it is larger than 100000 bytes." in outcome.lines[1]
    else:
        assert "is larger than 0 MiB: ask for one without large data" in outcome.lines[0]
    outcome = pull(replace(small, git=Git(Bounds(file=100_000)), out=small.out.with_name("other")), folder)
    assert outcome.is_had and "big.bin was left out" in outcome.lines[1]


def test_many_small_files_are_together_too_large(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook(), **{f"{at}.bin": os.urandom(5_000) for at in range(60)}}))
    assert "ask for one without large data" in pull(replace(puller, git=Git(Bounds(pack=200_000))), folder).lines[0]


def test_a_notebook_that_is_too_large_is_refused(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook("'" + "x" * 300_000 + "'")}))
    outcome = pull(replace(puller, git=Git(Bounds(file=100_000))), folder)
    assert (
        "02_distances/02_distances.ipynb is larger than 100000 bytes: let it be pushed without its outputs." in outcome.lines[0]
    )


def test_ten_to_the_tenth_files_end_at_the_bound(puller: Puller, folder: Path) -> None:
    repositories.bomb(folder)
    outcome = pull(replace(puller, git=Git(Bounds(listing=1 << 20))), folder)
    assert "has more than 100,000 files" in outcome.lines[0]


def test_thousands_of_files(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook(), **{f"02_distances/d{at % 50}/{at}.txt": str(at) for at in range(3000)}}))
    assert pull(puller, folder).is_had
    assert len(names(puller)) == 3001
    few = replace(puller, git=Git(Bounds(entries=1000)))
    assert "has more than 1,000 files" in pull(few, folder).lines[0]


def test_ten_thousand_branches_are_never_listed(puller: Puller, folder: Path) -> None:
    repositories.with_many_branches(made(folder, (START, {RIGHT: notebook()})), 10_000)
    outcome = pull(replace(puller, git=Git(Bounds(listing=4000))), folder)
    assert outcome.is_had, outcome.lines


def test_an_empty_and_a_missing_one(puller: Puller, folder: Path) -> None:
    assert "isn't there, or isn't shown to you" in pull(puller, folder).lines[0]
    assert "has no commit on its default branch" in pull(puller, made(folder)).lines[0]
    made(folder, (START, {RIGHT: notebook()}), branch="work")
    assert "--branch NAME" in pull(puller, folder).lines[0]
    assert pull(replace(puller, branch="work"), folder).is_had
    assert "has no branch other: see where" in pull(replace(puller, branch="other"), folder).lines[0]


def test_what_another_user_owns_is_left_to_git(puller: Puller, folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("gives a file away: needs root")
    made(folder, (START, {RIGHT: notebook()}))
    os.chown(folder, 12345, 12345)
    assert "belongs to another user of this machine" in pull(puller, folder).lines[0]


def test_a_call_that_hangs_is_ended_with_all_it_started(
    puller: Puller, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(f"#!/bin/sh\nsleep 1000 &\necho $! > {tmp_path}/left\nsleep 1000\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    outcome = pull(replace(puller, git=Git(Bounds(seconds=0.5))), folder)
    assert "took more than 0.5 seconds" in outcome.lines[0]
    left = int((tmp_path / "left").read_text())
    until = time.monotonic() + 60
    while time.monotonic() < until:  # what was killed is reaped by whoever is number 1
        try:
            alive = [line for line in Path(f"/proc/{left}/stat").read_text().split() if line == "Z"] == []
        except FileNotFoundError:
            alive = False
        if not alive:
            break
    assert not alive
    with pytest.raises(Stopped):
        pull(replace(puller, git=Git(stopped=lambda: True)), folder)


def test_memory_and_processor_time_are_bounded(
    puller: Puller, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder, (START, {RIGHT: notebook()}))
    assert "takes more memory than it may have" in pull(replace(puller, git=Git(Bounds(piece=2000))), folder).lines[0]
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nwhile :; do :; done\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    assert "took more processor time than it may have" in pull(replace(puller, git=Git(Bounds(processor=1))), folder).lines[0]


def test_git_that_is_missing_is_told(puller: Puller, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git isn't installed here" in pull(puller, folder).lines[0]


# --- Addresses and names


@pytest.mark.parametrize(
    "text",
    [
        "ext::sh -c touch% /tmp/x", "EXT::x", "-oProxyCommand=x", "--upload-pack=x", "http://example.org/x.git", "git://example.org/x",
        "ssh://-oProxyCommand=x/y", "https://", "fd::17", "github.com/o/r.git", "git.example.org/x", "file://host/x", "https://a\nb/x", "", "ftp://x/y", "https://[x/y", "transport::address",
    ],
)  # fmt: skip
def test_an_address_of_another_kind_is_refused(text: str, puller: Puller) -> None:
    with pytest.raises(addresses.Refused):
        addresses.address(text)


def test_the_addresses_that_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert addresses.address("~/a.git").url == "/home/me/a.git"
    for text, protocol, host in [
        ("https://github.com/o/r.git", "https", "github.com"),
        ("HTTPS://u:secret@Example.org:8443/r", "https", "example.org"),
        ("ssh://git@example.org/r", "ssh", "example.org"),
        ("git@github.com:o/r.git", "ssh", "github.com"),
        ("file:///srv/r.git", "file", ""),
        (str(tmp_path), "file", ""),
        ("./a:b", "file", ""),
        ("~/a.b/c", "file", ""),
        ("a.git", "file", ""),
    ]:
        found = addresses.address(text)
        assert (found.protocol, found.host) == (protocol, host)
        assert "secret" not in found.shown


@pytest.mark.parametrize(
    "name",
    [
        "..",
        ".",
        "a/b",
        "/etc",
        "a\\b",
        "-oProxyCommand=x",
        ".hidden",
        "a\nb",
        "a\x1b[2J",
        "",
        " ",
        "x" * 101,
        "\u202eada",
        "submitted",
        "Source",
    ],
)
def test_a_name_that_no_folder_should_have_is_refused(name: str) -> None:
    with pytest.raises(addresses.Refused):
        addresses.student(name)


def test_git_starts_no_other_protocol_than_the_addresss(puller: Puller, folder: Path, tmp_path: Path) -> None:
    """Were an address let through, git itself would refuse it."""
    evil = addresses.Address(f"ext::touch {tmp_path}/touched", "file")
    with pytest.raises(GitError, match="transport 'ext' not allowed"):
        puller.git.tip(evil, None)
    assert not (tmp_path / "touched").exists()


def test_nothing_of_the_environment_reaches_git(
    puller: Puller, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A configuration of the caller's with a program in it, and variables that name one, start nothing."""
    evil = f"touch {tmp_path}/touched"
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f'[core]\n\tfsmonitor = {evil}\n\tsshCommand = {evil}\n[url "ext::{evil} "]\n\tinsteadOf = /\n[protocol]\n\tallow = always\n'
    )
    for name, value in {
        "HOME": str(home), "GIT_SSH_COMMAND": evil, "GIT_ASKPASS": evil, "GIT_PROXY_COMMAND": evil, "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.alternateRefsCommand", "GIT_CONFIG_VALUE_0": evil, "GIT_DIR": "/nowhere", "GIT_TRACE": f"{tmp_path}/touched",
        "GIT_EXEC_PATH": str(tmp_path), "GIT_TEMPLATE_DIR": str(tmp_path),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    made(folder, (START, {RIGHT: notebook()}))
    assert pull(puller, folder).is_had
    assert not (tmp_path / "touched").exists()


def test_what_git_is_given_for_each_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", "evil")
    monkeypatch.setenv("SSH_AUTH_SOCK", "/agent")
    git = Git(credentials=Credentials("/bin/ask", (("credential.https://x.org.helper", "store"),), "secret", "github.com"))
    at = {
        name: addresses.address(name)
        for name in ("https://github.com/a/b", "https://evil.org/a/b", "ssh://github.com/a/b", "/srv/x")
    }
    environments = {name: git._environment(where) for name, where in at.items()}
    settings = {name: list(git._settings(where)) for name, where in at.items()}
    assert [name for name, found in environments.items() if "secret" in found.values()] == ["https://github.com/a/b"]
    assert not [line for lines in settings.values() for line in lines if "secret" in line], "a token in a list of processes"
    allowed = {name: [line for line in lines if ".allow=" in line] for name, lines in settings.items()}
    assert allowed == {name: [f"protocol.{where.protocol}.allow=always"] for name, where in at.items()}
    assert [name for name, found in environments.items() if "GIT_ASKPASS" in found] == [
        "https://github.com/a/b",
        "https://evil.org/a/b",
    ]
    assert [name for name, found in environments.items() if "SSH_AUTH_SOCK" in found] == ["ssh://github.com/a/b"]
    assert environments["ssh://github.com/a/b"]["GIT_SSH_COMMAND"].startswith("ssh -oBatchMode=yes")
    assert not any(line.startswith("credential") for line in settings["/srv/x"])


# --- Deadlines, and what changes


def test_the_last_commit_before_the_deadline_counts(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook("1")}), (START + timedelta(days=1), {RIGHT: notebook("2")}))
    right = tip(folder)
    for day in range(60):
        add(folder, DEADLINE + timedelta(days=day, seconds=1), {RIGHT: notebook("3")})
    outcome = pull(replace(puller, until=DEADLINE), folder)
    assert outcome.lines[0].startswith(f"ada  02_distances  {right[:7]}  committed 2026-09-02 12:00 UTC")
    assert files(puller)["02_distances.ipynb"] == notebook("2")
    assert outcome.pulled is not None and (outcome.pulled.sha, outcome.pulled.tip) == (right, tip(folder))
    assert outcome.lines[1] == "  note: 60 commits after the deadline weren't taken."
    few = replace(puller, until=DEADLINE, git=Git(Bounds(commits=50)))
    assert "among its last 50" in pull(few, folder).lines[0]


def test_late_work_that_was_pulled_before_is_put_aside(puller: Puller, folder: Path, course: Course) -> None:
    late = DEADLINE + timedelta(days=1)
    sha = tip(made(folder, (late, {RIGHT: notebook("1")})))
    first = pull(puller, folder)
    assert first.is_had
    outcome = pull(replace(puller, until=DEADLINE), folder, first.pulled)
    aside = puller.out / "ada" / f".02_distances.late-{sha[:7]}"
    assert "has no commit before 2026-10-01 00:00 UTC" in outcome.lines[0]
    assert (
        f"What was pulled of 02_distances at {sha[:7]} is of 2026-10-02 00:00 UTC, too late, and was put aside: it is in {aside}."
        in (outcome.lines[0])
    )
    assert (outcome.is_had, outcome.has_nothing, outcome.is_ours) == (False, True, False)
    assert outcome.pulled is not None and outcome.pulled.files == {} and outcome.pulled.sha == ""
    assert (aside / "02_distances.ipynb").read_text() == notebook("1")
    with pytest.raises(UsageError, match="holds no notebook"):
        finding.find([puller.out], course, None)
    again = pull(replace(puller, until=DEADLINE), folder, outcome.pulled)
    assert "put aside" not in again.lines[0] and again.has_nothing
    assert pull(puller, folder, again.pulled).is_had, "without a deadline it is pulled anew"


def test_late_work_is_put_aside_whatever_else_there_is(puller: Puller, folder: Path, tmp_path: Path) -> None:
    """An earlier commit has none of the assignment; the repository can't be reached; the record is gone."""
    made(folder, (START, {"README.md": "mine"}))
    add(folder, DEADLINE + timedelta(days=1), {RIGHT: notebook("1")})
    timely = replace(puller, until=DEADLINE)
    first = pull(puller, folder)
    for before in (first.pulled, None):
        pull(puller, folder)
        outcome = pull(timely, folder, before)
        assert outcome.has_nothing and "too late, and was put aside" in outcome.lines[0] and "stays" not in outcome.lines[0]
    again = pull(puller, folder)
    folder.rename(tmp_path / "gone")
    outcome = pull(timely, folder, again.pulled)
    assert outcome.has_nothing and "isn't there" in outcome.lines[0] and "too late, and was put aside" in outcome.lines[0]
    folder.mkdir()


def test_late_work_gives_way_to_what_was_there_in_time(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook("1")}))
    add(folder, DEADLINE + timedelta(days=1), {RIGHT: notebook("2")})
    first = pull(puller, folder)
    outcome = pull(replace(puller, until=DEADLINE), folder, first.pulled)
    assert outcome.is_had and files(puller)["02_distances.ipynb"] == notebook("1")
    assert outcome.lines[1] == "  note: 1 commit after the deadline wasn't taken."
    assert sorted(path.name for path in (puller.out / "ada").iterdir()) == ["02_distances"]


def test_a_history_that_was_rewritten_too_late_is_told_as_long_as_it_is_so(puller: Puller, folder: Path) -> None:
    timely = replace(puller, until=DEADLINE)
    old = tip(made(folder, (START, {RIGHT: notebook("1")})))
    first = pull(timely, folder)
    repositories.git(folder, "update-ref", "-d", "refs/heads/main")
    made(folder, (DEADLINE + timedelta(days=1), {RIGHT: notebook("2")}))
    outcome = pull(timely, folder, first.pulled)
    note = f"The history was rewritten since {old[:7]}, where the branch stood when it was pulled before."
    for _ in range(3):
        assert f"What was pulled of 02_distances at {old[:7]} stays." in outcome.lines[0], "it was there in time"
        assert outcome.lines[1:] == [f"  note: {note}"] and not outcome.has_nothing
        assert outcome.pulled is not None and outcome.pulled.notes[""] == [note]
        outcome = pull(timely, folder, outcome.pulled)
    assert files(puller)["02_distances.ipynb"] == notebook("1")


def test_a_server_that_gives_no_commit_by_its_hash(puller: Puller, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with git's older protocol: then the branch is fetched as far back as the commit lies."""
    monkeypatch.setattr("autograder.repositories.git._CONFIG", ("protocol.version=0", "fetch.unpackLimit=1"))
    made(folder, (START, {RIGHT: notebook("1")}))
    right = tip(folder)
    add(folder, DEADLINE + timedelta(days=1), {RIGHT: notebook("2")})
    outcome = pull(replace(puller, until=DEADLINE), folder)
    assert outcome.is_had, outcome.lines
    assert right[:7] in outcome.lines[0] and files(puller)["02_distances.ipynb"] == notebook("1")


def test_a_second_pull_fetches_nothing(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook()}))
    first = pull(puller, folder)
    fetched = puller.git.fetches
    again = pull(puller, folder, first.pulled)
    assert (fetched, puller.git.fetches) == (1, 1)
    assert again.is_had and again.lines == [first.lines[0] + " (unchanged)"]
    later = replace(puller, until=DEADLINE)
    pull(later, folder, first.pulled)
    assert puller.git.fetches > 1, "another deadline, and nothing was looked at"
    count = puller.git.fetches
    (puller.out / "ada" / "02_distances" / "02_distances.ipynb").unlink()
    assert pull(puller, folder, first.pulled).is_had and puller.git.fetches == count + 1
    assert "02_distances.ipynb" in names(puller)


def test_what_is_new_takes_the_place_of_what_was_there(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook("1"), "02_distances/old.py": "x"}))
    first = pull(puller, folder)
    repositories.git(folder, "update-ref", "-d", "refs/heads/main")
    made(folder, (START + timedelta(days=1), {RIGHT: notebook("2"), "02_distances/new.py": "x"}))
    again = pull(puller, folder, first.pulled)
    assert names(puller) == {"02_distances.ipynb", "new.py"}
    assert first.pulled is not None
    assert (
        again.lines[1]
        == f"  note: The history was rewritten since {first.pulled.tip[:7]}, where the branch stood when it was pulled before."
    )
    add(folder, START + timedelta(days=2), {RIGHT: notebook("3")})
    more = pull(puller, folder, again.pulled)
    assert more.lines[1:] == again.lines[1:], "a commit more is no rewriting, and the other is told on"
    same = pull(puller, folder, more.pulled)
    assert same.lines[1:] == again.lines[1:] and "(unchanged)" in same.lines[0]
    assert same.pulled is not None and same.pulled.notes[""] == [again.lines[1].removeprefix("  note: ")]


def test_work_that_was_merged_is_no_rewriting(puller: Puller, folder: Path) -> None:
    base = tip(made(folder, (START, {RIGHT: notebook("1")})))
    here = add(folder, START + timedelta(days=1), {RIGHT: notebook("2")})
    first = pull(puller, folder)
    add(folder, START + timedelta(days=1), {RIGHT: notebook("3")}, before=base)
    add(folder, START + timedelta(days=2), {RIGHT: notebook("4")}, merged=here)
    assert len(pull(puller, folder, first.pulled).lines) == 1


def test_a_notebook_that_is_gone_leaves_what_was_pulled(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook("1")}))
    first = pull(puller, folder)
    repositories.git(folder, "update-ref", "-d", "refs/heads/main")
    made(folder, (START, {"README.md": "gone"}))
    again = pull(puller, folder, first.pulled)
    assert not again.is_had and not again.has_nothing
    assert f"What was pulled at {first.lines[0].split()[2]} stays." in again.lines[0]
    assert names(puller) == {"02_distances.ipynb"}


def test_what_somebody_put_there_by_hand_stays(puller: Puller, folder: Path) -> None:
    made(folder, (START, {RIGHT: notebook("1")}))
    there = puller.out / "ada" / "02_distances"
    there.mkdir(parents=True)
    (there / "02_distances.ipynb").write_text("by hand")
    outcome = pull(puller, folder)
    assert not outcome.is_had and "is there and wasn't pulled: move it away" in outcome.lines[0]
    assert (there / "02_distances.ipynb").read_text() == "by hand"


@pytest.mark.parametrize("at", ["student", "assignment"])
def test_no_link_in_the_folder_is_followed(puller: Puller, folder: Path, tmp_path: Path, at: str) -> None:
    made(folder, (START, {RIGHT: notebook("1")}))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = puller.out / "ada" if at == "student" else puller.out / "ada" / "02_distances"
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    assert not pull(puller, folder).is_had
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("can_exchange", [True, False])
def test_an_interrupted_pull_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, can_exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before each call that changes a folder, one after another; the next pull makes good."""
    top = tmp_path / "ada" / "02_distances"

    def put(text: str) -> None:
        placing.place(
            tmp_path, "ada", "02_distances", [(("a.ipynb",), text.encode()), (("b", "c.py"), text.encode())], START, text
        )

    def state() -> tuple[str, ...]:
        return tuple((top / name).read_text() for name in ("a.ipynb", "b/c.py"))

    exchanged = placing._exchanged if can_exchange else lambda one, other: False
    states = set()
    for step in range(1, 100):
        put("1")
        assert state() == ("1", "1") and [path.name for path in top.parent.iterdir()] == [top.name]
        stop = _Stop(step)
        with monkeypatch.context() as patched:
            for name in ("open", "mkdir", "rename", "unlink", "rmdir"):
                patched.setattr(os, name, stop.around(getattr(os, name)))
            patched.setattr(placing, "_exchanged", stop.around(exchanged))
            with contextlib.suppress(_Killed):
                put("2")
        if not stop.came:
            break
        if not can_exchange:
            placing.mend(tmp_path, "ada", "02_distances")
        states.add(state())
    assert step > 10 and states == {("1", "1"), ("2", "2")}


class _Killed(BaseException):
    pass


class _Stop:
    """Raises at the `at`-th call, and at each after it, as if the process were gone."""

    def __init__(self, at: int) -> None:
        self.left, self.came = at, False

    def around(self, function: Callable[..., object]) -> Callable[..., object]:
        def called(*given: object, **named: object) -> object:
            self.left -= 1
            if self.left <= 0:
                self.came = True
                raise _Killed
            return function(*given, **named)

        return called


# --- The command


def _class_of_forty(top: Path) -> dict[str, str]:
    """Repositories by students, and what each one's line says."""
    says: dict[str, str] = {}
    for at in range(22):
        made(top / f"hw-right-{at}.git", (START, {RIGHT: notebook(str(at))}))
        says[f"right-{at}"] = "committed 2026-09-01 12:00 UTC"
    for name, (content, _, _) in SHAPES.items():
        student = name.replace(" ", "-").replace(",", "")
        made(top / f"hw-{student}.git", (START, content))
        says[student] = "committed 2026-09-01 12:00 UTC"
    for name, (content, told) in REFUSED.items():
        student = name.replace(" ", "-").replace(",", "")
        made(top / f"hw-no-{student}.git", (START, content))
        says[f"no-{student}"] = told
    made(top / "hw-empty.git")
    repositories.with_many_branches(made(top / "hw-branches.git", (START, {RIGHT: notebook()})), 10_000)
    made(top / "hw-elsewhere.git", (START, {RIGHT: notebook()}), branch="work")
    repositories.bomb(top / "hw-bomb.git")
    return says | {
        "empty": "has no commit on its default branch",
        "branches": "committed 2026-09-01 12:00 UTC",
        "elsewhere": "or to another one (--branch NAME)",
        "bomb": "has more than 100,000 files",
        "missing": "isn't there, or isn't shown to you",
        "..": "This name can't be the name of a folder",
        "-oProxyCommand=x": "This name begins with -",
    }


def test_a_class_is_pulled_and_each_student_has_a_line(
    course: Course, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    says = _class_of_forty(tmp_path / "git")
    students = tmp_path / "students.txt"
    students.write_text("# the class\n" + "\n".join(says) + "\n")
    line = [
        "pull",
        "--repos",
        f"{tmp_path}/git/hw-{{student}}.git",
        "--students",
        str(students),
        "--out",
        str(tmp_path / "submitted"),
        "--course-dir",
        str(course.root),
    ]
    line += ["--assignment", "02_distances", "--jobs", "3"]
    assert len(says) > 40
    assert main(line) == 1
    out, err = capfd.readouterr()
    told: dict[str, list[str]] = {}
    for row in out.splitlines():
        if not row.startswith("  note:"):
            told.setdefault(row.partition("  ")[0], []).append(row)
    assert list(told) == list(says), "in the order of the list"
    assert {name: rows for name, rows in told.items() if len(rows) != 1 or says[name] not in rows[0]} == {}
    bad = [name for name, said in says.items() if not said.startswith("committed")]
    assert f"{len(bad)} of {len(says)} have nothing: {', '.join(bad)}." in err
    assert "\x1b" not in out + err
    there = {path.parent.parent.name for path in (tmp_path / "submitted").glob("*/*/*.ipynb")}
    assert there == set(says) - set(bad)
    rows = json.loads((tmp_path / "submitted.pulled.json").read_text())["students"]
    assert {row["student"] for row in rows if row["files"]} == there
    assert {row["at_says"] for row in rows} == {"by the commit's own time, which its author can set"}

    calls = tmp_path / "calls"
    _log_calls(tmp_path, calls, monkeypatch)
    assert main(line) == 1
    out, _ = capfd.readouterr()
    assert out.count("(unchanged)") == len(there)
    fetched = [row for row in calls.read_text().splitlines() if " fetch " in row]
    again = {match[1] for row in fetched if (match := re.search(r"hw-([\w.-]+)\.git", row))}
    assert not again & there, "fetched again, though nothing had changed"


def _log_calls(tmp_path: Path, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every call of git leave a line."""
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text(f'#!/bin/sh\necho "$*" | tr "\\n" " " >> {calls}\necho >> {calls}\nexec {real} "$@"\n')
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")


def test_a_table_and_what_is_wrong_with_it(course: Course, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made(tmp_path / "a.git", (START, {RIGHT: notebook()}))
    table = tmp_path / "class.csv"
    line = ["pull", "--repos", str(table), "--out", str(tmp_path / "submitted"), "--course-dir", str(course.root)]
    table.write_text(
        f"\ufeffStudent, URL\nada,{tmp_path}/a.git\nbob,ext::sh -c x\ncy,https://u:secret@127.0.0.1:1/x.git\ndan,https://no.such.invalid/x.git\n",
        encoding="utf-8",
    )
    assert main(line) == 1
    out, err = capfd.readouterr()
    assert re.search(r"^ada  02_distances  \w{7}  committed", out)
    assert "bob  nothing pulled: ext::sh -c x names a program" in out
    assert "cy  nothing pulled: https://***@127.0.0.1:1/x.git couldn't be reached; run it again" in out
    assert "dan  nothing pulled: https://no.such.invalid/x.git couldn't be reached: nobody knows the name of its host" in out
    assert "secret" not in out + err + (tmp_path / "submitted.pulled.json").read_text()
    table.write_text(f"student,url\nada,{tmp_path}/a.git\n")
    assert main(line) == 0
    for text, told in [
        ("name,url\n", "has no column student"),
        ("student,url\nada,x\nada,y\n", "ada is named twice"),
        ("student,url\n", "class.csv names no student: write a line for each"),
    ]:
        table.write_text(text)
        assert main(line) == 2
        assert told in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--repos", "/x/{student}.git"], "name the students with --students"),
        (["--repos", "whatever"], "neither org/prefix-"),
        (["--repos", "github.com/o/hw-{student}", "--students", "S"], "write https://github.com/o/hw-{student}"),
        (
            ["--repos", "/x/{student}.git", "--students", "E.csv"],
            "E.csv names no student: write each on a line of their own below",
        ),
        (["--repos", "https://{student}.example.org/x", "--students", "S"], "in the name of the host"),
        (["--repos", "T.csv", "--assignment", "09_none"], "no assignment of this course"),
        (["--repos", "none.csv"], "can't be read"),
    ],
)
def test_wrong_usage(
    course: Course,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "S").write_text("ada\n")
    (tmp_path / "E.csv").write_text("student\n")
    (tmp_path / "T.csv").write_text("student,url\nada,/x\n")
    assert main(["pull", "--out", "submitted", "--course-dir", str(course.root), *arguments]) == 2
    assert told in capfd.readouterr().err


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("https://127.0.0.1:1/x.git", True), ("https://no.such.invalid/x.git", True), ("ssh://git@127.0.0.1:1/x.git", True),
        ("/nowhere/x.git", False),
    ],
)  # fmt: skip
def test_what_is_between_us_and_a_repository_is_ours(puller: Puller, url: str, is_ours: bool) -> None:
    outcome = puller.pull(Repository("ada", addresses.address(url)), None)
    assert outcome.has_nothing and outcome.is_ours == is_ours, outcome.lines
    assert outcome.pulled is not None and outcome.pulled.wrong in outcome.lines[0]


def test_a_student_who_is_called_as_a_folder_of_the_course_has_a_line(puller: Puller) -> None:
    (one,) = listing.by_pattern("/x/{student}.git", ["Submitted"])
    line = puller.pull(one, None).lines[0]
    assert line.startswith(
        "Submitted  nothing pulled: This name is that of a folder of every course: give this student another one"
    )


NEAR: dict[str, tuple[dict[str, repositories.Content], str]] = {
    # what is in the repository, and what is told, where all assignments are looked for
    "in a hidden folder": ({".work/02_distances/02_distances.ipynb": notebook()}, "is hidden, and nothing hidden is looked at: let it be"),
    "hidden itself": ({".02_distances.ipynb": notebook()}, ".02_distances.ipynb is hidden"),
    "capital letters": ({"02_Distances.IPYNB": notebook()}, "02_Distances.IPYNB ends in .IPYNB: let it be renamed to 02_distances.ipynb."),
    "of no name": ({"homework.ipynb": notebook()}, "but homework.ipynb. With --assignment NAME, and no other, it may have any name"),
    "nothing": ({"README.md": "x"}, "See whether the work is on another branch (--branch NAME)."),
    "a copy of Jupyter's": ({".ipynb_checkpoints/02_distances-checkpoint.ipynb": notebook()}, "See whether the work is on another branch"),
    "a link": ({RIGHT: Link("/x")}, "links aren't followed: let the notebook itself be pushed there."),
    "elsewhere": ({RIGHT: "version https://git-lfs.github.com/spec/v1\nsize 1\n"}, "git lfs untrack '*.ipynb', git add --renormalize"),
    "a dash": ({"-x/02_distances.ipynb": notebook()}, "could be taken for an option: let it be renamed, or moved."),
}  # fmt: skip


@pytest.mark.parametrize("shape", NEAR)
@pytest.mark.parametrize("named", [False, True])
def test_what_is_there_is_told_and_what_to_do(puller: Puller, folder: Path, shape: str, named: bool) -> None:
    content, told = NEAR[shape]
    made(folder, (START, content))
    outcome = pull(replace(puller, named=named, expected=[Expected(name, (name,)) for name in NAMES]), folder)
    assert not outcome.is_had and not outcome.is_ours
    if shape == "of no name" and named:
        told = told.replace("but ", "")
    assert told in "\n".join(outcome.lines), outcome.lines
    if named and "nothing" in shape:
        assert len(outcome.lines) == 1 and outcome.lines[0].startswith(
            "ada  01_tensors, 02_distances  not pulled: Branch main has no"
        )


def test_the_exit_status_tells_whether_it_lies_with_us(
    course: Course, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "ada.git", (START, {RIGHT: notebook()}))
    made(tmp_path / "bob.git")
    made(tmp_path / "cy.git", (START, {RIGHT: Link("/x")}))
    there, summary = tmp_path / "submitted", tmp_path / "summary.md"
    line = ["pull", "--repos", f"{tmp_path}/{{student}}.git", "--out", str(there), "--course-dir", str(course.root)]
    line += ["--students", str(tmp_path / "students"), "--summary", str(summary)]

    def status(*students: str) -> int:
        (tmp_path / "students").write_text("".join(f"{one}\n" for one in students))
        return main(line)

    assert status("ada") == 0
    assert "1 of 1 have all that was looked for" in capfd.readouterr().err
    assert status("ada", "bob", "cy", "dan") == 3, "some have nothing, and that is theirs"
    err = capfd.readouterr().err
    assert "3 of 4 have nothing: bob, cy, dan." in err and "1 of 4 have all that was looked for" in err
    told = summary.read_text().splitlines()
    assert "### Pulled: 1 of 4 students" in told and len([row for row in told if row.startswith("- ")]) == 3
    assert "failed here" not in summary.read_text()
    last = record.read_last(record.path_of(there))
    assert last is not None and last.students == ["ada", "bob", "cy", "dan"] and last.assignments == []
    assert status("ada", "bob", "..") == 1, "a name that can't be one is the list's"
    assert "failed here" in summary.read_text()
    assert status("dan", "eve") == 1, "nobody's is there: the address is wrong, or the token"
    assert "None of the repositories is there" in capfd.readouterr().err
    shutil.rmtree(there / "ada" / "02_distances")
    (there / "ada" / "02_distances").mkdir()
    assert status("ada", "bob") == 1, "it can't be put there"
    shutil.rmtree(there / "ada" / "02_distances")
    assert status("ada", "bob") == 3, "nothing is remembered of what was in the way"
    monkeypatch.setattr("autograder.repositories.git.Git.tip", lambda *_: 1 / 0)
    assert status("ada", "bob") == 1, "a fault of this program"


@pytest.mark.parametrize("name", ["source", "release", "checks", "source/01_tensors", ".git", ".", "..", "docs", "a.txt"])
def test_a_folder_that_isnt_for_students_is_refused(
    course: Course, tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    (course.root / "course.toml").write_text('name = "x"\nchecks = "checks"\n')
    for folder in ("checks", "docs"):
        (course.root / folder).mkdir()
        (course.root / folder / "a.txt").write_text("x")
    (course.root / "a.txt").write_text("x")
    made(tmp_path / "ada.git", (START, {RIGHT: notebook()}))
    (tmp_path / "class.csv").write_text(f"student,url\nada,{tmp_path}/ada.git\n")
    line = ["pull", "--repos", str(tmp_path / "class.csv"), "--course-dir", str(course.root), "--out"]
    assert main([*line, str(course.root / name)]) == 2
    told = {"docs": "holds other things, such as a.txt", "a.txt": "is a file"}.get(name, "is a folder of the course's own")
    assert told in capfd.readouterr().err
    assert not list(tmp_path.rglob("ada/*"))
    assert main([*line, str(course.root / "class")]) == 0
    record.path_of(course.root / "class").unlink()
    assert main([*line, str(course.root / "class")]) == 0, "what was pulled is ours, with its record or without"


def test_tables_as_programs_write_them(course: Course, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made(tmp_path / "a.git", (START, {RIGHT: notebook()}))
    table, a = tmp_path / "class.csv", f"{tmp_path}/a.git"
    line = ["pull", "--repos", str(table), "--out", str(tmp_path / "submitted"), "--course-dir", str(course.root)]
    for text, told in [
        (f"student;url\nada;{a}\n;\n", ""),
        (f"student\turl\nada\t{a}\nada\t{a}\n", ""),
        (f"student,url\nada,{a}\nAda,{tmp_path}/b.git\n", "ada and Ada differ in capital letters only"),
        (f"student,url\nada,{a}\nbob,{tmp_path}/a\n", "ada and bob have the same repository"),
    ]:
        table.write_text(text)
        main(line)
        out, err = capfd.readouterr()
        assert out.count("ada  02_distances") == 1, text
        assert told in err and ("see whether" in err) == bool(told)
    for text, told in [
        (f'student,url\nada,{a}\nbob,"{a}\ncy,{a}\n', "line 3, can't be read as a row of a table: a quote that is opened there"),
        (f'student,url\nbob,"{a}\ncy,"{a}\n', "line 2, can't be read as a row of a table"),
    ]:
        table.write_text(text)
        assert main(line) == 2
        assert told in capfd.readouterr().err


def test_two_runs_at_once_and_a_damaged_record(course: Course, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made(tmp_path / "a.git", (START, {RIGHT: notebook()}))
    (tmp_path / "class.csv").write_text(f"student,url\nada,{tmp_path}/a.git\n")
    line = [
        "pull",
        "--repos",
        str(tmp_path / "class.csv"),
        "--out",
        str(tmp_path / "submitted"),
        "--course-dir",
        str(course.root),
    ]
    with command._locked(tmp_path / "submitted"):
        assert main(line) == 2
    assert "another `autograder pull`" in capfd.readouterr().err
    path = tmp_path / "submitted.pulled.json"
    for text, told in (
        ('{"students": [{"student": 3}]}', "it is damaged (TypeError). Give it another name"),
        ('{"schema": 1, "students": [{"stu', "it is damaged (JSONDecodeError). Give it another name"),
        ('{"students": [3]}', "it is damaged (AttributeError)"),
        ('{"schema": 99, "students": []}', "was written by a newer autograder"),
        ('{"cells": []}', "it looks like a notebook. `autograder pull` writes its own record there: give that file another name"),
        ("[" * 100_000, "it looks like no text that is JSON"),
        ("\udcff", "it looks like no text that is JSON"),
    ):
        path.write_text(text, errors="surrogateescape")
        assert main(line) == 2
        err = capfd.readouterr().err
        assert told in err, text
        assert "remove" not in err
        assert path.read_bytes() == text.encode(errors="surrogateescape")


def test_a_run_that_is_stopped_keeps_what_it_has_and_goes_on(course: Course, tmp_path: Path) -> None:
    """By SIGTERM, while a call of git hangs: nothing is left of that, and the next run makes good."""
    for name in ("ada", "bob"):
        made(tmp_path / f"hw-{name}.git", (START, {RIGHT: notebook()}))
    (tmp_path / "students").write_text("ada\nbob\n")
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(
        f'#!/bin/sh\ncase "$*" in *hw-bob*) touch {tmp_path}/hangs; sleep 1000;; esac\nexec {shutil.which("git")} "$@"\n'
    )
    fake.chmod(0o755)
    line = [
        sys.executable,
        "-P",
        "-m",
        "autograder",
        "pull",
        "--repos",
        f"{tmp_path}/hw-{{student}}.git",
        "--students",
        str(tmp_path / "students"),
    ]
    line += ["--out", str(tmp_path / "submitted"), "--course-dir", str(course.root), "--jobs", "1"]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    process = subprocess.Popen(
        line,
        env={**here, "PATH": f"{fake.parent}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "hangs").exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    process.terminate()
    out, err = process.communicate()
    assert process.returncode == 128 + 15
    assert out.startswith("ada  02_distances") and "stopped. 1 of 2" in err
    assert list((tmp_path / "tmp").iterdir()) == []
    done = subprocess.run(line, env=here, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "(unchanged)" in done.stdout and "bob  02_distances" in done.stdout


def test_what_was_pulled_is_found_by_grade(puller: Puller, folder: Path, course: Course) -> None:
    made(folder, (START, {"Copy of 02_distances.ipynb": notebook(), "02_distances/a.csv": "1"}))
    assert pull(puller, folder).is_had
    (task,) = finding.find([puller.out], course, None).tasks
    assert (task.student, task.assignment, task.path.name) == ("ada", "02_distances", "Copy of 02_distances.ipynb")


def test_without_a_named_assignment_what_there_is_is_told(puller: Puller, folder: Path) -> None:
    made(folder, (START, {"mine.ipynb": notebook(), "b/other.ipynb": notebook()}))
    unnamed = replace(puller, named=False, expected=[Expected(name, (name,)) for name in NAMES])
    outcome = pull(unnamed, folder)
    told = f"has no notebook of an assignment on branch main at {tip(folder)[:7]}, but mine.ipynb and b/other.ipynb."
    assert told in outcome.lines[0] and "--assignment NAME" in outcome.lines[0] and "--branch NAME" in outcome.lines[0]
    assert not outcome.is_had and not puller.out.exists()


# --- ssh and https


def test_over_ssh_nothing_is_asked_and_nothing_else_given(
    puller: Puller, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program in ssh's place notes how it was called, and runs git's server here."""
    made(folder, (START, {RIGHT: notebook()}))
    fake = tmp_path / "bin" / "ssh"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\nenv > {tmp_path}/env\necho "$@" >> {tmp_path}/calls\nfor last; do :; done\neval "$last"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("GIT_ASKPASS", "/bin/ask")
    monkeypatch.setenv("SSH_ASKPASS", "/bin/ask")
    git = Git(credentials=Credentials("/bin/ask", (), "t0ken", "example.org"))
    for at, url in enumerate((f"ssh://git@example.org:2222{folder}", f"git@example.org:{folder}")):
        outcome = replace(puller, git=git, out=tmp_path / f"out-{at}").pull(Repository("ada", addresses.address(url)), None)
        assert outcome.is_had, outcome.lines
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls and all(line.startswith("-oBatchMode=yes -oConnectTimeout=20 -oForwardAgent=no") for line in calls)
    assert "ASKPASS" not in (tmp_path / "env").read_text() and "t0ken" not in (tmp_path / "env").read_text()


def test_a_token_goes_to_its_host_alone(puller: Puller, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(folder, (START, {RIGHT: notebook()}))
    monkeypatch.setenv("HOME", str(tmp_path))

    def lines(git: Git, url: str) -> str:
        return puller_of(git).pull(Repository("ada", addresses.address(url)), None).lines[0]

    def puller_of(git: Git) -> Puller:
        return replace(puller, git=git)

    with serving(folder.parent, "t0ken", tmp_path) as served:
        url, named = f"{served.url}/hw-ada.git", f"{served.url.replace('127.0.0.1', 'localhost')}/hw-ada.git"
        assert "couldn't be" in lines(Git(), url), "an unknown certificate"
        monkeypatch.setenv("GIT_SSL_CAINFO", str(served.certificate))
        assert "is private, or isn't there: say who you are" in lines(Git(), url)
        of_localhost = Git(credentials=Credentials(token="t0ken", host="localhost"))
        assert "is private" in lines(of_localhost, url)
        assert served.given == []
        wrong = Git(credentials=Credentials(token="old-t0ken", host="127.0.0.1"))
        assert "is private" in lines(wrong, url) and "t0ken" not in lines(wrong, url)
        served.given.clear()
        right = Git(credentials=Credentials(token="t0ken", host="127.0.0.1"))
        assert "committed 2026-09-01 12:00 UTC" in lines(right, url)
        assert set(served.given) == {"x-access-token:t0ken"}
        assert "isn't there" in lines(right, f"{served.url}/hw-bob.git")
        served.given.clear()
        assert "is private" in lines(right, named) and served.given == []
        with_user = replace(puller, out=puller.out.with_name("other"))
        outcome = with_user.pull(Repository("ada", addresses.address(url.replace("//", "//ada:t0ken@"))), None)
        assert outcome.is_had and outcome.pulled is not None and outcome.pulled.url == url.replace("//", "//***@")
