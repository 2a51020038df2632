"""Functions whose names a student gave to something else, as in `distance = distance(a, b)`.

The function was written, and only its name is gone: before the next checks it is defined once more, by the cell that did so.
"""

from collections.abc import Callable
from typing import NamedTuple

from autograder.notebooks import defining


class Lost(NamedTuple):
    """A name that is no function any more: where and how it was defined, and where it became what."""

    name: str
    defined_in: int
    definition: str
    cell: int
    kind: str

    def told(self, is_back: bool) -> str:
        """A sentence for the student."""
        told = f"`{self.name}` is overwritten in code cell {self.cell}, where it becomes an object of the type `{self.kind}`"
        if is_back:
            return f"{told}; the checks below took what code cell {self.defined_in} defines. Give the result another name."
        return f"{told}, and code cell {self.defined_in} doesn't define it alone. Give the result another name."


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
