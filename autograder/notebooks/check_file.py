"""A file of hidden checks, read and not run: its checks with their parts, what they ask for, and what the file imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

STANDS_ON = "STANDS_ON"
"""The list of names in a check file: of the student's other functions that its exercise may call."""


@dataclass(frozen=True)
class Check:
    """A check: its name and line, the part that it belongs to ("" for none), and the fixtures that it asks for."""

    name: str
    line: int
    part: str
    asks: tuple[str, ...]
    has_sentence: bool


@dataclass(frozen=True)
class Import:
    """`from module import names`, or `import module` with no names; `level` counts the dots of a relative one."""

    module: str
    names: tuple[str, ...]
    level: int
    line: int


@dataclass(frozen=True)
class CheckFile:
    """What a file of checks says about itself. `is_whole` is False when it may have more checks, or other parts, than are
    listed: some are imported, in a class, or made in a way that only running it shows.
    """

    path: Path
    checks: tuple[Check, ...] = ()
    is_whole: bool = True
    fixtures: frozenset[str] = field(default_factory=frozenset)
    """Every name that could be a fixture: what is defined or imported, and what decorators name."""
    imports: tuple[Import, ...] = ()
    """The imports that happen whenever the file is loaded."""
    drawing_loops: tuple[int, ...] = ()
    """The lines of `while` loops that draw."""
    stands_on: tuple[str, ...] | None = ()
    """The student's other functions that the exercise may call: `STANDS_ON = ["l1_distance"]`; None if it isn't plainly said."""
    idle: dict[str, int] = field(default_factory=dict)
    """The lines of names that the file gives a value to and never looks at, without STANDS_ON."""
    syntax_error: str = ""

    @property
    def parts(self) -> set[str]:
        """The parts that its checks belong to, "" for those without."""
        return {check.part for check in self.checks}


def read(path: Path) -> CheckFile:
    """The check file at `path`; one that can't be parsed has a `syntax_error`. Raises OSError."""
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, mtime: int) -> CheckFile:
    # Kept, since several rules look at each file.
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError) as e:
        line = f"line {e.lineno}: " if isinstance(e, SyntaxError) and e.lineno else ""
        return CheckFile(path, is_whole=False, syntax_error=f"{line}{e.msg if isinstance(e, SyntaxError) else e}")
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
    imported = [alias for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    part_names = {"part"} | {alias.asname for alias in imported if alias.name == "part" and alias.asname}
    marked = [mark for test in tests for mark in test.decorator_list if _is_part(mark, part_names)]
    calls = [node for node in ast.walk(tree) if _is_part(node, part_names)]
    parts_are_told = len(calls) == len(marked) and all(_text(mark) is not None for mark in marked)
    return CheckFile(
        path,
        tuple(_check(test, part_names) for test in tests),
        parts_are_told and not any(map(_hides_checks, tree.body)),
        frozenset(_possible_fixtures(tree)),
        tuple(_imports(tree)),
        tuple(loop for node in tree.body if isinstance(node, ast.FunctionDef) for loop in _drawing_loops(node)),
        _stood_on(tree),
        _idle(tree),
    )


def _check(test: ast.FunctionDef, part_names: set[str]) -> Check:
    part = next((text for mark in test.decorator_list if _is_part(mark, part_names) and (text := _text(mark))), "")
    required = test.args.args[: len(test.args.args) - len(test.args.defaults)]
    given = {word.strip() for mark in test.decorator_list for text in _strings(mark) for word in text.split(",")}
    asks = tuple(arg.arg for arg in required if arg.arg not in given)
    return Check(test.name, test.lineno, part, asks, bool(ast.get_docstring(test)))


def _is_part(node: ast.AST, part_names: set[str]) -> bool:
    """Whether this is a call `part(…)`, or `pytest.mark.part(…)`."""
    if not isinstance(node, ast.Call):
        return False
    return node.func.attr == "part" if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "") in part_names


def _text(mark: ast.expr) -> str | None:
    """The one text that a mark is given."""
    found = mark.args[0] if isinstance(mark, ast.Call) and len(mark.args) == 1 else None
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def _strings(node: ast.AST) -> list[str]:
    return [found.value for found in ast.walk(node) if isinstance(found, ast.Constant) and isinstance(found.value, str)]


def _hides_checks(node: ast.stmt) -> bool:
    """Whether a statement of the file may make checks that aren't plain functions of it, or give parts to all."""
    if isinstance(node, ast.FunctionDef):
        return False
    if isinstance(node, ast.ImportFrom | ast.Import):
        return any((alias.asname or alias.name).startswith(("test", "*")) for alias in node.names)
    if isinstance(node, ast.ClassDef):
        return node.name.startswith("Test")
    names = [found.id for found in ast.walk(node) if isinstance(found, ast.Name)]
    inner = [found.name for found in ast.walk(node) if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef)]
    return any(name.startswith("test") or name in ("pytestmark", "globals", "setattr") for name in (*names, *inner))


def _possible_fixtures(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
            for mark in node.decorator_list:
                yield from _strings(mark)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _imports(tree: ast.Module) -> Iterator[Import]:
    for node in tree.body:  # not those in a `try`, an `if` or a function, which may have their reasons
        if isinstance(node, ast.ImportFrom):
            yield Import(node.module or "", tuple(alias.name for alias in node.names), node.level, node.lineno)
        elif isinstance(node, ast.Import):
            yield from (Import(alias.name, (), 0, node.lineno) for alias in node.names)


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr, int]]:
    """Each name that is given a value at the top of the file, with the value and the line."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is not None:
            yield from ((target.id, value, target.lineno) for target in targets if isinstance(target, ast.Name))


def _stood_on(tree: ast.Module) -> tuple[str, ...] | None:
    values = [value for name, value, _ in _assigned(tree) if name == STANDS_ON]
    is_plain = all((isinstance(value, ast.List | ast.Tuple | ast.Set) and not value.elts) or _strings(value) for value in values)
    return tuple(name for value in values for name in _strings(value)) if is_plain else None


def _idle(tree: ast.Module) -> dict[str, int]:
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return {name: line for name, _, line in _assigned(tree) if name not in read | {STANDS_ON, "__all__"}}


def _drawing_loops(function: ast.FunctionDef) -> Iterator[int]:
    for loop in ast.walk(function):
        if isinstance(loop, ast.While):
            names = {node.id for node in ast.walk(loop) if isinstance(node, ast.Name)}
            if names & {"rng", "seed", "generator"}:
                yield loop.lineno


def own_fixtures(conftest: Path) -> set[str]:
    """The names of the fixtures that a conftest.py defines; none of one that can't be parsed."""
    try:
        tree = ast.parse(conftest.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError):
        return set()
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {node.name for node in functions if any("fixture" in ast.unparse(mark) for mark in node.decorator_list)}
