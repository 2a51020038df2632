"""What the cells of a student's notebook are, and which exercise each belongs to: told by nbgrader's metadata.

How a grade_id names its exercise is the engine's rule (`notebooks/cells.py`, which a student's own repository doesn't have); a
test holds the two to each other.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.text.listing import first_of, listed

OLDEST_PYTHON = (3, 11)
"""The oldest Python that runs this."""
LONGEST = 90.0
"""Seconds that a cell may take, unless somebody says otherwise. The longest of the course's own takes a few, and a machine of
GitHub's is several times as slow as some laptops."""
GIVEN_OUT = "autograder", "given_out"
"""Where in a notebook's metadata the starter writes which graded cells it gave out."""
GIVEN = "given"
"""The same of cells with code of the instructor's: their first lines, by their grade_ids."""
_MOST_POINTS = 1e6
_MOST_NAMED = 8


class CannotCheck(Exception):
    """There is nothing to check, or nothing to check it with; the text says what to do. `line` is a line of the file, or 0."""

    def __init__(self, told: str, line: int = 0) -> None:
        super().__init__(told)
        self.line = line


class NoExercise(CannotCheck):
    """A notebook without exercises: where others are named too, it is passed over."""


class NoKernel(CannotCheck):
    """No notebook can be run here, whichever it is."""


@dataclass(frozen=True)
class Cell:
    """One cell. `name` is what a person may call it: its grade_id, else its id, else its number."""

    source: str
    is_code: bool
    name: str
    grade_id: str = ""
    points: float = 0.0
    is_graded: bool = False
    is_solution: bool = False
    is_locked: bool = False
    is_picture: bool = False
    is_as_released: bool | None = None
    """Whether its text is the one that was given out; None where its metadata doesn't tell."""
    line: int = 0
    """Where it begins in the file; 0 if that isn't known."""

    @property
    def is_check(self) -> bool:
        """Whether running it decides about points."""
        return self.is_graded and not self.is_solution and self.is_code

    @property
    def is_for_a_reader(self) -> bool:
        """Whether a person gives its points."""
        return self.is_graded and self.is_solution

    @property
    def is_written(self) -> bool:
        """Whether something stands there that isn't what was given out."""
        return bool(self.source.strip()) and not self.is_as_released

    @property
    def is_run(self) -> bool:
        return self.is_code and bool(self.source.strip())


@dataclass(frozen=True)
class Gone:
    """A graded cell that was given out, and isn't in the notebook any more."""

    grade_id: str
    points: float
    is_for_a_reader: bool


@dataclass(frozen=True)
class Exercise:
    """What gets a row: `cell` is the place of the student's own cell, None without one; `checks` are those of its checks, and
    `gone` are its cells that were deleted, as far as the notebook itself says what was given out.
    """

    name: str
    cell: int | None
    checks: tuple[int, ...]
    gone: tuple[Gone, ...] = ()

    @property
    def points_gone(self) -> float:
        """What those of its checks give that aren't there any more."""
        return sum(cell.points for cell in self.gone if not cell.is_for_a_reader)

    @property
    def places(self) -> tuple[int, ...]:
        """Where all its cells are, in order; none if all were deleted."""
        return tuple(sorted((*self.checks, *(() if self.cell is None else (self.cell,)))))


@dataclass(frozen=True)
class Notebook:
    """A student's notebook. `notes` are sentences about cells that are there twice, and about checks that were changed."""

    path: Path
    cells: tuple[Cell, ...]
    exercises: tuple[Exercise, ...]
    notes: tuple[str, ...] = ()
    set_aside: frozenset[int] = frozenset()
    """The places of cells that aren't run: see `set_aside` below."""
    given_gone: tuple[str, ...] = ()
    """The first lines of cells that were given out with code, and aren't there any more."""

    @property
    def begins_at(self) -> int:
        """The place of the first cell of any exercise."""
        return min((exercise.places[0] for exercise in self.exercises if exercise.places), default=len(self.cells))

    def begins_as(self, other: "Notebook", stop: int) -> bool:
        """Whether the cells before the place `stop` do the same as those of another notebook."""
        mine, theirs = self.cells[:stop], other.cells[:stop]
        return [(a.source, a.is_code, a.is_picture) for a in mine] == [(b.source, b.is_code, b.is_picture) for b in theirs]


def exercise_of(grade_id: str) -> str:
    """`test_l1_distance-batch` -> "l1_distance"."""
    return grade_id.removeprefix("test_").partition("-")[0]


def exercises_of(cells: tuple[Cell, ...], given_out: Iterable[Gone] = ()) -> tuple[tuple[Exercise, ...], tuple[str, ...]]:
    """The exercises in order, and notes. Of a cell that is there more than once, that one counts which counts for the grader.

    `given_out` are the graded cells that the notebook was given out with: an exercise of which nothing is left comes last. A
    check that was turned into text is none any more.
    """
    copies: dict[str, list[int]] = {}
    no_code: list[Gone] = []
    notes: dict[str, None] = {}
    for at, cell in enumerate(cells):
        if cell.is_graded and not cell.is_solution and not cell.is_code:
            no_code.append(Gone(cell.grade_id, cell.points, False))
        elif cell.grade_id and (cell.is_graded or cell.is_solution or cell.is_locked):
            copies.setdefault(cell.grade_id, []).append(at)
    notes.update(dict.fromkeys(_twice(cells, copies)))
    counting = {grade_id: places[-1] for grade_id, places in copies.items() if cells[places[0]].is_check}
    checks: dict[str, list[int]] = {}
    own: dict[str, int] = {}
    for at in sorted(counting.values()):
        checks.setdefault(exercise_of(cells[at].grade_id), []).append(at)
        if cells[at].is_as_released is False:
            name = exercise_of(cells[at].grade_id)
            notes[f"A check of `{name}` was changed here; your work is graded by the one that was given out."] = None
    for grade_id, places in copies.items():
        if cells[places[0]].is_solution:
            above = checks.get(grade_id, [len(cells)])[-1]
            written = [at for at in places if cells[at].is_written]
            own[grade_id] = ([at for at in written if at < above] or written or places[:1])[-1]
            if cells[places[0]].is_graded:
                checks.setdefault(grade_id, [])
    gone: dict[str, list[Gone]] = {}
    for missing in {cell.grade_id: cell for cell in (*no_code, *given_out)}.values():
        if missing.grade_id not in copies:
            gone.setdefault(exercise_of(missing.grade_id), []).append(missing)
    found = [
        Exercise(name, own.get(name), tuple(checks.get(name, ())), tuple(gone.get(name, ())))
        for name in dict.fromkeys([*checks, *gone])
    ]
    return tuple(sorted(found, key=lambda exercise: exercise.places[-1] if exercise.places else len(cells))), tuple(notes)


