"""A new exercise: its cells at the end of a notebook, its check file, and a right and a wrong solution."""

import builtins
import json
import keyword
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring import notebook_file, skeletons
from autograder.authoring.skeletons import Draw
from autograder.authoring.tidying import name_cells
from autograder.notebooks import check_file, rules
from autograder.notebooks.cells import grade_id_of
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.defining import gives
from autograder.notebooks.settings import CourseError

KINDS = ("test_", "given_", "picture_")
"""How the grade_ids of cells that are no exercise begin."""


@dataclass(frozen=True)
class Written:
    """The files of a new exercise: those that are new, and the notebook."""

    notebook: Path
    files: tuple[Path, ...]


def write(course: Course, name: str, assignment: Assignment, question: bool) -> Written:
    """Write the exercise `name` to the end of an assignment's notebook. Nothing is written over, and nothing is written at all
    if the name or the course won't do: then it raises CourseError.
    """
    _refuse_course(course, assignment)
    _refuse_name(course, name, question)
    new = _files(course, name, question)
    for path in new:
        if path.exists() or (path.parent.name == name and path.parent.exists()):
            raise CourseError(f"{path} is there already, and nothing is written over: take another name, or move it away.")
    file = notebook_file.read(assignment.path)
    there = {grade_id_of(cell) for cell in file.cells}
    taken = [wanted for wanted in (name, f"test_{name}") if wanted in there]
    if taken:
        raise CourseError(f"{assignment.path.name} has a cell `{taken[0]}` already: take another name.")
    for cell in file.cells:
        if cell.get("cell_type") == "code" and gives("".join(cell.get("source", "")), name):
            where = str(grade_id_of(cell) or cell.get("id") or "without a name")
            raise CourseError(
                f"`{name}` is given something in the cell `{where}` of {assignment.path.name} already: take another name."
            )
    file.cells.extend(_cells(name, question, {str(cell.get("id")) for cell in file.cells}))
    if int(file.content.get("nbformat_minor", 0)) < 5:
        name_cells(file.cells)  # this format needs ids, and an older notebook has none
        file.content["nbformat_minor"] = 5
    for path, text in new.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    file.write()
    return Written(assignment.path, tuple(new))


def _refuse_course(course: Course, assignment: Assignment) -> None:
    if course.settings.checks is None:
        raise CourseError(
            f"{course.root} has no hidden checks: make a folder checks/, and list the assignments that have none as "
            "`as_written` in course.toml."
        )
    if assignment.name in course.settings.as_written:
        raise CourseError(f"course.toml has {assignment.name} in `as_written`: hidden checks would never be asked there.")


def _refuse_name(course: Course, name: str, question: bool) -> None:
    prefix = course.settings.words.question
    why = _no_name(name)
    if why:
        raise CourseError(f"{name!r} can't be the name of a function here: {why}.")
    taken = rules.reserved(course.settings.checks) if course.settings.checks is not None else set(rules.RESERVED)
    if name in taken:
        there = ", ".join(sorted(taken))
        raise CourseError(f"`{name}` is what checks ask for something else by ({there}): take another name.")
    begins = next((kind for kind in KINDS if name.startswith(kind)), None)
    if begins is not None:
        raise CourseError(f"what begins with {begins} is another kind of cell: call it {name.removeprefix(begins)}.")
    if question and not name.startswith(prefix):
        raise CourseError(f"a question's name begins with {prefix}: call it {prefix}{name}.")
    if not question and prefix and name.startswith(prefix):
        raise CourseError(f"what begins with {prefix} is a question: say --question, or call it {name.removeprefix(prefix)}.")
    for other in course.names():
        for notebook in course.notebooks(other):
            if name in course.assignment(other, notebook).exercises():
                raise CourseError(f"{notebook}.ipynb has an exercise {name} already, and a name is there once in a course.")


def _no_name(name: str) -> str:
    """Why a word can't be called, as a function that students write; "" if it can."""
    if keyword.iskeyword(name):
        return "it is a word of Python's own"
    if not (name.isascii() and name.isidentifier()):
        return "take letters, digits and _, of the letters a to z alone and no digit first, as in `mean_of_rows`"
    if name in dir(builtins):
        return "Python has a function or class of that name, which it would take the place of"
    return ""


def _draw(course: Course) -> Draw:
    conftest = course.settings.checks / "conftest.py" if course.settings.checks is not None else None
    if conftest is None or not conftest.exists() or "rng" not in check_file.own_fixtures(conftest):
        return Draw("", "rng", "rng.random(5) + 1")
    if "torch" in course.settings.modules:
        return Draw("\nimport torch\n", "rng", "torch.rand(5, generator=rng) + 1")
    # The course's rng is of a kind that isn't known here.
    return Draw("\nimport numpy as np\n", "seed", "np.random.default_rng(seed).random(5) + 1")


def _files(course: Course, name: str, question: bool) -> dict[Path, str]:
    """The new files of an exercise, with their texts."""
    assert course.settings.checks is not None
    folder = course.settings.variants or course.root / "tests"
    draw = _draw(course)
    checks = skeletons.QUESTION_CHECKS if question else skeletons.EXERCISE_CHECKS
    right = skeletons.QUESTION_RIGHT if question else skeletons.EXERCISE_RIGHT
    wrong = skeletons.QUESTION_WRONG if question else skeletons.EXERCISE_WRONG
    text = checks.format(name=name, imports=draw.imports, fixture=draw.fixture, five=draw.five)
    found = {course.settings.checks / f"{name}.py": text}
    for kind, variants in (("right", right), ("wrong", wrong)):
        found |= {folder / kind / name / f"{style}.py": code.format(name=name) for style, code in variants.items()}
    return found


def _cells(name: str, question: bool, taken: set[str]) -> list[dict[str, Any]]:
    """Prose, exercise and checks."""
    texts = (
        (skeletons.QUESTION_TEXT, skeletons.QUESTION, skeletons.QUESTION_TEST)
        if question
        else (skeletons.EXERCISE_TEXT, skeletons.EXERCISE, skeletons.EXERCISE_TEST)
    )
    prose, answer, test = (text.format(name=name).rstrip("\n") for text in texts)
    heading = next(found for n in ("", *map(str, range(2, 99))) if (found := f"{name.replace('_', '-')}-text{n}") not in taken)
    return [
        {"cell_type": "markdown", "id": heading, "metadata": {}, "source": prose.splitlines(keepends=True)},
        code_cell(name, answer, solution=True),
        code_cell(f"test_{name}", test, points=1),
    ]


def code_cell(grade_id: str, source: str, solution: bool = False, points: int | None = None) -> dict[str, Any]:
    """A code cell as nbgrader marks it: an answer, or one with points, or one to be read only."""
    graded = {"points": points} if points is not None else {}
    metadata = {
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not solution,
        **graded,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": grade_id[:64],
        "metadata": {"nbgrader": metadata},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def notebook(cells: list[dict[str, Any]]) -> str:
    """The text of a new notebook."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
