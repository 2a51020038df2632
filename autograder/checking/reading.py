"""Which names the text of a function reads: to tell a student of one that the notebook has, where an argument was meant.

The text is cut into tokens and never parsed. Where a name may have been given a value inside the function, it is taken to be the
function's own: so a name that is called one of the notebook's is one.
"""

import io
import itertools
import tokenize
from dataclasses import dataclass, field
from keyword import iskeyword

MOST_TEXT = 20_000
"""Characters of a cell that are looked at."""
_AT_THE_LEFT = {"=", "+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "&=", "|=", "^=", ":="}
_ENDS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
_Tokens = list[tokenize.TokenInfo]


@dataclass
class Reading:
    """A function's arguments, the names that its body holds, and those of them that get a value there or are called."""

    arguments: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)

    @property
    def unused(self) -> list[str]:
        """The arguments that the body never mentions."""
        return [name for name in self.arguments if name not in self.held]

    def from_outside(self, known: set[str]) -> list[str]:
        """The names among `known` that the body reads as values, and that come neither from an argument nor from itself."""
        others = known - set(self.arguments) - self.own - self.called
        return [name for name in dict.fromkeys(self.held) if name in others]


def reading_of(source: str, function: str) -> Reading | None:
    """What `function`, at the top level of a cell, reads; None where the cell has none, or can't be cut into tokens."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source[:MOST_TEXT]).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return None
    tokens = [token for token in tokens if token.type not in (tokenize.COMMENT, tokenize.NL)]
    starts = [
        at
        for at, token in enumerate(tokens[:-1])
        if token.string == "def" and token.start[1] == 0 and tokens[at + 1].string == function
    ]
    if not starts:
        return None
    header, body = _parts(tokens[starts[-1] + 2 :])
    found = Reading(_arguments(header))
    line: _Tokens = []
    for token in body:
        if token.type in _ENDS or token.string == ";":
            _read(line, found)
            line = []
        else:
            line.append(token)
    _read(line, found)
    return found


def _parts(tokens: _Tokens) -> tuple[_Tokens, _Tokens]:
    """What stands between a function's name and the colon of its first line, and its body."""
    depth, end = 0, len(tokens)
    for at, token in enumerate(tokens):
        depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
        if token.string == ":" and depth == 0:
            end = at
            break
    body = tokens[end + 1 :]
    indent = 0
    for at, token in enumerate(body):
        indent += (token.type == tokenize.INDENT) - (token.type == tokenize.DEDENT)
        follows = body[at + 1].type if at + 1 < len(body) else tokenize.ENDMARKER
        if indent == 0 and (token.type == tokenize.DEDENT or (token.type == tokenize.NEWLINE and follows != tokenize.INDENT)):
            return tokens[:end], body[: at + 1]
    return tokens[:end], body


def _arguments(header: _Tokens) -> list[str]:
    depth, found = 0, []
    for before, token in itertools.pairwise(header):
        depth += (before.string in "([{") - (before.string in ")]}") if before.type == tokenize.OP else 0
        if depth == 1 and token.type == tokenize.NAME and before.string in ("(", ",", "*", "**"):
            found.append(token.string)
    return found


def _read(line: _Tokens, found: Reading) -> None:
    """Add the names of one line of a body."""
    depth, until = 0, ""
    names: list[str] = []
    bound: list[str] = []  # w.data -= 1 and w[i] = 1 give w no value of its own, and nor i
    inside = [False]  # whether each bracket that is open holds the place in something, or a call's arguments
    is_import = bool(line) and line[0].string in ("import", "from", "global", "nonlocal")
    for at, token in enumerate(line):
        before, after = line[at - 1].string if at else "", line[at + 1].string if at + 1 < len(line) else ""
        if token.type == tokenize.OP:
            depth += (token.string in "([{") - (token.string in ")]}")
            if token.string in "([{":
                inside.append(inside[-1] or before in (")", "]") or (before.isidentifier() and not iskeyword(before)))
            elif token.string in ")]}" and len(inside) > 1:
                inside.pop()
            if token.string in _AT_THE_LEFT and depth == 0:
                found.own.update(bound)
            until = "" if token.string == until else until
        elif token.type == tokenize.NAME and iskeyword(token.string):
            ends = "" if token.string == until else until
            until = {"for": "in", "lambda": ":", "def": ":", "class": ":"}.get(token.string, ends)
        elif token.type == tokenize.NAME and before != "." and not (after == "=" and depth > 0):
            names.append(token.string)
            if not inside[-1] and after not in (".", "[", "("):
                bound.append(token.string)
            if until or is_import or before == "as" or after == ":=":
                found.own.add(token.string)
            if after == "(":
                found.called.add(token.string)
    found.held += names