def set_aside(cells: tuple[Cell, ...], exercises: Iterable[Exercise]) -> frozenset[int]:
    """The places of untouched cells that the grader doesn't run either: what they ask for is written elsewhere, further up."""
    found: set[int] = set()
    for exercise in exercises:
        if not exercise.checks:
            continue
        defines = re.compile(rf"^(?:def|class)[ \t]++{re.escape(exercise.name)}\b", re.M)
        above = [at for at, cell in enumerate(cells[: exercise.checks[0]]) if cell.is_code and not cell.is_locked]
        untouched = {at for at in above if cells[at].grade_id == exercise.name and cells[at].is_as_released}
        if any(at not in untouched and (at == exercise.cell or defines.search(cells[at].source)) for at in above):
            found |= untouched
    return frozenset(found)


def _twice(cells: tuple[Cell, ...], copies: dict[str, list[int]]) -> list[str]:
    """Notes about cells that are there more than once: in the words of `notebooks/mending.py`, to which a test holds them."""
    twice: dict[str, list[str]] = {}
    for grade_id, places in copies.items():
        if len(places) > 1:
            twice.setdefault(_which_counts(cells[places[0]]), []).append(f"`{grade_id}`")
    told = []
    for which, named in twice.items():
        start = f"The cell {named[0]} is" if len(named) == 1 else f"The cells {listed(first_of(named, _MOST_NAMED))} are"
        told.append(f"{start} there more than once; {which} counts. Delete the others.")
    return told


def _which_counts(cell: Cell) -> str:
    if cell.is_graded:
        return "the last one that is written" if cell.is_solution else "the last one"
    if cell.is_solution and cell.is_code:
        return "the last one that is written, and stands above its checks,"
    return "the first one"


def given_out(metadata: dict[str, Any]) -> tuple[Gone, ...]:
    """The graded cells that a notebook was given out with, by its own metadata; none where that doesn't tell."""
    listed = as_dict(metadata.get(GIVEN_OUT[0])).get(GIVEN_OUT[1])
    found = [as_dict(cell) for cell in listed] if isinstance(listed, list) else []
    return tuple(
        Gone(cell["grade_id"], _points_of(cell.get("points")), cell.get("reader") is True)
        for cell in found
        if isinstance(cell.get("grade_id"), str)
    )


def given_gone(metadata: dict[str, Any], there: Iterable[Cell]) -> tuple[str, ...]:
    """The first lines of the given cells that were deleted, by the notebook's own metadata."""
    listed_there = as_dict(as_dict(metadata.get(GIVEN_OUT[0])).get(GIVEN))
    known = {cell.grade_id for cell in there if cell.is_code}
    return tuple(line for grade_id, line in listed_there.items() if grade_id not in known and isinstance(line, str))


def of_json(found: object, number: int, line: int) -> Cell:
    """A cell, whatever stands in its place in the file."""
    cell = as_dict(found)
    metadata = as_dict(cell.get("metadata"))
    known, tags = as_dict(metadata.get("nbgrader")), metadata.get("tags")
    source, kind = cell.get("source"), str(cell.get("cell_type"))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    source = source if isinstance(source, str) else ""
    grade_id, own_id, points = known.get("grade_id"), cell.get("id"), known.get("points")
    grade_id = grade_id if isinstance(grade_id, str) else ""
    return Cell(
        source=source,
        is_code=kind == "code",
        name=grade_id or (own_id if isinstance(own_id, str) and own_id else f"cell {number}"),
        grade_id=grade_id,
        points=_points_of(points),
        is_graded=known.get("grade") is True and grade_id != "",
        is_solution=known.get("solution") is True,
        is_locked=known.get("locked") is True,
        is_picture=isinstance(tags, list) and "picture" in tags,
        is_as_released=_checksum(source, kind, known) == known["checksum"] if grade_id and known.get("checksum") else None,
        line=line,
    )


def as_dict(found: object) -> dict[str, Any]:
    """What was found if it is a dict, else an empty one."""
    return found if isinstance(found, dict) else {}


def _points_of(found: object) -> float:
    return float(found) if isinstance(found, int | float) and 0 <= found <= _MOST_POINTS else 0.0


def _checksum(source: str, kind: str, known: dict[str, Any]) -> str:
    """nbgrader's checksum of a cell, by `nbgrader.utils.compute_checksum`: of its text, and of what it is."""
    is_graded, is_solution = known.get("grade", False), known.get("solution", False)
    is_locked = False if is_solution else True if is_graded else known.get("locked", False)
    parts = [source, kind, str(is_graded), str(is_solution), str(is_locked), str(known["grade_id"])]
    if is_graded and isinstance(known.get("points"), int | float):
        parts.append(str(float(known["points"])))
    return hashlib.md5("".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
