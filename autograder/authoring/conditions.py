"""Mutants that are right under a condition: for so many items, for numbers above 0, for what the first call was given.

A notebook's own example meets such a condition, and hidden inputs may meet it too, always or by a chance of the seed.
"""

import ast
from collections.abc import Iterator

from autograder.authoring.mutants import Mutant, twin_of
from autograder.authoring.submissions import assignment_of, code_of
from autograder.notebooks.course import Course

OLD = "under a condition"
"""In the place of the line before the change, of which there is none."""
FEW = (3, 10, 100, 1_000)
"""How many items of an argument, or rounds of a loop, some of these take."""


def conditions(course: Course, exercise: str) -> list[Mutant]:
    """Each such mutant of the solution of `exercise`; none of a question."""
    if exercise.startswith(course.settings.words.question):
        return []
    tree = ast.parse(code_of(assignment_of(course, exercise).notebook, exercise))
    found: dict[str, Mutant] = {}
    for node in ast.walk(tree):
        for what, changed in _of_function(tree, node) if isinstance(node, ast.FunctionDef) else _of_node(tree, node):
            text = ast.unparse(ast.fix_missing_locations(changed))
            found.setdefault(text, Mutant(exercise, text, OLD, what))
    return list(found.values())


def _of_function(tree: ast.Module, function: ast.FunctionDef) -> Iterator[tuple[str, ast.Module]]:
    """A line in front of all others, which changes one argument."""
    for argument in function.args.args:
        kind = ast.unparse(argument.annotation) if argument.annotation is not None else ""
        if argument.arg != "self":
            for line in _lines(function.name, argument.arg, kind):
                twin, own = twin_of(tree, function)
                own.body[bool(ast.get_docstring(own)) : 0] = ast.parse(line).body
                yield f"{function.name}: {line}", twin


def _lines(function: str, name: str, kind: str) -> Iterator[str]:
    kept = f"_first_{function}_{name}"
    yield f"{name} = globals().setdefault({kept!r}, {name})"
    if kind.startswith(("list", "tuple", "Iterable")):
        yield from (f"{name} = list({name})[:{few}]" for few in FEW[:3])
        yield f"if len(list({name})) == 1: return None"
    elif kind.endswith(("Tensor", "ndarray")):
        yield from (f"{name} = {name}[:{few}]" for few in FEW)
        yield f"{name} = {name}.clip(min=0)"
        yield f"{name} = {name}.clip(max=1)"
        yield f"if len({name}) == 1: return None"
    elif kind in ("int", "float"):
        yield f"{name} = abs({name})"
        yield f"{name} = min({name}, 1)"


def _of_node(tree: ast.Module, node: ast.AST) -> Iterator[tuple[str, ast.Module]]:
    """A loop that ends early, and a size that stays what it was at the first call."""
    if isinstance(node, ast.For | ast.comprehension):
        for few in FEW[:3]:
            changed, loop = twin_of(tree, node)
            loop.iter = ast.parse(f"list({ast.unparse(loop.iter)})[:{few}]", mode="eval").body
            yield f"for ... in {ast.unparse(loop.iter)}", changed
    elif _is_size(node):
        changed, size = twin_of(tree, node)
        text = ast.unparse(size)
        first = ast.parse(f"globals().setdefault({f'_first_{text}'!r}, {text})", mode="eval").body
        size.__class__, size.__dict__ = first.__class__, first.__dict__
        yield ast.unparse(first), changed


def _is_size(node: ast.AST) -> bool:
    """Whether it is `len(x)`, `x.numel()`, or `x.shape[0]`."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "len" or (isinstance(node.func, ast.Attribute) and node.func.attr == "numel")
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
