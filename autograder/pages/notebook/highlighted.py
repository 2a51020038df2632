"""Code in colours, by a lexer whose rules look at each character a bounded number of times.

nbconvert's for notebooks tries some twenty rules that begin with any number of blanks, and takes minutes for twenty kilobytes of
blank lines; and a notebook, or a fence in its Markdown, may name any of pygments' five hundred.
"""

from collections.abc import Iterator
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Operator

from autograder.pages.notebook.bounded import AS_TEXT, as_text, is_costly_code

PYTHON = {"", "python", "python3", "py", "py3", "ipython", "ipython3"}
"""What Python is called in a notebook and at a fence of Markdown."""


class _Lexer(PythonLexer):
    """Python's, that knows lines for IPython and the shell, and a question mark."""

    tokens = {
        **PythonLexer.tokens,
        "root": [
            (r"^[ \t]{0,40}(?:%%?|!!?)[^\s=][^\n]*\n", Comment.Preproc),
            *PythonLexer.tokens["root"],
            (r"\?", Operator),
        ],
    }


def tokens(source: str) -> Iterator[tuple[Any, str]]:
    """The parts of the source, each with what it is to pygments: together they are the source, and a line end at its end."""
    return iter(_Lexer(stripnl=False).get_tokens(source))


def highlight_code(source: str, metadata: Any = None) -> str:
    """nbconvert's filter of this name: the source of a code cell as HTML."""
    if AS_TEXT in (metadata or {}) or is_costly_code(source):
        return as_text(source)
    return str(highlight(source or " ", _Lexer(), HtmlFormatter(cssclass="highlight hl-ipython3")))
