"""The faults of a course that can be told by reading its files, in a second or two: nothing of the course is run."""

import re
from collections import defaultdict
from collections.abc import Iterator

from autograder.authoring import made_files, of_cells, of_checks, of_variants
from autograder.notebooks import check_file, rules
from autograder.notebooks.cells import exercise_and_part
from autograder.notebooks.check_file import CheckFile
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.rules import Fault
from autograder.notebooks.settings import FILE, CourseError
from autograder.text.near import near


def faults(course: Course, names: list[str]) -> list[Fault]:
    """What is wrong with the assignments `names`, and with what the whole course shares."""
    found = [*_of_settings(course), *_of_folders(course)]
    for name in names:
        for notebook in course.notebooks(name):
            found += _of_notebook(course, course.assignment(name, notebook))
    if course.settings.checks is not None:
        for file in ("conftest.py", "__init__.py"):
            if (path := course.settings.checks / file).exists():
                found += of_checks.loads(check_file.read(path))
    found += _of_names(course)
    if _names_are_clear(course):
        # Else a check file may be that of an exercise whose own name is misspelt, which is said.
        found += _without_exercise(course)
    return list(dict.fromkeys(found))


def _of_notebook(course: Course, assignment: Assignment) -> list[Fault]:
    try:
        cells = assignment.notebook.cells
    except CourseError as e:
        told = str(e).removeprefix(f"{assignment.path} ").rstrip(".")
        return [Fault(assignment.path, "", f"it {told}.", "Take it from your last copy, or save it once more in JupyterLab.")]
    if rules.without_checks(assignment):
        return rules.faults_of(assignment)
    found = rules.faults_of(assignment)
    cells_told = {fault.cell for fault in found}
    found += of_cells.of_regions(assignment, cells, cells_told)
    if course.settings.checks is not None and assignment.name not in course.settings.as_written:
        found += [*of_cells.of_tidiness(assignment, cells_told), *of_cells.of_cells(assignment, cells, cells_told)]
        found += [*of_checks.faults(assignment), *of_variants.faults(course, assignment)]
    return [*found, *made_files.stale(course, assignment)]


def _of_settings(course: Course) -> Iterator[Fault]:
    path = course.root / FILE
    known = {name for _, cells in _all_cells(course) for name in cells} | set(course.names())
    known |= {exercise_and_part(name)[0] for name in known}
    for name in course.settings.as_written:
        if name not in known:
            what = f"`as_written` names `{name}`, which no assignment, exercise or cell is called{near(name, known)}."
            yield Fault(path, "", what, "Mend the name, or leave it out.")
    for name in course.settings.imports:
        if not of_checks.is_installed(name):
            what = f"`worker.imports` names {name}, which isn't installed."
            yield Fault(path, "", what, "Is it spelt so? Install it, or leave it out.")
    for pattern, _ in course.settings.words.errors:
        try:
            re.compile(pattern)
        except re.error as e:
            what = f"`words.errors` has a pattern that isn't one, {pattern!r}: {e}."
            yield Fault(path, "", what, r"Write a \ before what is meant as it is.")


def _of_folders(course: Course) -> Iterator[Fault]:
    """Notebooks that lie where no assignment is, and folders with nothing in them."""
    config = course.root / "nbgrader_config.py"
    said = config.read_text(encoding="utf-8") if config.exists() else ""
    for path in sorted(course.source.iterdir()):
        if path.suffix == ".ipynb" and path.is_file() and path.name not in said:  # else it is a header of nbgrader's
            mend = f"Move it to {course.source.name}/{path.stem}/{path.name}."
            yield Fault(path, "", "it lies in no folder of its own, so it is no assignment.", mend)
        elif path.is_dir() and path.name[0] not in "._" and all(one.name[0] == "." for one in path.iterdir()):
            yield Fault(path, "", "the folder is empty, so it is no assignment.", "Put its notebook there, or remove it.")


def _names_are_clear(course: Course) -> bool:
    """Whether every notebook can be read, and its exercises and their checks belong together."""
    found = [assignment for assignment, _ in _all_cells(course)]
    readable = len(found) == sum(len(course.notebooks(name)) for name in course.names())
    return readable and not any(rules.faults_of(one) or [*of_cells.of_cells(one, one.notebook.cells, set())] for one in found)


def _of_names(course: Course) -> Iterator[Fault]:
    """An exercise's name stands for its check file and its variants, so it is there once."""
    where: dict[str, list[Assignment]] = defaultdict(list)
    for assignment, _ in _all_cells(course):
        for exercise in assignment.exercises():
            where[exercise].append(assignment)
    for exercise, found in where.items():
        for again in found[1:]:
            what = f"{found[0].path.name} has an exercise of this name too, and {exercise}.py can't be for both."
            yield Fault(again.path, exercise, what, "Give one of them another name.")


def _without_exercise(course: Course) -> Iterator[Fault]:
    """Check files and variants that no notebook's exercise is called like."""
    if course.settings.checks is None:
        return
    exercises = {exercise for assignment, _ in _all_cells(course) for exercise in assignment.exercises()}
    files = [check_file.read(path) for path in sorted(course.settings.checks.glob("*.py"))]
    for read in files:
        name = read.path.stem
        if name not in {*exercises, "conftest", "__init__"} and read.checks and not _is_shared(read, files):
            what = f"no notebook has an exercise `{name}`, so these checks are never asked{near(name, exercises)}."
            yield Fault(read.path, "", what, "Call the file as its exercise is called.")
    yield from of_variants.without_exercise(course, exercises)


def _is_shared(read: CheckFile, files: list[CheckFile]) -> bool:
    """Whether another file imports from this one, as where several exercises have the same checks."""
    name = read.path.stem
    return any(found.level and (found.module == name or name in found.names) for file in files for found in file.imports)


def _all_cells(course: Course) -> Iterator[tuple[Assignment, dict[str, NotebookNode]]]:
    """Every notebook of the course that can be read, with its cells."""
    for name in course.names():
        for notebook in course.notebooks(name):
            assignment = course.assignment(name, notebook)
            try:
                yield assignment, assignment.cells
            except CourseError:
                continue  # said when it is looked at
