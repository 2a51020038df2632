"""What students wrote, read once more from the files that were graded: in processes with limits, whatever is in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.handed_in import Refused
from autograder.judge import apart
from autograder.judge.apart import Allowance, Apart, Ended
from autograder.notebooks import defining, matching, reading
from autograder.notebooks.cells import grade_id_of
from autograder.notebooks.course import Assignment
from autograder.notebooks.format import NotebookNode
from autograder.pages.class_report.gathered import Submission

LONGEST = 30_000
"""Characters of one notebook's code that are looked at: several times what anybody writes."""
_AT_A_TIME = 50
_SECONDS, _SECONDS_EACH, _MEMORY = 5.0, 0.4, 1024
_CHANGED = "another file lies there now than the one that was graded"
Places = Callable[[Submission], list[tuple[Path, Path | None]]]
"""The files one of which was graded, each with the folder below which no link is followed."""
Filter = Callable[[str], Any]
"""From the text of a cell to something that JSON can hold: what a comparison needs of it."""


@dataclass(frozen=True)
class Cell:
    """A cell with something of the student's in it. `exercise` is "" for one of no exercise's; `number` counts code cells."""

    exercise: str
    number: int
    source: str

    @property
    def first_line(self) -> str:
        return self.source.strip().partition("\n")[0]

    @property
    def title(self) -> str:
        return self.exercise or f"code cell {self.number}"


@dataclass(frozen=True)
class Code:
    """What a student wrote, cell by cell, and what the filter made of each."""

    cells: list[Cell]
    filtered: list[Any]


@dataclass(frozen=True)
class Codes:
    """What was read, by the number of the submission; and why of the others nothing was."""

    found: dict[int, Code]
    left_out: dict[int, str]


class _Known:
    """The instructor's texts: a cell of a student's that is one of these tells nothing."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.exercises = matching.exercises(assignment)
        cells = [cell.source for cell in assignment.notebook.cells]
        self.texts = {defining.squeezed(text) for source in cells for text in (source, defining.released(source))}

    def cells(self, notebook: NotebookNode) -> list[Cell]:
        recognised = matching.recognised(notebook, self.assignment)
        found, number, left = [], 0, LONGEST
        for at, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            number += 1
            source = cell.source[: min(left, LONGEST)]
            if not source.strip() or defining.squeezed(cell.source[:LONGEST]) in self.texts:
                continue
            grade_id = recognised.get(at) or grade_id_of(cell)
            original = self.assignment.cells.get(grade_id or "")
            if original is not None and (defining.is_untouched(cell, original) or defining.is_as_released(cell)):
                continue
            left -= len(source)
            found.append(Cell(grade_id if grade_id in self.exercises else "", number, source))
        return found


def given(assignment: Assignment) -> list[str]:
    """The texts that everybody has, or may come to alone: the cells as they were released, and with the solutions."""
    cells = [cell.source for cell in assignment.notebook.cells if cell.cell_type == "code"]
    return [text for source in cells for text in (defining.released(source, "SOLUTION"), source)]


def read(assignment: Assignment, submissions: Sequence[Submission], places: Places, filtered: Filter) -> Codes:
    """What these wrote, in the file among its `places` that was graded.

    Many are read in one process; where that comes to no good end its halves are tried, so that one file costs nobody else.
    Raises CourseError where the instructor's notebook can't be read.
    """
    known = _Known(assignment)
    codes = Codes({}, {})
    waiting = [list(submissions[at : at + _AT_A_TIME]) for at in range(0, len(submissions), _AT_A_TIME)]
    while waiting:
        some = waiting.pop()
        allowance = Allowance(_MEMORY, _SECONDS + _SECONDS_EACH * len(some), 4 * (_SECONDS + len(some)), apart.MAX_NOTEBOOK)
        process = Apart(lambda some=some: _read_all(known, some, places, filtered), allowance)  # type: ignore[misc]
        try:
            apart.wait(process, lambda: None)
            found = process.result()
        except Ended as e:
            if len(some) == 1:
                codes.left_out[some[0].number] = f"the process that read it {e}"
            else:
                half = len(some) // 2
                waiting += [some[:half], some[half:]]
            continue
        for number, one in found.items():
            if isinstance(one, str):
                codes.left_out[int(number)] = one
            else:
                codes.found[int(number)] = Code([Cell(*cell) for cell in one["cells"]], one["filtered"])
    return codes


def _read_all(known: _Known, some: Sequence[Submission], places: Places, filtered: Filter) -> dict[str, Any]:
    return {str(one.number): _read(known, one, places(one), filtered) for one in some}


def _read(known: _Known, one: Submission, places: list[tuple[Path, Path | None]], filtered: Filter) -> Any:
    """The cells of one, or in a text why there are none."""
    why = "nothing says where it lies"
    for path, top in places:
        try:
            notebook, digest = reading.with_digest(path, top)
        except Refused as e:
            why = str(e)
            continue
        if (unreadable := reading.unreadable(notebook)) is not None and not digest:
            why = unreadable
        elif one.report.digest not in ("", digest):  # "" where it wasn't noted
            why = _CHANGED
        else:
            cells = known.cells(notebook)
            return {
                "cells": [list(vars(cell).values()) for cell in cells],
                "filtered": [filtered(cell.source) for cell in cells],
            }
    return why
