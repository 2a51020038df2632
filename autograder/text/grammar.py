"""How Python's errors of grammar are told, and what they most often mean: the same in grading and in a student's own check."""

import ast
import re

_LOOKED_AT = 2_000
"""Characters of a message, which student code may make as long as it likes."""
COMPARES = "One `=` gives a name a value; `==` compares."
_MEANS = [
    (r"was never closed", "Each bracket that opens needs one that closes: count them in this line."),
    (r"unmatched|does not match opening", "A bracket closes here that none of its kind has opened: count them in this line."),
    (r"expected ':'", "A line that begins a block (def, for, if, with) ends in a colon."),
    (r"expected an indented block", "The lines that belong to the one before are indented: by four blanks."),
    (r"unexpected indent|unindent does not match|inconsistent use of tabs", "The lines of one block begin in the same column."),
    (
        r"incomplete input|unterminated triple-quoted",
        'Something was opened and isn\'t closed below: the `"""` of a docstring, or a bracket. Or nothing '
        "stands below a line that begins a block.",
    ),
    (
        r"invalid character|invalid non-printable character",
        "That sign was pasted from a page or a document, and only looks like one that Python knows: delete it, and type it anew.",
    ),
    (
        r"positional argument follows keyword argument",
        "What has a name and `=` comes last in a call. If it should compare, write `==`.",
    ),
    (r"unterminated", "A text ends with the same quotes with which it began."),
    (r"Maybe you meant '=='", COMPARES),
    (r"forgot a comma", "Between two things in a list or a call stands a comma; between two that are multiplied, a `*`."),
    (r"'return' outside function", "The line isn't indented, so it is no part of the function any more."),
    (r"invalid syntax", "The slip may stand at the end of the line before: a missing bracket, comma or colon."),
]


_PLACE = re.compile(r" \((?:<[^<>]{1,60}>|[^() ]{1,60}\.py), line (\d{1,9})\)$")
"""Where Python, its tokenizer or IPython says that it stands, in a file that nobody has."""


def without_place(message: str) -> tuple[str, int]:
    """A message without the place at its end, and the line that this named; 0 if it named none."""
    found = _PLACE.search(message[:_LOOKED_AT])
    return (message[: found.start()], int(found[1])) if found is not None else (message, 0)


def as_python_says(source: str, message: str, line: int | None) -> tuple[str, int | None]:
    """What Python itself says of a cell, and the line: IPython says "incomplete input" of all that isn't closed.

    That of IPython where Python stumbles over a magic, which is none of its own. It parses `source`: for where the cell is run.
    """
    if "incomplete input" not in message:
        return message, line
    try:
        ast.parse(source)
    except SyntaxError as e:
        lines = source.splitlines()
        at = e.lineno or 1
        if at <= len(lines) and not lines[at - 1].lstrip().startswith(("%", "!")):
            return e.msg, e.lineno or line
    except (ValueError, RecursionError, MemoryError):
        pass  # a NUL, or brackets in brackets in brackets
    return message, line


def told_syntax(kind: str, message: str, line: int, quoted: str) -> str:
    """`SyntaxError: '(' was never closed, in line 2, `x = (`.`: the line comes last, since many end in a colon of their own."""
    text = without_place(message.strip())[0]
    said = f"{kind}: {text}" if text else kind
    if not line:
        return said if said.endswith((".", "!", "?")) else f"{said}."
    where = f"n line {line}{f', {quoted}' if quoted else ''}."
    return f"{said} I{where}" if said.endswith((".", "!", "?")) else f"{said}, i{where}"


def explained_syntax(message: str) -> str:
    """What an error of Python's grammar most often means; "" for one that isn't known."""
    return next((sentence for pattern, sentence in _MEANS if re.search(pattern, message[:_LOOKED_AT])), "")
