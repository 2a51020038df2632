"""Hostile submissions get what they deserve: nothing. Each file of attacks/ is a cell in front of the untouched exercises."""

import hashlib
import os
from pathlib import Path

import classroom
import pytest

from autograder.judge.judge import Judge

pytestmark = pytest.mark.usefixtures("short_patience")


def _state() -> dict[str, str]:
    """What an attack would want to change: the course, and the checks."""
    roots = [classroom.COURSE.root / name for name in ("source", "release", "solutions", "autograder", "checks")]
    files = [p for root in roots for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _gets_nothing(judge: Judge, attack: str, assignment: str) -> None:
    before = _state()
    notebook = classroom.with_first_cell(classroom.released(assignment), classroom.attacks()[attack])
    report = judge.grade(notebook, assignment, f"hostile-{attack}")
    passed = [f"{cell.grade_id}: {cell.checks}" for cell in report.cells if cell.status == "pass"]
    assert report.score == 0, passed
    assert report.status == "fail", "hostile code must not pass for a fault of ours"
    assert [cell.grade_id for cell in report.cells] == list(classroom.COURSE.assignment(assignment).checked())
    assert _state() == before
    assert not list(Path("/tmp").glob("threes-and-sevens-attack*"))
    after = judge.grade(classroom.solved("02_distances"), "02_distances", "next")
    assert after.score == after.max_score


@pytest.mark.parametrize("attack", classroom.attacks())
def test_an_attack_gets_nothing(judge: Judge, attack: str) -> None:
    _gets_nothing(judge, attack, "02_distances")


@pytest.mark.slow
@pytest.mark.parametrize("attack", classroom.attacks())
def test_an_attack_gets_nothing_where_models_are_trained(judge: Judge, attack: str) -> None:
    _gets_nothing(judge, attack, "06_training_loop")


@pytest.mark.skipif(os.geteuid() != 0, reason="the tests above ran as an ordinary user already")
def test_the_same_attacks_as_an_ordinary_user(tmp_path: Path) -> None:
    """Runs this file's quick tests again as a user without root's rights."""
    done = classroom.run_as_ordinary_user("test_attacks.py", tmp_path, "-k", "not ordinary_user and not trained and not sixty")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout
    assert f"{len(classroom.attacks())} passed" in done.stdout


def test_there_are_sixty() -> None:
    assert len(classroom.attacks()) >= 60
