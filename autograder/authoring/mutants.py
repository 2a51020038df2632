"""Mutants: the solution of an exercise with one small change each, as a slip of the pen would make it.

A check suite that lets a mutant pass either lacks a check, or the mutant does the same as the solution.
"""

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.authoring.submissions import assignment_of, code_of
from autograder.notebooks.course import Course

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
METHODS = {
    "mean": "sum",
    "sum": "mean",
    "stack": "cat",
    "cat": "stack",
    "train": "eval",
    "eval": "train",
    "argmax": "argmin",
    "unsqueeze": "squeeze",
}
"""A method, and the one that is most easily mistaken for it."""


@dataclass(frozen=True)
class Mutant:
    """One changed solution: the whole text of the cell, and the line before and after the change."""

    exercise: str
    text: str
    old: str
    new: str

    @property
    def name(self) -> str:
        return f"{self.old}  ->  {self.new}"


def mutants(course: Course, exercise: str) -> list[Mutant]:
    """Every mutant of the solution of `exercise`, each once; none of a question, whose wrong letters are all in wrong/."""
    if exercise.startswith(course.settings.words.question):
        return []
    tree = ast.parse(code_of(assignment_of(course, exercise).notebook, exercise))
    plain = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for changed in _changes(tree):
        try:
            text = ast.unparse(ast.fix_missing_locations(changed))
            compile(text, "<mutant>", "exec")
        except (SyntaxError, ValueError):
            continue
        if text != plain and text not in found:
            old, new = _difference(plain, text)
            found[text] = Mutant(exercise, text, old, new)
    return list(found.values())


def _difference(before: str, after: str) -> tuple[str, str]:
    """The lines that differ, without their common start and end; where a line came or went, with the one before it."""
    a, b = before.splitlines(), after.splitlines()
    last = ""
    while a and b and a[0] == b[0]:
        last = a[0]
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        a, b = [last, *a], [last, *b]
    return tuple(re.sub(r"\s+", " ", " / ".join(line.strip() for line in lines)) for lines in (a, b))  # type: ignore[return-value]  # two items


def _changes(tree: ast.Module) -> Iterator[ast.Module]:
    """Copies of `tree` with one change each. Type hints and docstrings stay as they are."""
    untouchable = {id(node) for hint in _hints(tree) for node in ast.walk(hint)}
    nodes = [node for node in ast.walk(tree) if id(node) not in untouchable]
    for node in nodes:
        for change in _of_node(node):
            yield _applied(*twin_of(tree, node), change)
    for node in nodes:
        yield from _without_a_statement(tree, node)


def twin_of(tree: ast.Module, node: ast.AST) -> tuple[ast.Module, Any]:
    """A copy of `tree`, and the one of its nodes that stands where `node` stands in `tree`."""
    twin = copy.deepcopy(tree)
    return twin, next(other for own, other in zip(ast.walk(tree), ast.walk(twin), strict=True) if own is node)


def _hints(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if (hint := getattr(node, name, None)) is not None:
                yield hint
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            yield body[0]


Change = tuple[str, object]
"""What to do to a node: an attribute and its new value, or ("become", what takes its place)."""


def _of_node(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for other in COMPARISONS.get(type(node.ops[0]), ()):
            yield "ops", [other()]
    elif isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), ()):
            yield "op", operator()
        yield "become", "left"
        yield "become", "right"
    elif isinstance(node, ast.AugAssign):
        for operator in OPERATORS.get(type(node.op), ()):
            yield "op", operator()
    elif isinstance(node, ast.UnaryOp):
        yield "become", "operand"
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node.value)
    elif isinstance(node, ast.Attribute) and node.attr in METHODS:
        yield "attr", METHODS[node.attr]
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            yield "become", "func.value"  # the method isn't called at all
        for i in range(len(node.keywords)):
            yield "keywords", [*node.keywords[:i], *node.keywords[i + 1 :]]
        if len(node.args) == 2:
            yield "args", node.args[::-1]
        elif len(node.args) == 1 and isinstance(node.func, ast.Name):
            yield "become", "args.0"
    elif isinstance(node, ast.For):
        yield "body", [*node.body, ast.Break()]
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            yield "test", ast.Constant(value)
    elif isinstance(node, ast.Slice):
        if node.lower is not None:
            yield "lower", None
        if node.upper is not None:
            yield "upper", None
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) == 2:
        yield "elts", node.elts[::-1]


def _of_constant(value: object) -> Iterator[Change]:
    if isinstance(value, bool):
        yield "value", not value
    elif isinstance(value, int | float):
        near = (0.9 * value, 1.1 * value) if isinstance(value, float) else (value + 1, value - 1)
        for other in (*near, -value):
            if other != value:
                yield "value", other


def _applied(twin: ast.Module, node: ast.AST, change: Change) -> ast.Module:
    what, value = change
    if what != "become":
        # The value may be made of nodes of the tree that was copied; a second copy keeps the two apart.
        setattr(node, what, copy.deepcopy(value))
        return twin
    stand_in: object = node
    for step in str(value).split("."):
        stand_in = stand_in[int(step)] if isinstance(stand_in, list) else getattr(stand_in, step)

    class Replace(ast.NodeTransformer):
        def visit(self, found: ast.AST) -> ast.AST:
            if found is node:
                assert isinstance(stand_in, ast.AST)
                return stand_in
            return super().generic_visit(found)

    changed = Replace().visit(twin)
    assert isinstance(changed, ast.Module)
    return changed


def _without_a_statement(tree: ast.Module, node: ast.AST) -> Iterator[ast.Module]:
    """Copies without one statement of `node`'s body; a `with` block gives way to what stands in it."""
    body = getattr(node, "body", None)
    if not isinstance(body, list) or isinstance(node, ast.Module):
        return
    for i, statement in enumerate(body):
        if isinstance(statement, ast.FunctionDef) or (
            isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        ):
            continue
        twin, same = twin_of(tree, node)
        twin_body = same.body
        twin_body[i : i + 1] = twin_body[i].body if isinstance(statement, ast.With) else [ast.Pass()]
        yield twin
