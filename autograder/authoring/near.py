"""The name that was probably meant."""

import difflib
from collections.abc import Iterable


def near(name: str, there: Iterable[str]) -> str:
    """` (did you mean …?)` for a misspelt name, "" if none of those `there` is like it."""
    found = difflib.get_close_matches(name, sorted(set(there) - {name, ""}), 1)
    return f" (did you mean `{found[0]}`?)" if found else ""
