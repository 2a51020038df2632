"""How much a page may hold, in bytes: so it opens at once on a phone, whatever the notebook holds."""

MOST = 400_000
"""Bytes of a page."""
_FRAME, _EXERCISE, _AROUND = 25_000, 2_000, 150
"""Of which the style takes some, an exercise of which nothing is told, and what stands around each piece."""


class Space:
    """What is left of a page's bytes. What comes first has the first choice."""

    def __init__(self, exercises: int) -> None:
        self._left = MOST - _FRAME - _EXERCISE * exercises

    def takes(self, html: str) -> bool:
        """Whether there was room for this, which is taken then, with what the template puts around it."""
        size = len(html.encode("utf-8", "replace")) + _AROUND
        if size > self._left:
            return False
        self._left -= size
        return True
