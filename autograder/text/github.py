"""Text for GitHub: in its Markdown, and in the log of its Actions, where some lines are commands.

Both take what stands there for more than text: a table's bar, a tag, the name of somebody who is then called, a number that
becomes a link, `::error::` at the beginning of a line. What is cleaned here is read, and does nothing.
"""

import re

from autograder.text.places import shortened, visible

# The first signs would make a heading, a list or a quotation of it, at the end it closes a heading; the others mean something
# wherever they stand. An underscore within a word doesn't, nor do most signs: what nobody renders is still to be read.
_MARKUP = re.compile(
    r"^(?:[#+\-=>:]|\d+[.)])"
    r"|[\\`*\[\]<|~$]|(?<![^\W_])_+|_+(?![^\W_])|&(?=[#\w])|:(?=[\w+-]+:)"
)
_CALLS = re.compile(r"(@|#(?=\d)|\bGH(?=-\d)|\b(?:https?|ftp|mailto)(?=:)|\bwww(?=\.))", re.I)
_NOTHING = "\u200b"
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_COMMANDS = re.compile(r"::|##\[")


def for_markdown(text: str, longest: int = 2_000) -> str:
    """`text` on one line of GitHub's Markdown, also within a table: it shows as it is, calls nobody and links nowhere."""
    shown = visible(shortened(text, longest).replace("\n", " "))
    broken = _CALLS.sub(rf"\1{_NOTHING}", shown).strip()
    body = broken.rstrip("#")  # behind it they would close a heading
    written = _MARKUP.sub(lambda found: "".join(_written(sign) for sign in found[0]), body)
    return written + _written("#") * (len(broken) - len(body))


def _written(sign: str) -> str:
    """A sign as it stands for itself alone, in the form that is read most easily where nobody renders it. Before a bracket a
    backslash begins a formula on some hosts, so these are written by their numbers.
    """
    if sign in "`*_~":
        return f"\\{sign}"
    return sign if sign.isalnum() else _NAMED.get(sign, f"&#{ord(sign)};")


def for_actions_log(text: str) -> str:
    """`text` in the log of an action, in lines, of which none is a command to its runner.

    The runner looks for `::` at the beginning of a line, and for `##[` anywhere.
    """
    return _COMMANDS.sub(lambda found: f"{found[0][0]} {found[0][1:]}", visible(text, "\n\t"))


def for_command(text: str, is_property: bool = False) -> str:
    """`text` as the message of a workflow command such as `::error::`, or as the value of one of its properties."""
    shown = visible(text, "\n").replace("%", "%25").replace("\n", "%0A")
    return shown.replace(":", "%3A").replace(",", "%2C") if is_property else shown
