"""A cell of the student's, line by line: in a few colours, with the lines to look at marked."""

from collections.abc import Collection
from html import escape
from typing import Any

from markupsafe import Markup
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from autograder.pages.notebook.bounded import is_costly_code
from autograder.pages.notebook.highlighted import tokens
from autograder.text.places import LONGEST_LINE, shortened, visible

MOST_LINES = 120
_BEFORE = 40
"""Lines of a longer cell that are shown before the first that is marked."""
_CLASSES = [
    (Comment, "c"),
    (String, "s"),
    (Number, "n"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Decorator, "f"),
]


def code_html(source: str, marked: Collection[int] = (), plain: bool = False) -> Markup:
    """HTML of a cell's source. `marked` are numbers of lines, from 1 on. With `plain` it has no colours, and where they would
    take long.
    """
    source = visible(source, "\n\t")
    lines = _plain(source) if plain or is_costly_code(source) else _coloured(source)
    while lines and not lines[-1].strip():
        lines.pop()
    first = max(0, min(marked, default=1) - 1 - _BEFORE) if len(lines) > MOST_LINES else 0
    last = min(len(lines), first + MOST_LINES)
    start = f' style="counter-reset: line {first}"' if first else ""
    shown = "".join(_line(number, lines[number - 1], number in marked) for number in range(first + 1, last + 1))
    rest = ""
    if first or last < len(lines):
        rest = f'<p class="quiet">Lines {first + 1} to {last} of {len(lines)}; the others are in your notebook.</p>'
    return Markup(f'<pre class="code"><code{start}>{shown}</code></pre>{rest}')


def _line(number: int, line: str, is_marked: bool) -> str:
    if is_marked:
        return f'<mark class="l"><span class="unseen">Line {number}, look here: </span>{line}\n</mark>'
    return f'<span class="l">{line}\n</span>'


def _plain(source: str) -> list[str]:
    return [escape(shortened(line, LONGEST_LINE)) for line in source.split("\n")]


def _coloured(source: str) -> list[str]:
    lines: list[list[str]] = [[]]
    for kind, text in tokens(source):
        name = _class_of(kind)
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(f'<span class="{name}">{escape(part)}</span>' if name else escape(part))
    return ["".join(parts) for parts in lines]


def _class_of(kind: Any) -> str:
    return next((name for known, name in _CLASSES if kind in known), "")
