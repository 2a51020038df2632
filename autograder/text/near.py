"""The name that was probably meant, for every sentence about a name that isn't known."""

import difflib
from collections.abc import Iterable

_MOST_LOOKED_AT = 20_000


def near(name: str, there: Iterable[str]) -> str:
    """` (did you mean `…`?)` for a misspelt name, "" if none of those `there` is like it. Capitals make no difference."""
    known: dict[str, str] = {}
    for one in sorted(set(there) - {name, ""})[:_MOST_LOOKED_AT]:
        known.setdefault(one.casefold(), one)
    found = difflib.get_close_matches(name.casefold(), known, 1)
    return f" (did you mean `{known[found[0]]}`?)" if found else ""


def near_each(names: Iterable[str], there: Iterable[str]) -> str:
    """The unknown `names` as a sentence lists them, each with what was probably meant."""
    known = list(there)
    return " and ".join(f"{name}{near(name, known)}" for name in names)
