"""Two tables of pandas' compared: by their labels, the kinds of their dtypes, and their values, in order or not.

pandas is there, since who compares has a table.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking.values import is_frame, is_series

_NUMBERS = {"truth values", "whole numbers", "numbers"}


@dataclass(frozen=True)
class Rules:
    """What counts."""

    any_order: bool
    index: bool
    dtypes: bool
    atol: float
    rtol: float
    names: bool = True


@dataclass(frozen=True)
class Table:
    """A frame or series in its parts: columns and levels of the index, as series numbered from 0, with their names."""

    names: list[Any]
    columns: list[Any]
    index_names: list[Any]
    index: list[Any]

    @property
    def rows(self) -> int:
        return len(self.index[0])


def table_of(value: Any) -> Table:
    """The parts of a frame or series."""
    names = value.columns.tolist() if is_frame(value) else [value.name]
    columns = [value.iloc[:, i] for i in range(value.shape[1])] if is_frame(value) else [value]
    levels = [value.index.get_level_values(i) for i in range(value.index.nlevels)]
    numbered = [level.to_series(index=range(len(level))) for level in levels]
    columns = [column.reset_index(drop=True) for column in columns]
    return Table([*map(_label, names)], columns, [*map(_label, value.index.names)], numbered)


def _label(name: Any) -> Any:
    """A name that can be compared: whether NA is equal to something, pandas doesn't say."""
    if isinstance(name, tuple):
        return tuple(map(_label, name))
    return str(name) if type(name).__name__ == "NAType" else name


def alike(value: Any, expected: Any, rules: Rules) -> bool:
    """Whether both are frames or both are series, and the same in all that counts."""
    tables = (is_frame(value) and is_frame(expected)) or (is_series(value) and is_series(expected))
    if not tables or value.shape != expected.shape:
        return False  # nothing is computed with what is of another size
    found, right = table_of(value), table_of(expected)
    if (rules.names or is_frame(value)) and not same_labels(found.names, right.names):
        return False
    if rules.index and (len(found.index) != len(right.index) or not same_labels(found.index_names, right.index_names)):
        return False
    if rules.any_order:
        found, right = _in_order(found), _in_order(right)
    pairs = list(zip(found.columns, right.columns, strict=True))
    pairs += list(zip(found.index, right.index, strict=True)) if rules.index else []
    return all(_same_kind(a, b, rules) and same_values(a, b, rules) for a, b in pairs)


def same_index(found: Table, right: Table, rules: Rules) -> bool:
    return all(_same_kind(a, b, rules) and same_values(a, b, rules) for a, b in zip(found.index, right.index, strict=True))


def same_in_any_order(found: Table, right: Table, rules: Rules) -> bool:
    if rules.index:
        found, right = (Table([*t.names, *t.index_names], [*t.columns, *t.index], [], t.index) for t in (found, right))
    a, b = _in_order(found), _in_order(right)
    return all(same_values(one, other, rules) for one, other in zip(a.columns, b.columns, strict=True))


def same_labels(found: list[Any], right: list[Any]) -> bool:
    return len(found) == len(right) and all(a == b or (a != a and b != b) for a, b in zip(found, right, strict=True))


def kind_of(column: Any) -> str:
    """What a column holds, in words for a student: the kind of its dtype, not its size."""
    import pandas

    dtype = column.dtype
    if isinstance(dtype, pandas.CategoricalDtype):
        return "categories"
    if dtype.kind == "O" and isinstance(dtype, np.dtype):
        items = column[~column.isna().to_numpy(dtype=bool)].tolist()
        return "text" if items and all(isinstance(item, str) for item in items) else "objects"
    of = pandas.api.types
    for word, holds in (
        ("truth values", of.is_bool_dtype),
        ("whole numbers", of.is_integer_dtype),
        ("numbers", of.is_float_dtype),
        ("complex numbers", of.is_complex_dtype),
        ("text", of.is_string_dtype),
        ("dates", of.is_datetime64_dtype),
        ("dates with a time zone", lambda found: isinstance(found, pandas.DatetimeTZDtype)),
        ("lengths of time", of.is_timedelta64_dtype),
        ("periods", lambda found: isinstance(found, pandas.PeriodDtype)),
    ):
        if holds(dtype):
            return word
    return str(dtype)


def _same_kind(found: Any, right: Any, rules: Rules) -> bool:
    return not rules.dtypes or not len(right) or kind_of(found) == kind_of(right)


def same_values(found: Any, right: Any, rules: Rules) -> bool:
    """Whether two columns of the same length hold the same, what is missing in the same places."""
    gone, should = found.isna().to_numpy(dtype=bool), right.isna().to_numpy(dtype=bool)
    if not np.array_equal(gone, should):
        return False
    kinds = {kind_of(found), kind_of(right)}
    found, right = found[~gone], right[~should]
    if kinds == {"whole numbers"}:
        return bool(found.tolist() == right.tolist())
    if kinds <= _NUMBERS:
        a, b = found.to_numpy(dtype="float64"), right.to_numpy(dtype="float64")
        return bool(np.allclose(a, b, atol=rules.atol, rtol=rules.rtol))
    return all(_same_item(a, b, rules) for a, b in zip(found.tolist(), right.tolist(), strict=True))


def _same_item(found: Any, right: Any, rules: Rules) -> bool:
    numbers = (int, float, complex)
    if isinstance(found, bool) is not isinstance(right, bool):
        return False
    try:
        if isinstance(found, numbers) and isinstance(right, numbers):
            return bool(np.isclose(found, right, atol=rules.atol, rtol=rules.rtol, equal_nan=True))
        return bool(found == right)
    except (TypeError, ValueError, OverflowError):  # dates with a zone and without one, say
        return False


def _in_order(table: Table) -> Table:
    """The same rows, sorted by all that they hold: two tables with the same rows come out alike."""
    rows = list(zip(*(map(_sortable, column.tolist()) for column in table.columns), strict=True))
    # What isn't a number comes first: numbers may differ a little where the rows are the same.
    exact = [i for i, column in enumerate(table.columns) if kind_of(column) != "numbers"]
    order = sorted(range(len(rows)), key=lambda row: ([rows[row][i] for i in exact], rows[row]))
    return Table(table.names, [column.iloc[order].reset_index(drop=True) for column in table.columns], [], table.index)


def _sortable(item: Any) -> tuple[str, Any]:
    if isinstance(item, bool | int | float) and item == item:
        return "", item
    return type(item).__name__, str(item)
