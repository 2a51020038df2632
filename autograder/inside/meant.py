"""What a name that isn't there most likely means: read from what is there, so that no list of a library's names is needed.

Nothing of the student's is called for it: no attribute is fetched, and no `__dir__` asked. What is found is a word for the judge,
which takes it for text like any other.
"""

import difflib
import types
from collections.abc import Iterable, Mapping
from typing import Any

_ALIKE = 0.75
_MOST_NAMES = 20_000
_LONGEST = 60


def meant(error: BaseException, namespace: Mapping[str, Any]) -> str:
    """For a name that no cell made, the module of `namespace` that has such a function or class, as "torch.sqrt": the one that
    was imported first.
    For an attribute, one of the object's that is almost spelt so. "" if there is none, and for every other error.
    """
    try:
        if isinstance(error, NameError):
            return _in_a_module(error.name, namespace)
        if isinstance(error, AttributeError):
            return _alike(error.name, _names_of(error.obj))
    except BaseException:  # the error may be a class of the student's own, and be anything
        return ""
    return ""


def _in_a_module(name: Any, namespace: Mapping[str, Any]) -> str:
    if not _is_public(name):
        return ""
    for called, found in list(namespace.items()):
        if types.ModuleType in _classes_of(type(found)) and _is_public(called) and callable(_own(found).get(name)):
            return f"{called}.{name}"
    return ""


def _alike(name: Any, names: Iterable[str]) -> str:
    """The one of `names` that differs from `name` by its capitals, else the one that is nearest."""
    if not _is_public(name):
        return ""
    known: dict[str, str] = {}
    for one in names:
        if _is_public(one) and one != name and len(known) < _MOST_NAMES:
            known.setdefault(one.casefold(), one)
    near = difflib.get_close_matches(name.casefold(), known, 1, _ALIKE)
    return known[near[0]] if near else ""


def _names_of(found: Any) -> list[str]:
    """The names of an object's attributes: its own, and those of its classes."""
    kinds = _classes_of(type(found))
    if types.ModuleType in kinds:
        return list(_own(found))
    own, classes = ({}, _classes_of(found)) if type in kinds else (_own(found), kinds)
    return [*own, *(name for one in classes for name in type.__getattribute__(one, "__dict__"))]


def _classes_of(kind: type) -> tuple[type, ...]:
    found: tuple[type, ...] = type.__getattribute__(kind, "__mro__")
    return found


def _own(found: Any) -> dict[str, Any]:
    try:
        return dict(object.__getattribute__(found, "__dict__"))
    except AttributeError:  # as a tuple has none
        return {}


def _is_public(name: Any) -> bool:
    return type(name) is str and len(name) <= _LONGEST and name.isidentifier() and not name.startswith("_")
