"""The exercises of a graded notebook: what the gradebook gives for each, and what the checks and a person say of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.formats.points import NOT_GRADED, WAITS, Points, counted, shown, total
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_solution, nbgrader_metadata
from autograder.pages.feedback.grades import Grade, State, grade_of, is_task
from autograder.pages.feedback.told import Cell, Check
from autograder.results.report import given_right
from autograder.results.telling import NOTHING_WRITTEN, Said, not_answered, not_written, said

_ORDER: list[State] = ["error", "waits", "wrong", "graded", "right"]
_WORDS: dict[State, str] = {
    "right": "right",
    "wrong": "not yet",
    "graded": "read",
    "waits": WAITS,
    "error": NOT_GRADED,
}
_SIGNS: dict[State, str] = {"right": "✓", "wrong": "✗", "graded": "✎", "waits": "…", "error": "?"}
_EMPTY = "·"
_NO_NAME = re.compile(r"cell-[0-9a-f]{8,40}", re.A)
"""What nbgrader calls a cell that nobody gave a name."""
_NO_RESPONSE = "No response."
"""nbgrader's comment on a cell that is as it was handed out."""


@dataclass
class Exercise:
    """One exercise: its graded cells, and its own cell, which the student wrote. `number` counts the exercises of the page."""

    name: str
    number: int
    grades: list[Grade] = field(default_factory=list)
    told: list[Cell] = field(default_factory=list)
    own: list[Any] = field(default_factory=list)
    graded: list[Any] = field(default_factory=list)

    @property
    def has_name(self) -> bool:
        return _NO_NAME.fullmatch(self.name) is None

    @property
    def state(self) -> State:
        states = [grade.state for grade in self.grades] or ["graded"]
        found = min(states, key=_ORDER.index)
        # A cell without points has the full score whatever its checks say.
        is_wrong = found == "right" and not self.by_person and any(cell.status != "pass" for cell in self.told)
        return "wrong" if is_wrong else found

    @property
    def word(self) -> str:
        if self.state == "wrong" and self.is_empty:
            is_question = bool(self.said) and self.said[0].sentence == not_answered(self.name)
            return "not answered yet" if is_question else "not written yet"
        return _WORDS[self.state]

    @property
    def sign(self) -> str:
        return _EMPTY if self.state == "wrong" and self.is_empty else _SIGNS[self.state]

    @property
    def score(self) -> float:
        return sum(grade.score for grade in self.grades if not grade.undecided)

    @property
    def given(self) -> Points:
        """Its points, as they are told."""
        return total(grade.given for grade in self.grades)

    @property
    def extra(self) -> float:
        return sum(grade.extra for grade in self.grades)

    @property
    def points(self) -> float:
        return sum(grade.points for grade in self.grades)

    @property
    def score_told(self) -> str:
        """The score in words; without it where there is none yet."""
        if not self.grades or not (self.given.known or self.given.is_whole):
            return counted(self.points) if self.points else ""  # beside it stands why
        extra = f", {shown(self.extra)} of them extra" if self.extra else ""
        return f"{self.given.told}{extra}"

    @property
    def by_person(self) -> bool:
        """Whether a person gave the score of one of its cells."""
        return any(grade.by_person for grade in self.grades)

    @property
    def comment(self) -> str:
        """What a person wrote about it; where checks say nothing, what nbgrader did; else ""."""
        found = [nbgrader_metadata(cell) for cell in self.own]
        shown = [about.get("comment") for about in found if about.get("comment_by_person") is True or not self.told]
        texts = [text for text in shown if isinstance(text, str)]
        return "\n\n".join(NOTHING_WRITTEN if text == _NO_RESPONSE else text for text in texts).strip()

    @property
    def is_empty(self) -> bool:
        """Whether its cell is as it was handed out: there is nothing of the student's to be shown then."""
        first = self.said[0].sentence if self.told and self.said else ""
        return self.comment == NOTHING_WRITTEN or first in (not_written(self.name), not_answered(self.name))

    @property
    def comment_by_person(self) -> bool:
        return any(nbgrader_metadata(cell).get("comment_by_person") is True for cell in self.own) and bool(self.comment)

    @property
    def checks(self) -> list[Check]:
        return [check for cell in self.told for check in cell.checks]

    @property
    def said(self) -> list[Said]:
        """What isn't right yet, the best first."""
        return said(self.checks)

    @property
    def carried(self) -> list[str]:
        """The functions, not right yet themselves, with right versions of which it is right."""
        return list(dict.fromkeys(name for cell in self.told for name in cell.carried))

    @property
    def carried_told(self) -> str:
        return given_right(self.carried)

    @property
    def marked(self) -> dict[int, set[int]]:
        """The lines to look at, by the number of their code cell: first the cell that is to be read first."""
        found: dict[int, set[int]] = {}
        for check in (check for one in self.said for check in one.checks if isinstance(check, Check) and check.at_cell):
            lines = found.setdefault(check.at_cell, set())
            if check.at_line:
                lines.add(check.at_line)
        return found


def exercises_of(cells: list[Any], told: dict[str, Cell]) -> list[Exercise]:
    """The exercises in the notebook's order. One that a person has commented on is among them though it carries no points."""
    found: dict[str, Exercise] = {}
    written = {grade_id_of(cell): cell for cell in cells if is_solution(cell)}
    for cell, above in _with_the_one_above(cells):
        grade = grade_of(cell)
        if grade is None:
            continue
        known = told.get(grade.grade_id)
        name = known.exercise if known is not None else _exercise(grade.grade_id, written)
        exercise = found.setdefault(name, Exercise(name, len(found) + 1))
        exercise.grades.append(grade)
        exercise.graded.append(cell)
        if known is not None:
            exercise.told.append(known)
        own = cell if grade.read else written.get(name, above if known is None else None)
        if own is not None and all(own is not other for other in exercise.own):
            exercise.own.append(own)
    shown = {id(cell) for exercise in found.values() for cell in exercise.own}
    for grade_id, cell in written.items():
        if grade_id is not None and id(cell) not in shown and nbgrader_metadata(cell).get("comment"):
            found.setdefault(grade_id, Exercise(grade_id, len(found) + 1)).own.append(cell)
    return list(found.values())


def _exercise(grade_id: str, written: dict[str | None, Any]) -> str:
    exercise = exercise_and_part(grade_id)[0]
    return exercise if exercise in written else grade_id


def _with_the_one_above(cells: list[Any]) -> Iterator[tuple[Any, Any | None]]:
    """Each cell with the last one above it that a student writes and that carries no points: what it checks, most likely."""
    above = None
    for cell in cells:
        yield cell, above
        if is_solution(cell) and grade_of(cell) is None and not is_task(cell):
            above = cell
