"""Names that mean something before a student's cell gives them to something else: `sum = 0`, `tensor = torch.tensor(3)`.

What a locked cell imported or defined is kept here, so that code which needs it can be asked once more with it. That lasts until
the next cell: a student's own cells always see the student's values.
"""

import builtins
import sys
from collections.abc import Sequence
from types import FunctionType, ModuleType
from typing import Any

GIVEN, EXERCISE, SCRATCH = "given", "exercise", "scratch"
"""What a cell is, in the judge's words: locked, the place of an exercise, or one of the student's own."""
_NOTHING = object()


class GivenNames:
    """Looks at the names of a notebook before and after each of its cells."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._given = {name: value for name, value in namespace.items() if _is_of_use(value)}  # of IPython's own
        self._modules = frozenset(sys.modules) - {"__main__"}
        self._before = dict(namespace)
        self._theirs: dict[str, Any] = {}
        self.overwritten: dict[str, int] = {}
        """The names that are overwritten now, each with the cell that did so."""

    def before(self, put_back: list[str] | None = None) -> None:
        """A cell is about to run, with these names as they were."""
        self._namespace.update(self._theirs)
        self._theirs.clear()
        self.put_back(put_back or [])
        self._before = dict(self._namespace)

    def after(self, cell: int, of: str, kept: Sequence[str] = ()) -> None:
        """A cell has run. Its text gives the names in `kept` no value: what `from package import *` made of them isn't meant."""
        for name in kept:
            found = self._namespace.get(name)
            if found is not self._before.get(name) and self._is_a_packages(found):
                del self._namespace[name]
                self._namespace.update({name: self._before[name]} if name in self._before else {})
        before = self._before
        for name, value in list(self._namespace.items()):  # thousands, of which a cell makes a few
            if before.get(name, _NOTHING) is value or not isinstance(name, str) or name.startswith("_"):
                continue
            self.overwritten.pop(name, None)
            self._theirs.pop(name, None)
            if of == GIVEN:
                self._given.pop(name, None)
                if _is_of_use(value):
                    self._given[name] = value
            elif self._is_overwritten(name, value, of):
                self.overwritten[name] = cell
        for name in [name for name in self.overwritten if name not in self._namespace and name not in self._theirs]:
            del self.overwritten[name]

    def put_back(self, names: list[str]) -> None:
        """Let these names mean what they did, until the next cell runs."""
        for name in names:
            if name not in self.overwritten or name in self._theirs:
                continue
            self._theirs[name] = self._namespace.pop(name)
            if name in self._given:
                self._namespace[name] = self._given[name]

    def _is_a_packages(self, value: Any) -> bool:
        """Whether a function or class comes from a module that was there before the notebook began."""
        try:
            return value.__module__ in self._modules
        except Exception:  # it has none, or a student's own object raises
            return False

    def _is_overwritten(self, name: str, value: Any, of: str) -> bool:
        """Whether a student's cell lost a name by this value.

        A function in the place of a given one is meant to be there, and so is what the cell of an exercise imports for it.
        """
        before = self._given.get(name, getattr(builtins, name, _NOTHING))
        if value is before or not _is_of_use(before):
            return False
        if not _is_of_use(value):
            return True
        return of == SCRATCH and (name not in self._given or not _is_written_here(value))


def _is_of_use(value: Any) -> bool:
    """Whether a name of this value is one that code calls, or takes something from."""
    return callable(value) or issubclass(type(value), ModuleType)


def _is_written_here(value: Any) -> bool:
    kind = value if issubclass(type(value), FunctionType | type) else type(value)
    return kind.__module__ == "__main__"
