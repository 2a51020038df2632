"""Several words in one sentence."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a, b and c"; "" of none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, one: str) -> str:
    """A number of things: "1 notebook", "2 notebooks"."""
    return f"{number:,} {one}{'s' * (number != 1)}"
