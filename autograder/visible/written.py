"""What a run of the visible checks leaves for others: on GitHub, for Classroom 50, and as JUnit's XML."""

import json
import os
from dataclasses import replace
from pathlib import Path

from autograder.formats import annotations, classroom, classroom50, junit, summary
from autograder.formats.sheet import Sheet
from autograder.visible.cells import CannotCheck

_RUNNER_SETS = "Classroom 50's runner sets it; leave --classroom50 out elsewhere."
MORE = "These are the visible checks; the hidden ones, when your work is graded, ask more."


def for_github(sheets: list[Sheet]) -> None:
    """Print annotations, and write a job's summary and the output `result`, where GitHub's environment names files for them."""
    for sheet in sheets:
        for line in annotations.lines(sheet):
            print(line, flush=True)
    _append("GITHUB_STEP_SUMMARY", summary.markdown(sheets, MORE))
    _append("GITHUB_OUTPUT", f"result={classroom.encoded(together(sheets))}\n")


def for_classroom50(sheets: list[Sheet], path: Path) -> None:
    """Write `result.json`. Raises CannotCheck where its runner didn't set what it sets."""
    try:
        found = classroom50.results(together(sheets), os.environ)
    except KeyError as e:
        raise CannotCheck(f"the environment has no {e.args[0]}: {_RUNNER_SETS}") from e
    _write(path, json.dumps(found, indent=1) + "\n")


def as_junit(sheets: list[Sheet], path: Path) -> None:
    """Write JUnit's XML. Raises CannotCheck."""
    _write(path, junit.xml((sheet.assignment, sheet) for sheet in sheets))


def together(sheets: list[Sheet]) -> Sheet:
    """One sheet of several: two exercises of one name are told apart by their notebooks."""
    if len(sheets) == 1:
        return sheets[0]
    names = [row.exercise for sheet in sheets for row in sheet.rows]
    rows = [
        replace(row, exercise=f"{sheet.assignment}: {row.exercise}") if names.count(row.exercise) > 1 else row
        for sheet in sheets
        for row in sheet.rows
    ]
    return Sheet(", ".join(sheet.assignment for sheet in sheets), sheets[0].file if sheets else "", rows)


def _append(variable: str, text: str) -> None:
    """Add to the file that GitHub names; nothing where it names none."""
    if path := os.environ.get(variable):
        with open(path, "a", encoding="utf-8") as stream:
            stream.write(text)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as e:
        raise CannotCheck(f"{path} can't be written ({e.strerror}): name another file.") from e
