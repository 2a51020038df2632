"""How much a page may hold, in bytes: so it opens at once on a phone, whatever the notebook holds."""

MOST = 400_000
"""Bytes of a page."""
_FRAME = 30_000
"""Of which its style takes some, and what stands around each exercise."""


class Space:
    """What is left of a page's bytes. What comes first has the first choice."""

    def __init__(self, most: int = MOST - _FRAME) -> None:
        self._left = most

    def takes(self, html: str) -> bool:
        """Whether there was room for this, which is taken then."""
        size = len(html.encode("utf-8", "replace"))
        if size > self._left:
            return False
        self._left -= size
        return True
