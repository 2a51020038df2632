"""Names that a student gave to something else.

`Overwritten` are exercises, as in `distance = distance(a, b)`: the function was written, and only its name is gone. Before the
next checks it is defined once more, by the cell that did so. `AsBefore` are Python's names and the instructor's, as in `sum = 0`:
they are put back for code that raised for want of them, and for nothing else.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from autograder.checking.written import is_overwritten
from autograder.notebooks import defining
from autograder.text.listing import listed


class Lost(NamedTuple):
    """A name that is no function any more: where and how it was defined, and where it became what."""

    name: str
    defined_in: int
    definition: str
    cell: int
    kind: str

    def told(self, is_back: bool) -> str:
        """A sentence for the student."""
        told = f"{is_overwritten(self.name, self.cell)}, where it becomes an object of the type `{self.kind}`"
        if is_back:
            return f"{told}; the checks below took what code cell {self.defined_in} defines. Give the result another name."
        return f"{told}, and code cell {self.defined_in} doesn't define it alone. Give the result another name."


class AsBefore:
    """The names of Python's and of the instructor's that are put back, and who took what they were."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        """What is put back for the checks of this graded cell."""
        self._taken: dict[tuple[str, int], list[str]] = {}

    def taken(self, names: Mapping[str, int], by: str) -> None:
        """Note that `names`, each with the cell that overwrote it, were put back, and that it made a difference."""
        for name in names.items():
            found = self._taken.setdefault(name, [])
            if by not in found:
                found.append(by)

    def told(self) -> list[str]:
        """A sentence about each name for the student."""
        return [
            f"{is_overwritten(*name)}; {listed(by)} took what it was before. Give the value there another name."
            for name, by in self._taken.items()
        ]


class Overwritten:
    """Looks at the cells as they run. `kind_of` says what a name is in the worker, if it can't be called: the name of a type."""

    def __init__(self, names: list[str], kind_of: Callable[[str], str | None]) -> None:
        self._names, self._kind_of = names, kind_of
        self._definitions: dict[str, tuple[int, str]] = {}
        self._lost: dict[str, Lost] = {}

    def ran(self, number: int, source: str) -> None:
        """A cell has run."""
        functions = defining.functions_in(source) if self._names else set()
        for name in self._names:
            if name in functions:
                self._definitions[name] = (number, defining.up_to_the_overwriting(source, name))
                self._lost.pop(name, None)
            if name not in self._definitions or not defining.may_overwrite(source, name):
                continue
            self._lost.pop(name, None)
            if (kind := self._kind_of(name)) is not None:
                self._lost[name] = Lost(name, *self._definitions[name], number, kind)

    def take(self) -> list[Lost]:
        """The names that are lost now, each once."""
        lost = list(self._lost.values())
        self._lost.clear()
        return lost
