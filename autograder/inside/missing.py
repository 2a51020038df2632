"""Imports at the top of a cell, of what isn't there: the cell goes on, and what is used of it says so.

A student who installed a package for a picture mustn't lose the function below it. An import inside a function or in a `try`
raises as it always does.
"""

import ast
import sys
from collections.abc import MutableMapping
from typing import Any

from autograder.inside import left_out

WITHOUT_EFFECT = ("google.colab", "nest_asyncio", "IPython.display.set_matplotlib_formats")
"""What serves only the place where a notebook was written: calling it does nothing here, and the cell goes on."""

named: list[str] = []
"""The packages that the course names, for the sentence."""


class Missing:
    """Stands for a module, or a part of one, whose import raised `error`."""

    def __init__(self, name: str, error: ImportError, silent: bool) -> None:
        self._name, self._error, self._silent = name, error, silent

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)  # who looks at what stands here, to show it, asks for such names
        if not self._silent:
            raise self._again()
        return Missing(f"{self._name}.{name}", self._error, True)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self._silent:
            raise self._again()
        print(f"[`{self._name}()` was left out: it does nothing where the notebook is graded.]")
        return None

    def __repr__(self) -> str:
        return f"<{self._name}, which isn't there>"

    def _again(self) -> ImportError:
        return type(self._error)(str(self._error), name=self._error.name)


class GoOn(ast.NodeTransformer):
    """Lets each import at the top of a cell go on without what isn't there."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        node.body = [statement for found in node.body for statement in _guarded(found)]
        return node


def _guarded(node: ast.stmt) -> list[ast.stmt]:
    """The statement as it is; or, of an import, one for each name, so that the others are there if one isn't."""
    if isinstance(node, ast.Import):
        return [_try(ast.Import([alias]), node, alias.name, *_bound(alias)) for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level and node.module != "__future__":
        module = str(node.module)
        one_by_one = [(alias, ast.ImportFrom(module, [alias], 0)) for alias in node.names]
        return [_try(one, node, module, alias.asname or alias.name, f"{module}.{alias.name}") for alias, one in one_by_one]
    return [node]


def _try(guarded: ast.stmt, at: ast.stmt, *told: str) -> ast.stmt:
    handler = f"__import__('sys').modules[{__name__!r}].go_on(_not_there, {', '.join(map(repr, told))}, globals())"
    (found,) = ast.parse(f"try:\n    pass\nexcept ImportError as _not_there:\n    {handler}").body
    assert isinstance(found, ast.Try)
    found.body = [guarded]
    for part in ast.walk(found):
        if isinstance(part, ast.expr | ast.stmt | ast.excepthandler):
            ast.copy_location(part, at)
    return found


def _bound(alias: ast.alias) -> tuple[str, str]:
    """The name that an import binds, and what it stands for."""
    top = alias.name.partition(".")[0]
    return (alias.asname, alias.name) if alias.asname else (top, top)


def go_on(error: ImportError, wanted: str, name: str, whole: str, namespace: MutableMapping[str, Any]) -> None:
    """After `error` in an import of, or from, the module `wanted`: put a stand-in for `whole` under `name`, and say so."""
    silent = any(f"{found}.".startswith(f"{known}.") for known in WITHOUT_EFFECT for found in (wanted, whole))
    if "." not in whole and whole in sys.modules:
        namespace[name] = sys.modules[whole]  # `import torch.something`: torch itself is there
    elif name != "*":
        namespace[name] = Missing(whole, error, silent)
    if silent:
        print(f"[`{wanted}` isn't there where the notebook is graded, and isn't needed.]")
    elif isinstance(error, ModuleNotFoundError):
        left_out.say(f"{_without(str(error.name or wanted))} The cell went on without it.")
    else:
        left_out.say(f"`{whole}` can't be had where the notebook is graded ({error}). The cell went on without it.")


def _without(module: str) -> str:
    """Which module isn't there, which packages are, and what can be done about it."""
    there = f", which has {', '.join(named)}" if named else ""
    return (
        f"`{module}` isn't there where the notebook is graded{there}. What a cell installs isn't there either; a file of your "
        f"own is handed in beside the notebook."
    )
