"""Several words in one sentence."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a, b and c"; "" of none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def first_of(words: Sequence[str], most: int) -> list[str]:
    """The first `most` of some words, and for those that are left a last one such as "3 more"."""
    return [*words[:most], *([f"{len(words) - most} more"] if len(words) > most else [])]


def some_of(words: Sequence[str], most: int) -> str:
    """The first `most` of some words with commas between them, and how many more there are: "a, b, c and 3 more". A word with a
    comma in it, such as a name, stands in quotes.
    """
    return and_more([quoted(word) for word in words], most)


def quoted(word: str) -> str:
    """A word in a list: in quotes, if it has a comma in it."""
    return f'"{word}"' if "," in word else word


def and_more(words: Sequence[str], most: int) -> str:
    """As `some_of`, of words that stand as they are."""
    return ", ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")


def counted(number: int, one: str) -> str:
    """A number of things: "1 notebook", "2 notebooks"."""
    return f"{number:,} {one}{'s' * (number != 1)}"


def times(number: int) -> str:
    """How often something is there: 2 -> "twice", 3 -> "3 times"."""
    return {0: "not at all", 1: "once", 2: "twice"}.get(number, f"{number} times")
