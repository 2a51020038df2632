"""The faults of check files that can be told by reading them."""

import ast
import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from autograder import checking
from autograder.notebooks import check_file, rules
from autograder.notebooks.cells import exercise_and_part
from autograder.notebooks.check_file import STANDS_ON, Check, CheckFile
from autograder.notebooks.course import RIGHT_VERSIONS, Assignment
from autograder.notebooks.rules import RESERVED, Fault
from autograder.text.listing import listed, times
from autograder.text.near import near

_OF_PYTEST = {
    *("tmp_path", "tmp_path_factory", "monkeypatch", "capsys", "capfd", "recwarn", "pytestconfig", "caplog", "record_property"),
}
"""Fixtures that pytest brings along."""


def faults(assignment: Assignment) -> Iterator[Fault]:
    """What is wrong with the checks of a notebook's exercises."""
    for exercise in assignment.exercises():
        file = assignment.check_file(exercise)
        if file is not None and file.exists():
            read = check_file.read(file)
            yield from loads(read)
            yield from _of_names(read)
            for check in read.checks:
                yield from _of_check(assignment, exercise, read, check)
            yield from _of_what_it_stands_on(assignment, exercise, read)
            for line in read.drawing_loops:
                mend = "Write `for _ in tries():` from autograder.checking."
                yield Fault(file, "", "this `while` draws until it is content, which may be never.", mend, line)


def _of_names(read: CheckFile) -> Iterator[Fault]:
    """A check that another one of the same name takes the place of, and a name that was probably meant to be read."""
    lines: dict[str, list[int]] = defaultdict(list)
    for check in read.checks:
        lines[check.name].append(check.line)
    for name, found in lines.items():
        if len(found) > 1:
            where = listed([str(line) for line in found])
            what = f"`{name}` is there {times(len(found))}, lines {where}: only the last is ever asked."
            yield Fault(read.path, "", what, "Give each check a name of its own.", found[0])
    for name, line in read.idle.items():
        if difflib.get_close_matches(name.upper(), [STANDS_ON], 1, 0.75):
            yield Fault(read.path, "", f"nothing reads `{name}` (did you mean `{STANDS_ON}`?).", "Mend the name.", line)


def _of_check(assignment: Assignment, exercise: str, read: CheckFile, check: Check) -> Iterator[Fault]:
    if not check.has_sentence:
        what = f"`{check.name}` has no sentence for the student."
        yield Fault(read.path, "", what, "Say in its docstring what it demands.", check.line)
    cells = {exercise_and_part(grade_id)[1] for grade_id in assignment.checked() if exercise_and_part(grade_id)[0] == exercise}
    # A cell that names no part of these is misspelt, which is said of the cell.
    if read.is_whole and check.part not in cells and cells <= read.parts:
        wanted = f"test_{exercise}-{check.part}" if check.part else f"test_{exercise}"
        what = f"`{check.name}` is never asked: {assignment.path.name} has no cell `{wanted}`{near(check.part, cells)}."
        yield Fault(read.path, "", what, "Mend the part's name here, or add that cell.", check.line)
    conftest = read.path.parent / "conftest.py"
    # A name that stands anywhere in conftest.py may be a fixture there; that it isn't shows when the check is run.
    words = set(re.findall(r"\w+", conftest.read_text(encoding="utf-8"))) if conftest.exists() else set()
    known = {*assignment.exercises(), *RESERVED}
    asked = set(check.asks)
    if not asked - {"rng", "seed"} - _OF_PYTEST | ({exercise} if "*" in read.fixtures else set()):
        what = f"`{check.name}` asks for nothing of the student's, so it says the same to everybody."
        yield Fault(read.path, "", what, f"Let it ask for `{exercise}`, and for its inputs by `rng`.", check.line)
    elif exercise not in asked and asked <= {*assignment.exercises(), "rng", "seed", *_OF_PYTEST}:
        what = f"`{check.name}` never asks for `{exercise}`, which it is to decide about."
        yield Fault(read.path, "", what, f"Let it ask for `{exercise}`.", check.line)
    for name in check.asks:
        if name not in known | words | _OF_PYTEST | read.fixtures and "*" not in read.fixtures:
            what = f"`{check.name}` asks for `{name}`, which is neither an exercise of {assignment.path.name} nor a fixture"
            mend = "Mend the name, or write the fixture to checks/conftest.py."
            yield Fault(read.path, "", f"{what}{near(name, known | words)}.", mend, check.line)


