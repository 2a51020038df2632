"""Packages that are installed here and that a course doesn't name: for student code they aren't there.

They can't be read either, whatever becomes of this. But a library that tries to import one, and goes on without it, should
meet the error that it expects, and a student a sentence.
"""

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Refusing(MetaPathFinder):
    def __init__(self, refused: frozenset[str]) -> None:
        self.refused = refused

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        beside = any(os.path.exists(name + end) for end in ("", ".py"))  # a module of the notebook's own folder
        if path is None and name in self.refused and not beside:
            raise ModuleNotFoundError(f"No module named '{name}' (it isn't among this course's packages)", name=name)
        return None


def refuse(modules: frozenset[str]) -> None:
    """Let an import of one of `modules` that isn't loaded yet raise ModuleNotFoundError."""
    sys.meta_path.insert(0, _Refusing(modules))
