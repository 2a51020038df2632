"""Words for sentences: the name that was probably meant, and how often something is there."""

import difflib
from collections.abc import Iterable


def near(name: str, there: Iterable[str]) -> str:
    """` (did you mean …?)` for a misspelt name, "" if none of those `there` is like it."""
    found = difflib.get_close_matches(name, sorted(set(there) - {name, ""}), 1)
    return f" (did you mean `{found[0]}`?)" if found else ""


def times(number: int) -> str:
    """How often: 2 -> "twice", 3 -> "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
