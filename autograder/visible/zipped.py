"""`check.pyz`: the visible checks as one small file, which Python runs as it is: what a starter repository carries.

It is what the standard library's zipapp makes, but written so that the same modules give the same bytes: in order, with one time
for all, and not compressed. Comments and docstrings are left out, which are for who reads the kit itself.
"""

import ast
import io
import tokenize
import zipfile
from pathlib import Path

from autograder.visible.cells import OLDEST_PYTHON

NAME = "check.pyz"
_ROOT = "autograder"
_FOLDER = Path(__file__).parents[2]
_START = "autograder.visible.__main__"
_SHEBANG = b"#!/usr/bin/env python3\n"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file knows."""
_MAIN = f'''\
"""The visible checks of a notebook: python {NAME} NOTEBOOK. Made from the autograder's `visible`."""

import sys

if sys.version_info < {OLDEST_PYTHON}:
    sys.exit("check: this is Python %d.%d, and {".".join(map(str, OLDEST_PYTHON))} or newer is needed." % sys.version_info[:2])
from {_START} import main

sys.exit(main())
'''


def content() -> bytes:
    """The file, as bytes."""
    return _SHEBANG + _zipped({place: without_comments(text) for place, text in modules().items()})


def modules() -> dict[str, str]:
    """What is in the file: the text of each module that the visible checks need, by its place there."""
    found = {"__main__.py": _MAIN, f"{_ROOT}/__init__.py": ""}  # the kit's own __init__ would want all of the kit
    names, seen = [_START], {_ROOT}
    while names:
        name = names.pop()
        if name in seen:
            continue
        seen.add(name)
        path = name.replace(".", "/")
        place = next((place for place in (f"{path}.py", f"{path}/__init__.py") if (_FOLDER / place).is_file()), None)
        if place is not None:  # else it is a name in a module
            found[place] = (_FOLDER / place).read_text(encoding="utf-8")
            names += [name.rpartition(".")[0], *_imported(found[place])]
    return dict(sorted(found.items()))


def without_comments(text: str) -> str:
    """A module's text without its comments and docstrings, each line of code in the line where it was."""
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
            lines[first : last + 1] = [lines[first][: node.col_offset] + "...", *[""] * (last - first)]
    kept = "".join(f"{line}\n" for line in lines)
    lines = kept.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(kept).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    return "".join(f"{line}\n" for line in lines)


def _imported(text: str) -> list[str]:
    """The kit's modules that a module's text imports, anywhere in it, and names that may be such."""
    names = []
    for found in ast.walk(ast.parse(text)):
        if isinstance(found, ast.Import):
            names += [alias.name for alias in found.names]
        elif isinstance(found, ast.ImportFrom) and found.module:
            names += [found.module, *(f"{found.module}.{alias.name}" for alias in found.names)]
    return [name for name in names if name.startswith(f"{_ROOT}.")]


def _zipped(texts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 3  # as on Unix, wherever this runs
            entry.external_attr = 0o644 << 16
            file.writestr(entry, text.encode())
    return made.getvalue()