def _of_what_it_stands_on(assignment: Assignment, exercise: str, read: CheckFile) -> Iterator[Fault]:
    if read.stands_on is None:
        what = f"{STANDS_ON} is no list of names that can be read without running the file, so it counts for nothing."
        yield Fault(read.path, "", what, f'Write it plainly: {STANDS_ON} = ["name_of_the_other"].')
    for name in read.stands_on or ():
        there = f"{RIGHT_VERSIONS}/{name}.py"
        text = assignment.right_version(name)
        file = assignment.check_file(name)
        if name not in assignment.cells and file is not None and file.exists() and rules.faults_of(assignment):
            continue  # its cell is misspelt, or lost what made it an exercise, which is said
        if name == exercise or name not in assignment.exercises():
            what = f"{STANDS_ON} names `{name}`, which is no other exercise of {assignment.path.name} with hidden checks"
            yield Fault(read.path, "", f"{what}{near(name, set(assignment.exercises()))}.", "Mend the name, or take it out.")
        elif text is None:
            mend = f"Write it: a right `{name}`, slow and plain, and not the solution's text."
            yield Fault(read.path, "", f"{STANDS_ON} names `{name}`, and there is no {there} among the checks.", mend)
        elif (why := no_version_of(name, text)) is not None:
            yield Fault(read.path.parent / there, "", why, f"Define `{name}` in it.")
        elif name in assignment.cells and _body_of(name, text) == _body_of(name, str(assignment.cells[name].source)):
            mend = "Write it in another way: it runs where a student's code can read it."
            yield Fault(read.path.parent / there, "", f"it is the solution of `{name}`, word for word.", mend)


def no_version_of(name: str, text: str) -> str | None:
    """Why a text is no version of the function or class `name`; None if it is one."""
    try:
        return None if _defined(name, text) else f"there is no function or class `{name}` in it."
    except (SyntaxError, ValueError) as e:
        return f"it isn't Python: {e}."


def _body_of(name: str, text: str) -> str | None:
    """What a function or class does, without its docstring, annotations and comments; None if the text isn't Python."""
    try:
        found = _defined(name, text)
    except (SyntaxError, ValueError):
        return None
    for node in (inner for outer in found for inner in ast.walk(outer)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return "\n".join(ast.unparse(statement) for node in found for statement in node.body)


def _defined(name: str, text: str) -> list[ast.FunctionDef | ast.ClassDef]:
    """The functions and classes of a name at the top of a text. Raises SyntaxError and ValueError."""
    kinds = ast.FunctionDef | ast.ClassDef
    return [node for node in ast.parse(text).body if isinstance(node, kinds) and node.name == name]


def loads(read: CheckFile) -> Iterator[Fault]:
    """Why a Python file of the checks can't be loaded: what of it can be told by reading."""
    if read.syntax_error:
        yield Fault(read.path, "", f"it isn't Python: {read.syntax_error}.", "Mend that line.")
    for found in read.imports:
        module, top = found.module, found.module.partition(".")[0]
        if found.level == 1 and module and not _lies_beside(read.path, top):
            yield Fault(read.path, "", f"there is no {top}.py beside it to import.", "Mend the name.", found.line)
        elif found.level == 0 and not is_installed(module):
            install = f"Mend the name, or install it (`pip install {top}`)."
            mend = f"Write `from .{module} import …`: it lies beside it." if _lies_beside(read.path, top) else install
            yield Fault(read.path, "", f"it imports {module}, which isn't installed.", mend, found.line)
        for name in found.names if module == "autograder.checking" else ():
            if name != "*" and not hasattr(checking, name):
                what = f"autograder.checking has no `{name}`{near(name, checking.__all__)}."
                yield Fault(
                    read.path, "", what, "Mend the name: `python -m pydoc autograder.checking` lists them all.", found.line
                )


def is_installed(module: str) -> bool:
    """Whether the package that `module` belongs to is there; it isn't imported."""
    try:
        # The first part alone: to look for `a.b`, Python would import `a`.
        return find_spec(module.partition(".")[0]) is not None
    except (ImportError, ValueError):
        return False


def _lies_beside(file: Path, name: str) -> bool:
    return (file.parent / f"{name}.py").exists() or (file.parent / name).is_dir()
