"""Numbers in a sentence."""


def times(number: int) -> str:
    """How often something is there: 2 -> "twice", 3 -> "3 times"."""
    return {0: "not at all", 1: "once", 2: "twice"}.get(number, f"{number} times")
