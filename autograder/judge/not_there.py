"""Modules that a notebook's cells missed: a note for each, however many cells import it or need it."""

import re

from autograder.results.report import Report

_SAID = re.compile(r"`([^`]{1,100})` isn't there where the notebook is graded")
_RAISED = re.compile(r"No module named '([^']{1,100})'")
_WENT_ON = " The cell went on without it."
"""Ends what a worker says of an import (`inside/missing.py`), and isn't so where the same cell raised after it."""
_MOST_CELLS = 3


def in_sentence(sentence: str) -> str | None:
    """The module that a worker's sentence says isn't there."""
    found = _SAID.match(sentence)
    return found[1] if found is not None else None


def in_error(kind: str, message: str) -> str | None:
    """The module for want of which code raised."""
    found = _RAISED.match(message) if kind == "ModuleNotFoundError" else None
    return found[1] if found is not None else None


class NotThere:
    """The notes about such modules in a report, each with the number of the cell that it is about first."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._notes: dict[str, str] = {}
        self._first: dict[str, int] = {}
        self._more: dict[str, int] = {}

    def is_told(self, module: str | None) -> bool:
        return module in self._notes

    def told(self, module: str, number: int, where: str = "") -> None:
        """The last note of the report is about this module, which code cell `number` misses; `where` says that to a reader."""
        if self._report.notes:
            self._notes[module], self._first[module], self._more[module] = self._report.notes[-1], number, 0

    def raised(self, module: str, number: int, where: str) -> None:
        """Add to the note about a module that a cell raised for want of it, `where` it did."""
        before = self._notes[module]
        self._more[module] += 1
        if before not in self._report.notes or self._more[module] > _MOST_CELLS:
            return
        at = self._report.notes.index(before)
        kept = before.removesuffix(_WENT_ON) if self._first[module] == number else before
        self._notes[module] = self._report.notes[at] = f"{kept} {where} raised an error for want of it."
