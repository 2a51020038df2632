"""The faults of right and wrong solutions that can be told by reading them: variants.py says what they are."""

import ast
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
            for file in files:
                text = file.read_text(encoding="utf-8")
                why = why_no_answer(exercise, text)
                if why is not None and (kind == "right" or not _HINT.search(text)):
                    yield Fault(file, "", f"{why}.", MEND_ANSWER if kind == "wrong" else "Mend it.")
                elif kind == "wrong":
                    yield from _of_wrong(assignment, exercise, file)


MEND_ANSWER = "Mend it; or say in a line `# hint: …` what its student must be told."
"""A wrong solution may be one that doesn't run, if what is said to it is held to what it should be."""
_HINT = re.compile(r"^# hint: \S", re.M)


def why_no_answer(exercise: str, text: str) -> str | None:
    """Why a solution gives no answer at all, whatever is wrong with it: it isn't Python, or nothing in it is called so."""
    if re.search(r"^[ \t]*[%!?]", text, re.M):
        return None  # a notebook's own commands, which Python's grammar doesn't know
    try:
        tree = ast.parse(text)
    except SyntaxError as e:
        line = (e.text or "").strip()
        return f"it isn't Python: {e.msg}: `{line}`" if line else f"it isn't Python: {e.msg}"
    except ValueError as e:
        return f"it isn't Python: {e}"
    return None if any(_may_bind(node, exercise) for node in ast.walk(tree)) else f"nothing in it is called `{exercise}`"


def _may_bind(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == name and not isinstance(node.ctx, ast.Load)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name == name
    if isinstance(node, ast.alias):
        return (node.asname or node.name.partition(".")[0]) in (name, "*")
    return isinstance(node, ast.Constant) and node.value == name


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
