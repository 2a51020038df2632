"""No regular expression needs time by the square of a text's length: a student may write a text of many megabytes.

Every pattern of the engine is asked, but for those of `authoring`, which looks at what the instructor wrote.
"""

import ast
import importlib
import importlib.util
import itertools
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import autograder
from autograder.checking import explained

METHODS = {"compile", "sub", "match", "search", "fullmatch", "findall", "finditer", "split"}
MOST = 8_000
"""How often a piece is repeated at the most: a pattern that is no trouble may be done before its time can be told."""
FIRST, LAST = 500, MOST // 2
"""How often it is repeated at first, and where it is seen at once that a pattern is no trouble: two looks do for nearly all."""
TELLING = 0.01
"""Seconds of the processor that say more than noise."""
SUSPICIOUS = 8
"""Times as long for four times as much: 4 is what it should be, and 16 is by the square."""
FEW = 24


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(autograder.__path__, "autograder."):
        if not found.name.startswith(("autograder.authoring", "autograder.__main__")):
            yield found.name


def written_in(name: str) -> Iterator[re.Pattern[str]]:
    """The patterns that stand in a module's text, in a call of `re`'s: so that one inside of a function is found too."""
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.origin is not None
    with open(spec.origin, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in METHODS and call.args):
            continue
        pattern = call.args[0]
        of_re = isinstance(call.func.value, ast.Name) and call.func.value.id == "re"
        if not of_re or not isinstance(pattern, ast.Constant) or not isinstance(pattern.value, str):
            continue
        named = [*call.args[1:], *(word.value for word in call.keywords)]
        flags = [ast.unparse(flag) for flag in named if re.fullmatch(r"re\.[A-Z]+( \| re\.[A-Z]+)*", ast.unparse(flag))]
        yield re.compile(pattern.value, eval(flags[0]) if flags else 0)


def every_pattern() -> list[re.Pattern[str]]:
    found = {pattern: None for name in modules() for pattern in written_in(name)}
    for name in modules():
        if name.startswith(("autograder.notebooks", "autograder.text", "autograder.front", "autograder.handed_in")):
            values = vars(importlib.import_module(name)).values()
            found |= {value: None for value in values if isinstance(value, re.Pattern) and isinstance(value.pattern, str)}
    return [*found, *(re.compile(pattern) for pattern, _ in explained._EXPLAINED)]


PATTERNS = every_pattern()


def letters(pattern: str) -> list[str]:
    """What the pattern speaks of: its words, longer texts and signs, and what stands for its classes."""
    plain = pattern.replace("\\", "")
    words = [*re.findall(r"[a-zA-Z0-9]{2,}", plain), *re.findall(r"[\w '\[;:/-]{6,}", plain)]
    return list(dict.fromkeys(["a", "1", " ", "\n", *re.findall(r"[^\w\s]", pattern), *words]))[:FEW]


def texts(pattern: str) -> Iterator[tuple[str, str, str]]:
    """A beginning, a piece and an end: the piece is repeated between the two."""
    known = letters(pattern)
    words = [word for word in known if len(word) > 1]
    for first, second in itertools.product(known, ["", *known]):
        for end in ("", "\0", first[:1]):
            yield "", first + second, end
    for word, letter, end in itertools.product(words, known, ("", "\0")):
        yield f"{word} ", letter, end


def seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    pattern.sub("", text)
    pattern.fullmatch(text)
    return time.process_time() - began


def by_the_square(pattern: re.Pattern[str]) -> list[str]:
    """The pieces of which a text takes far more than four times as long when it is four times as long."""
    found = []
    for begin, piece, end in texts(pattern.pattern):
        times = FIRST
        if seconds(pattern, begin + piece * times + end) < TELLING and seconds(pattern, begin + piece * LAST + end) < TELLING:
            continue
        while times < MOST and seconds(pattern, begin + piece * times + end) < TELLING:
            times *= 2
        if times >= MOST:
            continue
        few, many = (begin + piece * n * times + end for n in (1, 4))
        # The least of several: what else the machine does can only make it more.
        least = min(seconds(pattern, few) for _ in range(3))
        if min(seconds(pattern, many) for _ in range(3)) > SUSPICIOUS * max(least, 1e-3):
            found.append(f"{begin!r} + {piece!r} * n + {end!r}")
            break
    return found


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: ascii(pattern.pattern)[:60])
def test_a_pattern_needs_time_by_the_length(pattern: re.Pattern[str]) -> None:
    assert by_the_square(pattern) == []


SLOW = [
    r"size of a .* must match",
    r'"[^"\\]*(?:\\.[^"\\]*)*"',
    r"^\s*### (HASHED )?AUTOTEST",
    r"from (\w+)[\w.]*\s+import",
    r"a+$",
]


@pytest.mark.parametrize("slow", SLOW)
def test_one_that_needs_more_is_found(slow: str) -> None:
    assert by_the_square(re.compile(slow, re.S | re.M))


def test_all_of_them_are_asked() -> None:
    from autograder.notebooks import reading, scoring
    from autograder.text import places

    assert {reading._STRING, scoring._AUTOTEST, places.COLOURS} <= set(PATTERNS)
    assert len(PATTERNS) > 40
