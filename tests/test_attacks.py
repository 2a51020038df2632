"""Hostile submissions get what they deserve: nothing. Each file of attacks/ is a cell in front of the untouched exercises."""

import hashlib
from pathlib import Path

import classroom
import pytest

from autograder.judge import Judge


def _state() -> dict[str, str]:
    """What an attack would want to change: the course, and the checks."""
    roots = [classroom.COURSE.root / name for name in ("source", "release", "solutions", "autograder")]
    files = [p for root in roots for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.parametrize("assignment", ["02_distances", "06_training_loop"])
@pytest.mark.parametrize("attack", classroom.attacks())
def test_an_attack_gets_nothing(judge: Judge, attack: str, assignment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.CELL_SECONDS", 6.0)
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
