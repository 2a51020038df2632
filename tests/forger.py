"""Plays the forger over wrong solutions: tests/forged/worker.py runs in front of each, and the judge grades it as ever."""

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import classroom
from classroom import Variant

from autograder.authoring.one_exercise import TRAINING, Code, grade_all
from autograder.notebooks.cells import exercise_and_part, points_of

FORGER = (Path(__file__).parent / "forged" / "worker.py").read_text()
SEED = 7100


@dataclass(frozen=True)
class Checks:
    """The checks of one exercise: the part of each, and which are questions of manner."""

    parts: dict[str, str]
    manner: frozenset[str]


def checks_of(exercise: str) -> Checks:
    """The checks of `exercise`, with what their marks say."""
    module = importlib.import_module(f"checks.{exercise}")
    tests = {name: f for name, f in vars(module).items() if name.startswith("test")}
    marks = {name: {mark.name: mark.args for mark in getattr(f, "pytestmark", [])} for name, f in tests.items()}
    parts = {name: str(found["part"][0]) if "part" in found else "" for name, found in marks.items()}
    return Checks(parts, frozenset(name for name, found in marks.items() if "manner" in found))


@dataclass(frozen=True)
class Forged:
    """What came of a wrong solution behind the forger: the cells that it gained, and those of them that it mustn't."""

    variant: Variant
    gained: tuple[str, ...]
    """The parts of its exercise whose checks all pass now, and didn't."""
    not_of_manner: dict[str, tuple[str, ...]]
    """For each such part, the checks that are no questions of manner, and should have failed."""


def play(variants: Iterable[Variant]) -> Iterator[Forged]:
    """The forger in front of each of `variants`. The checks that train an accuracy have a test of their own."""
    wanted = list(variants)
    codes = [Code(v.exercise, v.name, f"{FORGER}\n\n{v.code}", (SEED,), training=False) for v in wanted]
    for variant, graded in zip(wanted, grade_all(classroom.COURSE, codes), strict=True):
        checks, failed = checks_of(variant.exercise), set(graded.failed(SEED))
        assert not graded.errors, graded.errors
        meant = {part: [c for c in variant.fails if checks.parts[c] == part] for part in set(checks.parts.values()) - {TRAINING}}
        gained = [part for part, names in meant.items() if names and not any(checks.parts[c] == part for c in failed)]
        wrongly = {part: tuple(c for c in meant[part] if c not in checks.manner) for part in gained}
        yield Forged(variant, tuple(gained), {part: names for part, names in wrongly.items() if names})


def points() -> dict[str, dict[str, float]]:
    """For each exercise with checks, the points of each of its parts."""
    found: dict[str, dict[str, float]] = {}
    for name in classroom.COURSE.names():
        assignment = classroom.COURSE.assignment(name)
        for grade_id, cell in assignment.decided().items():
            if not assignment.is_as_written(grade_id):
                exercise, part = exercise_and_part(grade_id)
                found.setdefault(exercise, {})[part] = points_of(cell)
    return found
