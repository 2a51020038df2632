"""The student's own notebook as the page shows it: an exercise's cells beside what is said of them, and the rest, folded."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from autograder.notebooks.cells import grade_id_of
from autograder.pages.feedback.code import code_html
from autograder.pages.feedback.headings import Headings
from autograder.pages.feedback.outputs import in_words, outputs_html
from autograder.pages.feedback.space import Space
from autograder.pages.feedback.unshown import shown_source
from autograder.pages.notebook.bounded import AS_TEXT, Room
from autograder.pages.notebook.markdown import html_of_cell

_NO_SPACE = Markup('<p class="quiet">This page has no room for what stands here in your notebook.</p>')


@dataclass(frozen=True)
class Shown:
    """A cell, what stands above it ("Code cell 4", "" for Markdown), and what it `printed`. `about` is the number of the exercise
    that shows it, 0 for none.
    """

    label: str
    html: Markup
    about: int = 0
    printed: str = ""


class Notebook:
    """The cells of a notebook that `plain_notebook` made, each as HTML, as far as there is space for it. What the cells `told`
    printed is what the page says of them, so it isn't shown again.
    """

    def __init__(self, nb: Any, told: Collection[str], room: Room, space: Space, folder: Path) -> None:
        self.cells: list[Any] = list(nb.cells)
        self._told, self._room, self._space, self._folder = told, room, space, folder
        self._by_number = {cell.execution_count: cell for cell in self.cells if cell.cell_type == "code" and cell.execution_count}

    def numbered(self, number: int) -> Any | None:
        """The code cell of this number, None if there is none."""
        return self._by_number.get(number)

    def shown(self, cell: Any, marked: Collection[int] = (), under: int = 3) -> Shown:
        """A cell that stands below a heading of level `under`."""
        if cell.cell_type == "code":
            code = self._fitting(code_html(shown_source(cell), marked, AS_TEXT in cell.metadata))
            return Shown(self.label(cell), code, printed="" if grade_id_of(cell) in self._told else self.printed(cell))
        return Shown("", self._markdown(cell, Headings(under)))

    def label(self, cell: Any) -> str:
        """What a code cell is called."""
        return f"Code cell {cell.execution_count}" if cell.execution_count else "Code cell"

    def printed(self, cell: Any) -> Markup:
        """What a code cell printed and drew."""
        made = outputs_html(cell.get("outputs", []), self.label(cell).lower())
        return self._fitting(made) if made else Markup("")

    def rest(self, elsewhere: dict[int, int]) -> list[Shown]:
        """The cells in their order. Those of exercises stand `elsewhere`: by their ids in memory, the exercise's number."""
        found, headings = [], Headings(2)
        for cell in self.cells:
            if id(cell) in elsewhere:
                found.append(Shown(self.label(cell) if cell.cell_type == "code" else "", Markup(""), elsewhere[id(cell)]))
            elif cell.cell_type == "markdown":
                found.append(Shown("", self._markdown(cell, headings)))
            elif cell.source.strip():
                found.append(self.shown(cell))
            if [one.html for one in found[-2:]] == [_NO_SPACE, _NO_SPACE]:
                found.pop()
        return found

    def _markdown(self, cell: Any, headings: Headings) -> Markup:
        made = headings.lowered(in_words(html_of_cell(cell, self._room, self._folder, anchors=False)))
        return self._fitting(Markup(f'<div class="text">{made}</div>'))

    def _fitting(self, html: Markup) -> Markup:
        return html if self._space.takes(html) else _NO_SPACE
