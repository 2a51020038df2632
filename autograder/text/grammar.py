"""What Python's errors of grammar most often mean, in a sentence: the same in grading and in a student's own check."""

import re

_LOOKED_AT = 2_000
"""Characters of a message, which student code may make as long as it likes."""
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
    (r"Maybe you meant '=='", "One `=` gives a name a value; `==` compares."),
    (r"forgot a comma", "Between two things in a list or a call stands a comma; between two that are multiplied, a `*`."),
    (r"'return' outside function", "The line isn't indented, so it is no part of the function any more."),
    (r"invalid syntax", "The slip may stand at the end of the line before: a missing bracket, comma or colon."),
]


def explained_syntax(message: str) -> str:
    """What an error of Python's grammar most often means; "" for one that isn't known."""
    return next((sentence for pattern, sentence in _MEANS if re.search(pattern, message[:_LOOKED_AT])), "")
