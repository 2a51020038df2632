"""Every row of docs/coverage.md points to a cell that is there, and to a check that is there."""

import re

import classroom
import pytest
from classroom import CHECKS

ROWS = re.findall(
    r"^\| (.+?) \| [\d ]+ \| `(\w+)#([\w-]+)` \| (?:`(\w+)`)? ?\|$",
    (classroom.COURSE.root / "docs" / "coverage.md").read_text(),
    re.M,
)


def test_the_table_was_read() -> None:
    lines = [
        line
        for line in (classroom.COURSE.root / "docs" / "coverage.md").read_text().splitlines()
        if "#" in line and line.startswith("|")
    ]
    assert len(ROWS) == len(lines) > 50


@pytest.mark.parametrize(("idea", "assignment", "cell", "check"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_points_to_something(idea: str, assignment: str, cell: str, check: str) -> None:
    assert cell in [c.id for c in classroom.solved(assignment).cells], f"{idea}: {assignment} has no cell {cell}"
    assert not check or (CHECKS / f"{check}.py").exists(), f"{idea}: there is no check {check}"
