"""How what checks found is put to the student: the one place where a message is made of its parts, and an order of several.

A check that failed has up to three parts. `claim` is what is demanded, the check's own sentence; `finding` is what was seen;
`hint` is the mistake that it looks like, and where to look. A claim says nothing of what went wrong, and read alone, it sounds
like praise: so no message begins with it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

About = Literal["", "cell", "code", "shape", "value", "letter", "untried"]
"""What a finding is about: the exercise's cell, which isn't written or doesn't run; code that raised or had to be stopped; the
kind, shape or dtype of a value; nothing but the value; the letter of an answer; a check that wasn't tried any more. "" if there
is no finding."""

ASKED = "What is asked: "
ALSO = "Also not right yet:"
"""Begins what the pages fold: the line between what is to be read first and the rest."""
_NOTHING_ASKED: tuple[About, ...] = ("cell", "letter")
"""While there is no code to ask, it doesn't matter which behaviour was asked for; of a question everybody knows what is."""
_NOTHING_SEEN = "This isn't so yet."
_SAME_MISTAKE = "Wrong here too, most likely by the same mistake."
"""Said of wrong values below a mistake that has a name: what they look like says nothing new."""
_UNTRIED = "This wasn't tried any more, since what is called was stopped."
_SECONDS = re.compile(r"\bfor more than [\d.]{1,12} seconds?\b")
"""In what is said of code that was stopped: the second time it gets less, and that is no other news."""
_MOST_CLAIMS = 2
_VALUE = 5


class Found(Protocol):
    """A check's result, as far as it is told."""

    status: Literal["pass", "fail", "error"]
    message: str
    claim: str
    finding: str
    hint: str
    about: About


NOTHING_WRITTEN = "Nothing is written here yet."
"""The sentence about an answer for a person whose cell is as students get it."""


def not_written(name: str) -> str:
    """The sentence about an exercise whose cell is as students get it."""
    return f"`{name}` isn't written yet."


def not_answered(name: str) -> str:
    """The sentence about a question whose cell is as students get it."""
    return f"`{name}` isn't answered yet: write a letter in its cell, and run it."


def sentence_of(finding: str, hint: str, about: About) -> str:
    """What went wrong, without what is asked. Never empty.

    Where code didn't run, the line where it stopped comes before what that means. Else the mistake comes first; beside it, the
    shape that was seen says more, and that a value is wrong says nothing.
    """
    seen = "" if hint and about == "value" else finding
    parts = (hint, seen) if about in ("", "shape", "value") else (seen, hint)
    return " ".join(filter(None, parts)) or _NOTHING_SEEN


def message_of(claim: str, finding: str, hint: str, about: About) -> str:
    """The whole message of a failed check: what went wrong, and then what is asked."""
    told = sentence_of(finding, hint, about)
    return told if about in _NOTHING_ASKED or not claim else f"{told} {ASKED}{claim}"


def place(found: Found) -> int:
    """Where a result stands among those of its exercise: the smallest is read first, and of equals the one that was found first.

    0. It isn't graded, which is our fault.
    1. The exercise's cell isn't written, or doesn't run: nothing else can be said before that is mended.
    2. Code raised, or had to be stopped: there is a line to look at.
    3. A mistake with a name, which is what most helps.
    4. A value of the wrong kind, shape or dtype.
    5. A value that is wrong.
    6. What wasn't tried any more.
    """
    if found.status == "error":
        return 0
    order: dict[About, int] = {"cell": 1, "code": 2, "untried": 6}
    if found.about in order:
        return order[found.about]
    if found.hint:
        return 3
    return _VALUE if found.about == "value" else 4


def is_named(found: Found) -> bool:
    """Whether what is said of a failed check names the mistake: a cell, a line, a letter, a hint, or that it is a list where a
    tensor belongs; not that a shape or a value is another one.
    """
    says_kind = found.about == "shape" and "shape" not in found.finding
    return found.about in ("cell", "code", "letter") or bool(found.hint) or says_kind


@dataclass
class Said:
    """What one or more `checks` of an exercise say, and what they ask."""

    sentence: str
    about: About
    is_error: bool = False
    claims: list[str] = field(default_factory=list)
    checks: list[Found] = field(default_factory=list)

    @property
    def asked(self) -> str:
        """What is asked, "" where it needn't be said."""
        if not self.claims or self.about in _NOTHING_ASKED:
            return ""
        if self.about == "code" and len(self.claims) > _MOST_CLAIMS:
            return ""  # it never runs, whatever is asked
        more = len(self.claims) - _MOST_CLAIMS
        others = f" (And {more} more check{'s' * (more > 1)}.)" if more > 0 else ""
        return f"{ASKED}{' '.join(self.claims[:_MOST_CLAIMS])}{others}"

    @property
    def line(self) -> str:
        """All of it, one after the other."""
        return f"{self.sentence} {self.asked}".strip()


def said(checks: Iterable[Found]) -> list[Said]:
    """What is said of an exercise that isn't right yet, the best first (`place`), and each thing once."""
    told: dict[str, Said] = {}
    for check in sorted((check for check in checks if check.status != "pass"), key=place):
        is_error = check.status == "error"
        # What has no parts, such as a sentence about the whole notebook, is told as it is.
        has_parts = bool(check.finding or check.hint)
        sentence = check.message if is_error or not has_parts else sentence_of(check.finding, check.hint, check.about)
        same = check.hint if check.hint and check.about in ("", "shape", "value") else _SECONDS.sub("", sentence)
        if place(check) == _VALUE and told and is_named(next(iter(told.values())).checks[0]):
            sentence = same = _SAME_MISTAKE
        if check.about == "untried" and told:
            sentence = same = _UNTRIED
        one = told.setdefault(same, Said(sentence, check.about, is_error))
        one.checks.append(check)
        if has_parts and check.claim and check.claim not in one.claims:
            one.claims.append(check.claim)
    return list(told.values())


def comment(checks: Iterable[Found]) -> str:
    """All of it as plain text in lines: first what is to be read first, and below `ALSO` the rest, a line each."""
    found = said(checks)
    if not found:
        return ""
    lines = [found[0].sentence, *filter(None, [found[0].asked])]
    rest = [f"- {' '.join(one.line.split())}" for one in found[1:]]
    return "\n".join([*lines, *(["", ALSO, "", *rest] if rest else [])])
