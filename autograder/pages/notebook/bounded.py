"""How much of a notebook a page shows with colours, formulas and pictures: beyond it, as plain text.

What makes a page looks at a text again and again: nbconvert searches the end of each formula to the end of the cell, pygments
goes back in each run of blanks. So a cell of some kilobytes could take hours, and formgrader makes its pages in the only
thread of its server. The bounds here say from the text alone, in one look at it, what would take long. They are far above what
notebooks hold that were written by hand, and each says what it stands for.
"""

import re
from html import escape

from autograder.notebooks import outputs
from autograder.text.places import COLOURS, LONGEST_LINE, shortened, visible

AS_TEXT = "as_text"
"""The key in a cell's metadata of why its source is shown as plain text: a sentence, or "" where none is needed."""
LEFT_OUT = "data:,left-out"
"""The address of a picture for which a page has no room any more."""
NO_PICTURE = "[A picture is left out here: this page has no room for more of them.]"
TOO_LONG = "This cell is shown as it was written: it is too long, or too intricate, to be formatted."

_LONGEST_CODE, _LONGEST_MARKDOWN = 100_000, 50_000
_LONGEST_LINE = 20_000
_MOST_BACKTRACKING = 5_000_000
"""Steps, as characters times characters, that a cell may cost in a second or so."""
_MOST_RENDERED = 300_000
_MOST_TEXT = 2_000_000
_MOST_OUTPUTS, _MOST_LINES = 1_000, 20_000
_MOST_COLOURS = 20_000
_MOST_PICTURES = 32 << 20
_RUN = re.compile(r"\s{2,}|[\w.*]{40,}")
_OPENING = re.compile(r"\$|\\\\[(\[]|\\begin\{")
INLINE = re.compile(r"data:image/[a-z]{1,10};base64,[A-Za-z0-9+/=]{100,}+")
"""A picture that stands in Markdown itself, as Colab writes it."""


def is_costly_code(source: str) -> bool:
    """Whether colours for this code could take long."""
    return len(source) > _LONGEST_CODE or _longest_line(source) > LONGEST_LINE or _backtracking(source) > _MOST_BACKTRACKING


def is_costly_markdown(source: str) -> bool:
    """Whether to format this Markdown could take long: its pictures aside."""
    text = INLINE.sub("", source)
    if len(text) > _LONGEST_MARKDOWN or _longest_line(text) > _LONGEST_LINE or _backtracking(text) > _MOST_BACKTRACKING:
        return True
    # From each beginning of a formula its end is searched, to the end of the cell.
    return len(_OPENING.findall(text)) * len(text) > 4 * _MOST_BACKTRACKING


def _longest_line(text: str) -> int:
    return max(map(len, text.splitlines()), default=0)


def _backtracking(text: str) -> int:
    """Within a run of blanks, or of one long name, each character is a beginning from which the run is walked to its end."""
    return sum(len(run) ** 2 for run in _RUN.findall(text))


def as_text(source: str, told: str = "") -> str:
    """HTML of a source as it was written."""
    before = f"<p><em>{escape(told)}</em></p>" if told else ""
    return f'{before}<div class="highlight"><pre>{escape(visible(source, chr(10) + chr(9)))}</pre></div>'


class Room(outputs.Allowance):
    """What one page has still room for: characters of sources and of outputs, outputs, colours, and pictures of all kinds.

    With `plain` it has none for pictures, colours and formatted text.
    """

    def __init__(self, plain: bool = False, pictures: int = _MOST_PICTURES) -> None:
        super().__init__(_MOST_TEXT, _MOST_OUTPUTS, _MOST_LINES)
        self.plain = plain
        self._sources = _MOST_TEXT
        self._rendered = 0 if plain else _MOST_RENDERED
        self._colours = 0 if plain else _MOST_COLOURS
        self._coloured = 0 if plain else 400 * _MOST_BACKTRACKING
        self._pictures = 0 if plain else pictures

    def text(self, text: str) -> str:
        text = super().text(text)
        colours = text.count("\x1b")
        if colours and (colours > self._colours or colours * len(text) > self._coloured):
            return COLOURS.sub("", text)  # nbconvert copies the rest of a text at each colour
        self._colours -= colours
        self._coloured -= colours * len(text)
        return text

    def picture(self, encoded: str) -> bool:
        return self.picture_of(len(encoded))

    def picture_of(self, size: int) -> bool:
        """Whether there is room for one more picture of so many characters, each time that it is shown."""
        if size > self._pictures:
            return False
        self._pictures -= size
        return True

    def source(self, source: str, is_code: bool) -> tuple[str, str | None]:
        """The source of a cell as it can be shown, and why that is as plain text: None where it isn't."""
        size = len(source if is_code else INLINE.sub("", source))
        if size <= self._rendered and not (is_costly_code if is_code else is_costly_markdown)(source):
            self._rendered -= size
            self._sources -= size
            return source, None
        kept = shortened(source, max(200, self._sources))
        self._sources -= len(kept)
        return kept, "" if self.plain or is_code else TOO_LONG
