"""Which file is a student's notebook: by its name, as browsers and students change it, and by its time where names don't tell."""

import re
from collections.abc import Iterable, Mapping, Sequence

MOST = 5
"""How many files of one student are looked at for one notebook."""
_SAME_TIME = 60.0
"""Seconds within which a checkout or an unpacked archive writes all files: their times say nothing then."""
_OF_A_COPY = re.compile(r"(?:copy|v|final)?\d{0,6}|of|solution|solved|submission")
_NUMBER = re.compile(r"(\d{1,6})\)?$")


def is_called(stem: str, name: str) -> bool:
    """Whether a file's name, without its ending, has a notebook's name in it: `Copy of 02_distances`, `02-distances (1)`."""
    found = f" {_plain(stem)} "
    return f" {_plain(name)} " in found


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def says_nothing_else(stem: str, name: str) -> bool:
    """Whether a file is called as a notebook, or as a copy of it, and says nothing else: not whose it is either."""
    words = _plain(stem).replace(_plain(name), "", 1).split()
    return is_called(stem, name) and all(_OF_A_COPY.fullmatch(word) for word in words)


def meant(stem: str, names: Iterable[str]) -> str | None:
    """The one of `names` that a file's name has in it: itself, else the longest; None if it has none."""
    names = list(names)
    if stem in names:
        return stem
    return max((name for name in names if is_called(stem, name)), key=len, default=None)


def in_order(times: Mapping[str, float], wanted: str, others_too: bool) -> list[str]:
    """The files, by their names without endings, that may be the notebook `wanted`: the likeliest first, MOST of them.

    Those that are called so come first, and of these the newest. `times` are when they were written; where all are of about the
    same time, the one that is called exactly so comes first, then those with the highest numbers.
    """
    called = [stem for stem in times if stem == wanted or is_called(stem, wanted)]
    others = [stem for stem in times if stem not in called] if others_too else []
    return [*_newest_first(called, times, wanted), *_newest_first(others, times, wanted)][:MOST]


def likeliest(times: Mapping[str, float], wanted: str, names: Sequence[str]) -> list[str]:
    """The same, where `names` are all the notebooks that there should be: a file that is called as another of them isn't meant,
    and one that is called as none of them may be any, if there is one only.
    """
    here = {stem: time for stem, time in times.items() if meant(stem, names) in (wanted, None)}
    return in_order(here, wanted, others_too=len(names) == 1)


def _newest_first(stems: list[str], times: Mapping[str, float], wanted: str) -> list[str]:
    tell = bool(stems) and max(times[stem] for stem in stems) - min(times[stem] for stem in stems) > _SAME_TIME

    def key(stem: str) -> tuple[float, bool, int, str]:
        number = _NUMBER.search(stem)
        return (-times[stem] if tell else 0.0, stem != wanted, -int(number[1]) if number and stem != wanted else 0, stem)

    return sorted(stems, key=key)
