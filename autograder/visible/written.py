"""What a run of the visible checks leaves for others: on GitHub, for Classroom 50, and as JUnit's XML."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from autograder.formats import annotations, classroom, classroom50, junit, summary
from autograder.formats.sheet import Sheet
from autograder.visible.cells import CannotCheck

_RUNNER_SETS = "Classroom 50's runner sets it; leave --classroom50 out elsewhere."
RED = "The sign of this run is red until every exercise is met: that is normal."
MORE = "These are the visible checks; the hidden ones, when your work is graded, ask more."


class Written:
    """The files that a run leaves, written anew whenever something more is known: so what was found outlives its end."""

    def __init__(self, github: bool, classroom50: Path | None, junit: Path | None, print_line: Callable[[str], None]) -> None:
        self._print = print_line
        self._is_annotated = github
        self._summary, self._output = (_Part(name if github else "") for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"))
        self._classroom50, self._junit = classroom50, junit

    def write(self, sheets: list[Sheet]) -> None:
        """Write all of them. Raises CannotCheck where one can't be written, or Classroom 50's runner didn't set what it sets."""
        self._summary.write(summary.markdown(sheets, MORE if all(sheet.is_right for sheet in sheets) else f"{RED} {MORE}"))
        self._output.write(f"result={classroom.encoded(together(sheets))}\n")
        if self._classroom50 is not None:
            try:
                found = classroom50.results(together(sheets), os.environ)
            except KeyError as e:
                raise CannotCheck(f"the environment has no {e.args[0]}: {_RUNNER_SETS}") from e
            _write(self._classroom50, json.dumps(found, indent=1) + "\n")
        if self._junit is not None:
            _write(self._junit, junit.xml((sheet.assignment, sheet) for sheet in sheets))

    def annotate(self, sheet: Sheet) -> None:
        """Print what GitHub shows beside the file of a notebook that is done."""
        for line in annotations.lines(sheet) if self._is_annotated else []:
            self._print(line)


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


class _Part:
    """What we add to a file that GitHub names by a variable; nothing where it names none."""

    def __init__(self, variable: str) -> None:
        found = os.environ.get(variable, "") if variable else ""
        self._path = Path(found) if found else None
        self._start = self._path.stat().st_size if self._path is not None and self._path.exists() else 0

    def write(self, text: str) -> None:
        """Put `text` in the place of what we wrote before."""
        if self._path is None:
            return
        try:
            with open(self._path, "r+b" if self._path.exists() else "w+b") as stream:
                stream.seek(self._start)
                stream.write(text.encode())
                stream.truncate()
        except OSError as e:
            raise CannotCheck(f"{self._path} can't be written ({e.strerror}).") from e


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as e:
        raise CannotCheck(f"{path} can't be written ({e.strerror}): name another file.") from e
