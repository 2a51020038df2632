"""Which names the text of a cell defines, told line by line: what a student wrote needn't be Python that can be parsed.

Nothing is decided by it but where a cell belongs and when it runs; whether it is right, the checks say.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Literal

from autograder.notebooks.cells import grade_id_of, is_graded, is_solution, nbgrader_metadata
from autograder.notebooks.format import NotebookNode

MOST_TEXT = 4_000_000
"""Characters of a notebook's code that are looked at; more than that nobody writes by hand."""
_FUNCTION = re.compile(r"^(?:async[ \t]++)?(?:def|class)[ \t]++(\w++)", re.M)
_ASSIGNMENT = re.compile(r"(?:^|;[ \t]*+)(\w++(?:[ \t]*+,[ \t]*+\w++)*+)[ \t]*+(?::[^=\n;]*+)?=(?!=)([^\n;]*+)", re.M)
_IMPORT = re.compile(r"^(?:from[ \t]|import[ \t])[^\n]*+", re.M)
WORD = re.compile(r"\w++")
_REGION = re.compile(r"###[ \t]*+(BEGIN|END)[ \t]++(SOLUTION|HIDDEN[ \t]++TESTS|MARK[ \t]++SCHEME)", re.I)
_PLACEHOLDER = re.compile(r"raise NotImplementedError\b[^\n]*+|pass|\.\.\.")


def is_too_long(cells: Iterable[NotebookNode]) -> bool:
    """Whether a notebook has so much code that none of it is looked at."""
    return sum(len(cell.source) for cell in cells if cell.cell_type == "code") > MOST_TEXT


def functions_in(source: str) -> set[str]:
    """The functions and classes that a text defines at its top level."""
    return set(_FUNCTION.findall(source))


def assigned_in(source: str) -> set[str]:
    """The names to which a text gives a value at its top level, but for one made of the name itself: `f = f(x)`."""
    found = set()
    for names, value in _ASSIGNMENT.findall(source):
        found.update(set(WORD.findall(names)) - set(WORD.findall(value)))
    return found


def may_overwrite(source: str, name: str) -> bool:
    """Whether a text may give a name to something else: by an assignment, in a loop, by an import."""
    at = re.escape(name)
    return re.search(rf"\b{at}[ \t]*+(?:,|=(?!=)|:)|\b(?:for|as|import)[ \t]++{at}\b", source) is not None


def may_define(source: str, name: str) -> bool:
    """Whether a text may give a name its value by itself, and not by importing all names of some package."""
    is_defined = re.search(rf"\b(?:def|class)[ \t]++{re.escape(name)}\b", source) is not None
    return is_defined or may_overwrite(source, name) or name in imported_in(source)


def up_to_the_overwriting(source: str, name: str) -> str:
    """The part of a text that defines a function, without a line at its top level that gives the name to something else."""
    start = 0
    for found in _FUNCTION.finditer(source):
        if found[1] == name:
            start = found.end()
    for found in _ASSIGNMENT.finditer(source, start):
        if name in WORD.findall(found[1]):
            return source[: found.start()]
    return source


def imported_in(source: str) -> set[str]:
    """The words of a text's imports at its top level."""
    return {word for line in _IMPORT.findall(source) for word in WORD.findall(line)} - {"from", "import", "as"}


def gives(source: str, name: str) -> Literal["function", "import", "value", ""]:
    """By what a text gives a name something at its top level, a function or class first; "" if it doesn't."""
    if name not in source:
        return ""
    if name in functions_in(source):
        return "function"
    if any(name in _bound_by(line) for line in _IMPORT.findall(source)):
        return "import"
    return "value" if name in assigned_in(source) else ""


def _bound_by(line: str) -> set[str]:
    """The names that an import binds: of `from a import b as c` c alone, of `import a.b` a."""
    _, _, listed = line.partition("import") if line.startswith("from") else ("", "", line[len("import") :])
    parts = [part.strip(" \t()\\").partition(" as ") for part in listed.partition("#")[0].split(",")]
    return {renamed.strip() or whole.partition(".")[0].strip() for whole, _, renamed in parts}


def name_of(grade_id: str, original: NotebookNode) -> str | None:
    """The name that an exercise asks for: its grade_id, or where the cell is called otherwise, what it defines first."""
    functions, assigned = _FUNCTION.findall(original.source), assigned_in(original.source)
    if grade_id in functions or grade_id in assigned:
        return grade_id
    if functions:
        return str(functions[0])
    if len(assigned) == 1:
        return next(iter(assigned))
    return grade_id if grade_id.isidentifier() and not assigned else None


def squeezed(text: str) -> str:
    """A text without its blanks and ends of lines, which editors change."""
    return "".join(text.split())


def released(source: str, without: str = "HIDDEN") -> str:
    """An instructor's text as students get it, without its regions of hidden tests; or, with "SOLUTION", of the solution."""
    kept, inside = [], False
    for line in source.splitlines():
        mark = _REGION.search(line)
        if mark is not None and mark[2].upper().startswith(without):
            inside = mark[1].upper() == "BEGIN"
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def as_released(source: str) -> str:
    """The text of an exercise's cell without its solution; "" where all of it is the solution."""
    is_in_part = any(what.upper() == "SOLUTION" for _, what in _REGION.findall(source))
    return released(source, "SOLUTION") if is_in_part else ""


def is_untouched(cell: NotebookNode, original: NotebookNode) -> bool:
    """Whether a cell is still the exercise as it was handed out: what the instructor wrote, and a placeholder for the rest."""
    lines = [line for text in cell.source.splitlines() if (line := text.strip())]
    if not any(_PLACEHOLDER.fullmatch(line) for line in lines):
        return False
    given = set()
    if _REGION.search(original.source) or "raise NotImplementedError" in original.source:  # the latter is the released one
        given = {line.strip() for line in released(original.source, "SOLUTION").splitlines()}
    return all(line in given or line.startswith("#") or _PLACEHOLDER.fullmatch(line) for line in lines)


def is_as_released(cell: NotebookNode, source: str | None = None) -> bool:
    """Whether a cell's text, or `source` in its place, is the one that nbgrader released, by the checksum that it wrote down."""
    about = nbgrader_metadata(cell)
    points = str(float(about.get("points", 0))) if is_graded(cell) else ""
    flags = (is_graded(cell), is_solution(cell), about.get("locked") is True)
    text = (
        (cell.source if source is None else source) + cell.cell_type + "".join(map(str, flags)) + str(grade_id_of(cell)) + points
    )
    return bool(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() == about.get("checksum"))
