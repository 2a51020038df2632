"""No rule costs a point that the student wasn't told: it stands in the docstring or in a visible assert."""

import json
import os
import subprocess
import sys

import classroom
import pytest

from autograder.notebooks.cells import exercise_and_part, grade_id_of

NAMES = [name for name in classroom.COURSE.names() if name != "08_data_ethics"]
"""The assignments with code to write."""


def _told(exercise: str) -> str:
    """What the notebook says of the exercise where its code is written and checked: the text of these cells, on one line."""
    cells = classroom.released(classroom.assignment_of(exercise)).cells
    own = [c.source for c in cells if c.cell_type == "code" and exercise_and_part(grade_id_of(c) or "")[0] == exercise]
    return " ".join(" ".join(own).split())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_what_the_visible_checks_let_pass_breaks_words_of_the_notebook(name: str) -> None:
    """Each wrong solution that a student could hand in with all visible checks green names the words that it breaks."""
    environment = os.environ | {"PYTHONPATH": str(classroom.COURSE.root), "OMP_NUM_THREADS": "1"}
    run = [sys.executable, str(classroom.TESTS / "visible.py"), name]
    done = subprocess.run(run, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rules = {(variant.exercise, variant.name): variant.breaks for variant in classroom.variants("wrong")}
    passing = [(exercise, mistake) for exercise, mistake in json.loads(done.stdout)]
    assert passing
    silent = [f"tests/wrong/{exercise}/{mistake}.py" for exercise, mistake in passing if not rules[exercise, mistake]]
    assert not silent, "the visible checks let these pass: say in `# breaks:` which words of the docstring they break"


def test_the_words_stand_where_the_student_reads() -> None:
    named = [variant for variant in classroom.variants("wrong") if variant.breaks]
    assert len(named) > 100
    told = {exercise: _told(exercise) for exercise in {variant.exercise for variant in named}}
    missing = [
        f"{variant.exercise}/{variant.name}: {variant.breaks}"
        for variant in named
        if variant.breaks not in told[variant.exercise]
    ]
    assert not missing, "neither the docstring nor a visible assert says so"
