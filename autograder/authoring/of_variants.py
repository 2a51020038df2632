"""The faults of right and wrong solutions that can be told by reading them: variants.py says what they are."""

import re
from collections.abc import Iterator
from pathlib import Path

from autograder.notebooks import check_file
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.rules import Fault
from autograder.text.near import near


def faults(course: Course, assignment: Assignment) -> Iterator[Fault]:
    """What is wrong with the variants of a notebook's exercises, in a course that has any variants."""
    folder = course.settings.variants
    if folder is None or not any((folder / kind).is_dir() for kind in ("right", "wrong")):
        return
    for exercise in assignment.exercises():
        checks = assignment.check_file(exercise)
        if exercise not in assignment.cells or checks is None or not checks.exists():
            continue  # a misspelt name, or no checks yet, which is said
        for kind in ("right", "wrong"):
            there = folder / kind / exercise
            files = sorted(there.glob("*.py"))
            if not files:
                what = f"the exercise has no {kind} solutions, so nobody knows what its checks miss."
                where = there.relative_to(course.root) if there.is_relative_to(course.root) else there
                yield Fault(assignment.path, exercise, what, f"Write one to {where}/, and run `autograder exercise {exercise}`.")
            for file in files if kind == "wrong" else []:
                yield from _of_wrong(assignment, exercise, file)


def _of_wrong(assignment: Assignment, exercise: str, file: Path) -> Iterator[Fault]:
    said = re.search(r"^# fails: (.*)$", file.read_text(encoding="utf-8"), re.M)
    if said is None:
        mend = f"Begin it with `# fails: …`: `autograder exercise {exercise}` says which do."
        yield Fault(file, "", "it doesn't say which checks must fail.", mend)
        return
    checks = assignment.check_file(exercise)
    read = check_file.read(checks) if checks is not None and checks.exists() else None
    names = {check.name for check in read.checks} if read is not None and read.is_whole and read.checks else None
    for name in (part.strip() for part in said[1].split(",")):
        if names is not None and name not in names:
            what = f"`# fails:` names `{name}`, which is no check of {exercise}.py{near(name, names)}."
            yield Fault(file, "", what, "Mend the name.")


def without_exercise(course: Course, exercises: set[str]) -> Iterator[Fault]:
    """Folders of variants that no exercise is called like."""
    for kind in ("right", "wrong") if course.settings.variants is not None else ():
        assert course.settings.variants is not None
        for folder in sorted((course.settings.variants / kind).glob("*")):
            if folder.name not in exercises and folder.is_dir() and any(folder.glob("*.py")):
                what = f"no exercise is called `{folder.name}`, so they are never graded{near(folder.name, exercises)}."
                yield Fault(folder, "", what, "Call the folder as its exercise is called.")
