"""A student's headings below those of the page, none of which is skipped: so a screen reader has one outline to walk along."""

import re

_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_DEEPEST = 6


class Headings:
    """Lowers the headings of one HTML after the other, so that they stand below a heading of the page's of level `under`."""

    def __init__(self, under: int) -> None:
        self._under = self._last = under

    def lowered(self, html: str) -> str:
        """`html`, which must have been cleaned, with each heading at most one level below the one before it."""

        def one(found: re.Match[str]) -> str:
            if not found[1]:
                self._last = min(self._under + int(found[2]), self._last + 1, _DEEPEST)
            return f"<{found[1]}h{self._last}"

        return _HEADING.sub(one, html)
