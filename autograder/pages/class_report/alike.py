"""Code that is almost alike: pairs of students, with what both have that hardly anybody else has. A list to look at, no verdict.

Fingerprints as MOSS takes them (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD
2003), by copydetect: names and texts count for nothing, and so do blanks and comments. What was handed out and what stands in the
instructor's solution is left out, and what many have, since it is what one writes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from autograder.pages.class_report.codes import Cell, Code
from autograder.pages.class_report.gathered import Submission

LENGTH = 25
"""Characters of filtered code that are compared at a time: copydetect's own, and long enough for a line and a half."""
LEAST = 80
"""Filtered characters that two must share: about four lines. Short functions are alike by themselves."""
SHARE = 0.6
"""How much of what is one's own in the shorter of two must be in the other."""
MOST_PAIRS = 40
_MOST_COMMON, _PART_COMMON = 10, 0.2
ABSENT = "it is made with the package copydetect, which isn't installed: `pip install copydetect`"


@dataclass(frozen=True)
class Piece:
    """A piece of code, and whether the other one of the pair has it too."""

    text: str
    shared: bool


@dataclass(frozen=True)
class Side:
    """One of two: the cells with something shared in them, each with its title and its pieces."""

    who: Submission
    cells: list[tuple[str, list[Piece]]]


@dataclass(frozen=True)
class Pair:
    """Two students. `share` is how much of the shorter one's own code the other has, from 0 to 1; `shared` are its characters."""

    share: float
    shared: int
    left: Side
    right: Side


@dataclass(frozen=True)
class Alike:
    """Pairs, the most alike first; `more` weren't listed. What more than `common` have was left out; `compared` have code beside
    that.
    """

    pairs: list[Pair]
    more: int
    common: int
    compared: int


@dataclass
class _Print:
    """What copydetect's comparison asks of a document."""

    k: int
    hashes: set[int]
    hash_idx: dict[int, list[int]]
    filtered_code: str
    offsets: Any
    token_coverage: float = 0.0
    common: set[int] = field(default_factory=set)


def library() -> ModuleType | None:
    """copydetect, which an extra brings; None without."""
    try:
        import copydetect.utils
    except ImportError:
        return None
    found: ModuleType = copydetect
    return found


def filtered(copydetect: ModuleType) -> Callable[[str], Any]:
    """The filter for `codes.read`, which runs where the notebook is read: the text, and how far each place has moved."""

    def of(text: str) -> list[Any]:
        code, offsets = copydetect.utils.filter_code(text, "notebook.py", "python")
        return [code, offsets.tolist()]

    return of


def alike(copydetect: ModuleType, codes: dict[int, Code], submissions: Iterable[Submission], given: Iterable[str]) -> Alike:
    """The pairs. Each of `codes`, by the submission's number, was read with `filtered`; `given` are texts that everybody has.

    Only pairs with something rare in common are compared, so that a class of a thousand takes seconds.
    """
    who = {one.number: one for one in submissions}
    of_filter = filtered(copydetect)
    everybodys = {value for text in given for value in _hashes(copydetect, of_filter(text)[0])}
    prints = {number: _print(copydetect, code) for number, code in codes.items() if code.cells}
    having = Counter(value for one in prints.values() for value in one.hashes)
    most = max(2, min(_MOST_COMMON, int(_PART_COMMON * len(prints))))
    for one in prints.values():
        _leave_out(copydetect, one, everybodys | {value for value in one.hashes if having[value] > most})
    pairs = []
    for a, b in _candidates(prints):
        shared, shares, slices = copydetect.compare_files(prints[a], prints[b])
        share = min(1.0, max(map(float, shares)))
        if shared >= LEAST and share >= SHARE:
            sides = [_side(who[number], codes[number], where) for number, where in zip((a, b), slices, strict=True)]
            pairs.append(Pair(share, int(shared), *sides))
    pairs.sort(key=lambda pair: (-pair.share, -pair.shared, pair.left.who.number, pair.right.who.number))
    compared = sum(bool(one.hashes) for one in prints.values())
    return Alike(pairs[:MOST_PAIRS], max(0, len(pairs) - MOST_PAIRS), most, compared)


def _hashes(copydetect: ModuleType, text: str) -> list[int]:
    return [int(value) for value in copydetect.utils.hashed_kgrams(text, LENGTH)]


def _print(copydetect: ModuleType, code: Code) -> _Print:
    """All of its fingerprints: of a notebook's few lines none need be left out, and so they don't depend on how Python hashes.

    None of them goes from one cell to the next, where two common answers would meet in a rare way.
    """
    import numpy as np

    places: dict[int, list[int]] = defaultdict(list)
    moved: list[tuple[int, int]] = []
    whole, start = "", 0
    for cell, (text, offsets) in zip(code.cells, code.filtered, strict=True):
        for at, value in enumerate(_hashes(copydetect, text), len(whole)):
            places[value].append(at)
        moved += [(len(whole) + at, start - len(whole) + gone) for at, gone in offsets]
        whole, start = whole + text, start + len(cell.source)
    return _Print(LENGTH, set(places), dict(places), whole, np.array(moved))


def _leave_out(copydetect: ModuleType, one: _Print, common: set[int]) -> None:
    one.hashes -= common
    one.hash_idx = {value: at for value, at in one.hash_idx.items() if value in one.hashes}
    one.token_coverage = float(copydetect.utils.get_token_coverage(one.hash_idx, LENGTH, len(one.filtered_code)))


def _candidates(prints: dict[int, _Print]) -> list[tuple[int, int]]:
    """The pairs that have enough in common to be looked at: a run of n characters has n - LENGTH + 1 fingerprints."""
    having: dict[int, list[int]] = defaultdict(list)
    for number in sorted(prints):
        for value in prints[number].hashes:
            having[value].append(number)
    together = Counter(
        (a, b) for numbers in having.values() for at, a in enumerate(numbers) for b in numbers[at + 1 :] if len(numbers) > 1
    )
    return sorted(pair for pair, count in together.items() if count >= 2)


def _side(who: Submission, code: Code, slices: Any) -> Side:
    """The code of one of a pair, cut at the slices of its text that the other has too."""
    shared = sorted((int(start), int(end)) for start, end in zip(*slices, strict=True))
    cells, at = [], 0
    for cell in code.cells:
        end = at + len(cell.source)
        # What is shorter than a fingerprint is the end of one of another cell.
        inside = [(max(a, at) - at, min(b, end) - at) for a, b in shared if min(b, end) - max(a, at) >= LENGTH]
        if inside:
            cells.append((cell.title, _pieces(cell, inside)))
        at = end
    return Side(who, cells)


def _pieces(cell: Cell, shared: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for start, end in shared:
        start = max(start, at)
        if end <= start:
            continue
        pieces += [Piece(cell.source[at:start], False), Piece(cell.source[start:end], True)]
        at = end
    return [piece for piece in [*pieces, Piece(cell.source[at:], False)] if piece.text]
