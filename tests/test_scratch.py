"""The folder of a run on the disk: removed whatever student code left in it, and swept up after a run that was killed."""

import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from classroom import nested, run_as_ordinary_user

from autograder.workers import files, scratch


def test_folders_in_folders_are_removed_however_deep(tmp_path: Path) -> None:
    folder = tmp_path / "scratch"
    nested(folder, 1500)
    scratch.remove(folder)
    assert not folder.exists()


@pytest.mark.parametrize("mode", [0o000, 0o300, 0o500, 0o100])
def test_what_cant_be_read_is_removed(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "scratch"
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "file").write_text("x")
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "folder-link").symlink_to(tmp_path)
    os.mkfifo(folder / "fifo")
    for path in (inner / "file", inner, inner.parent, folder):
        path.chmod(mode)
    folder.chmod(0o700)
    scratch.remove(folder)
    assert not folder.exists()
    assert Path("/etc/passwd").exists()


def test_a_folder_that_is_moved_meanwhile_leads_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that hasn't ended yet may move one: the way up from it is another then."""
    top = tmp_path / "run" / "scratch"
    (top / "a" / "b" / "c").mkdir(parents=True)
    (top / "precious").mkdir()
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").touch()
    look = scratch._folders_left

    def moved(fd: int) -> list[str]:
        if os.readlink(f"/proc/self/fd/{fd}").endswith("/c"):
            (top / "a" / "b" / "c").rename(top / "c")
        return sorted(look(fd), reverse=True)

    monkeypatch.setattr(scratch, "_folders_left", moved)
    scratch.remove(top)
    assert (tmp_path / "precious" / "file").exists()
    monkeypatch.undo()
    scratch.remove(top)
    assert not top.exists()


def test_a_link_in_the_place_of_the_folder_isnt_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    scratch.remove(tmp_path / "link")
    assert (tmp_path / "mine" / "file").exists()


def test_links_of_the_courses_own_are_followed_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("x = 1")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/numbers.csv").write_text("1,2")
    folder = tmp_path / "02_tables"
    folder.mkdir()
    (folder / "02_tables.ipynb").write_text("{}")
    for name, target in {"helper.py": "../helper.py", "data": "../data", "again": ".", "lost.csv": "../lost.csv"}.items():
        (folder / name).symlink_to(target)
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    given = files.put(folder, ours, is_ours=True)
    assert sorted(given.files) == ["data/numbers.csv", "helper.py"]
    assert (ours / "helper.py").read_text() == "x = 1"
    assert not (ours / "helper.py").is_symlink()
    assert len(given.left_out) == 1
    assert "lost.csv" in given.left_out[0]
    given = files.put(folder, theirs)
    assert given.files == {}
    assert len(given.left_out) == 4


def test_the_folder_of_a_killed_run_is_swept_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = "import os; from autograder.workers.scratch import RunFolder; folder = RunFolder(); print(folder.path); os.kill(os.getpid(), 9)"
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code.replace("print(folder.path)", "print(folder.path, flush=True)")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    killed = Path(run.stdout.strip())
    alive, unlocked = scratch.RunFolder(), tmp_path / "autograder-of-something-else"
    unlocked.mkdir()
    assert killed.is_dir()
    scratch.sweep()
    assert not killed.exists()
    assert alive.path.is_dir()
    assert unlocked.is_dir()
    alive.remove()
    assert not alive.path.exists()


def test_whoever_is_killed_while_it_removes_a_folder_leaves_one_that_can_be_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock goes last, and a folder without one is empty: an old one is swept."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = scratch.RunFolder()
    (folder.path / "judge").mkdir()
    (folder.path / "log").write_text("x")
    removed: list[Path] = []
    monkeypatch.setattr(scratch, "remove", lambda path: removed.append(path))
    folder.remove()
    assert removed == [folder.path / "judge", folder.path]
    assert sorted(os.listdir(folder.path)) == ["judge", "lock"]
    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "autograder-new").mkdir()
    for name in ("autograder-old", "autograder-notes", "another"):
        (tmp_path / name).mkdir()
    (tmp_path / "autograder-notes" / "file").write_text("x")
    for name in ("autograder-old", "autograder-notes", "another"):
        os.utime(tmp_path / name, (0, 0))
    scratch.sweep()
    assert {path.name for path in tmp_path.iterdir()} == {"autograder-new", "autograder-notes", "another"}


def test_a_sweep_that_comes_before_the_lock_takes_nothing_from_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lock, locked = fcntl.flock, []

    def after_a_sweep(fd: int, how: int) -> None:
        locked.append(fd)
        if len(locked) == 1:
            scratch.sweep()
        lock(fd, how)

    monkeypatch.setattr(fcntl, "flock", after_a_sweep)
    folder = scratch.RunFolder()
    assert [path.name for path in tmp_path.iterdir()] == [folder.path.name]
    scratch.sweep()
    assert (folder.path / "lock").exists()
    folder.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_held_until_the_last_process_of_its_run_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = scratch.RunFolder()
    lock = os.open(folder.path / "lock", os.O_RDWR)
    with pytest.raises(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(lock)
    folder.remove()


@pytest.mark.skipif(os.geteuid() != 0, reason="the tests above ran as an ordinary user already")
def test_the_same_as_an_ordinary_user() -> None:
    done = run_as_ordinary_user("test_scratch.py", "-k", "not ordinary_user")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
