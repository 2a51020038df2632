"""The frames, series and indexes of pandas as plain parts and arrays, and back. pandas isn't imported before one is met.

What isn't a value is left behind: an index' frequency, `attrs`, and where pandas stores its text.
"""

import sys
from typing import Any

from autograder.link import singles

MAX_ROWS = 5_000_000
MAX_COLUMNS = 10_000
MAX_MADE = 10_000_000
"""Numbers that all ranges and levels of a message may become, which cost next to nothing on the wire."""

KINDS = ("index", "column", "series", "frame")


def encoded(value: Any) -> tuple[str, list[Any]] | None:
    """The kind of `value` and its parts, which are values that can be sent; None for what isn't of pandas'.

    Raises ValueError, with a sentence, for one that can't be sent.
    """
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return None
    if type(value) is pandas.DataFrame:
        if value.shape[1] > MAX_COLUMNS:
            raise ValueError(f"a frame of more than {MAX_COLUMNS:,} columns can't be sent")
        return "frame", [value.columns, [_values(value.iloc[:, i]) for i in range(value.shape[1])], value.index]
    if type(value) is pandas.Series:
        return "series", [_values(value), singles.item(value.name), value.index]
    if isinstance(value, pandas.Index):
        return "index", _of_index(pandas, value)
    if isinstance(value, pandas.api.extensions.ExtensionArray):
        return "column", _of_column(pandas, value)
    return None


def _values(column: Any) -> Any:
    """The values of a series or index: an array of numpy's, or one of those that only pandas has."""
    if len(column) > MAX_ROWS:
        raise ValueError(f"more than {MAX_ROWS:,} rows can't be sent")
    return column.to_numpy() if isinstance(column.dtype, sys.modules["numpy"].dtype) else column.array


def _of_index(pandas: Any, index: Any) -> list[Any]:
    if type(index) is pandas.RangeIndex:
        return ["range", index.start, index.stop, index.step, singles.item(index.name)]
    if isinstance(index, pandas.MultiIndex):
        numpy = sys.modules["numpy"]
        levels, codes = [level.rename(None) for level in index.levels], [numpy.asarray(codes) for codes in index.codes]
        return ["levels", levels, codes, [singles.item(name) for name in index.names]]
    return ["values", _values(index), singles.item(index.name)]


def _of_column(pandas: Any, array: Any) -> list[Any]:
    numpy, dtype = sys.modules["numpy"], array.dtype
    if isinstance(dtype, pandas.CategoricalDtype):
        return ["category", numpy.asarray(array.codes), array.categories.rename(None), bool(array.ordered)]
    if isinstance(dtype, pandas.DatetimeTZDtype):
        return ["zoned", numpy.asarray(array.tz_convert(None)), singles.zone_as_plain(dtype.tz)]
    if isinstance(dtype, pandas.PeriodDtype):
        return ["period", pandas.PeriodIndex(array).asi8, array.freqstr]
    if isinstance(dtype, pandas.IntervalDtype):
        return ["interval", array.left, array.right, array.closed]
    missing = numpy.asarray(array.isna())
    if isinstance(dtype, pandas.StringDtype):
        items = [None if gone else str(item) for item, gone in zip(array, missing, strict=True)]
        return ["text", items, dtype.na_value is pandas.NA]
    if dtype.name in _MASKED:
        plain = dtype.name.lower().replace("boolean", "bool")
        return ["masked", array.to_numpy(dtype=plain, na_value=0), missing]
    raise ValueError(f"a column of dtype {dtype} can't be sent")


_MASKED = frozenset({f"{name}{bits}" for name in ("Int", "UInt") for bits in (8, 16, 32, 64)} | {"Float32", "Float64", "boolean"})
"""The dtypes that are an array of numpy's and a mask of what is missing."""


def decoded(kind: str, parts: list[Any]) -> Any:
    """The value that is made of `parts`. Raises ValueError, TypeError and the like for parts that don't fit together."""
    import pandas  # this side's own, to which the parts are only numbers and text

    if kind == "index":
        return _index_of(pandas, *parts)
    if kind == "column":
        return _column_of(pandas, *parts)
    if kind == "series":
        values, name, index = parts
        return _series_of(pandas, values, _index(pandas, index), name)
    columns, values, index = parts
    index = _index(pandas, index)
    if not isinstance(values, list) or len(values) > MAX_COLUMNS or len(_index(pandas, columns)) != len(values):
        raise ValueError("as many columns as names")
    # By numbers first, since names may be there twice.
    frame = pandas.DataFrame({i: _series_of(pandas, one, index) for i, one in enumerate(values)}, index=index)
    frame.columns = columns
    return frame


def _index(pandas: Any, value: Any) -> Any:
    if not isinstance(value, pandas.Index):
        raise TypeError("not an index")
    return value


def _flat(value: Any, *kinds: str) -> Any:
    """`value`, if it is an array with one axis, not too long, and of one of the kinds of dtype, if some are named."""
    numpy = sys.modules["numpy"]
    if not isinstance(value, numpy.ndarray) or value.ndim != 1 or len(value) > MAX_ROWS:
        raise TypeError("a column is an array with one axis")
    if kinds and value.dtype.kind not in kinds:
        raise TypeError("an array of another kind")
    return value


def _column(pandas: Any, value: Any) -> Any:
    """`value`, if it can be a column."""
    if isinstance(value, pandas.api.extensions.ExtensionArray) and len(value) <= MAX_ROWS:
        return value
    return _flat(value)


def _as_it_is(values: Any) -> Any:
    """The dtype to ask pandas for: objects stay objects, even if all of them are text."""
    return object if values.dtype == object else None


def _series_of(pandas: Any, values: Any, index: Any, name: Any = None) -> Any:
    values = _column(pandas, values)
    if len(values) != len(index):
        raise ValueError("columns of different lengths")
    return pandas.Series(values, index=index, name=name, dtype=_as_it_is(values), copy=False)


def _index_of(pandas: Any, how: Any, *parts: Any) -> Any:
    if how == "range":
        start, stop, step, name = parts
        found = pandas.RangeIndex(start, stop, step, name=name)
        if len(found) > MAX_ROWS:
            raise ValueError("more rows than are sent")
        return found
    if how == "levels":
        levels, codes, names = parts
        levels, codes = [_index(pandas, level) for level in levels], [_flat(code, "i") for code in codes]
        if sum(map(len, codes)) > MAX_MADE:
            raise ValueError("more levels than are sent")
        return pandas.MultiIndex(levels=levels, codes=codes, names=names, verify_integrity=True)
    if how == "values":
        values, name = parts
        values = _column(pandas, values)
        return pandas.Index(values, dtype=_as_it_is(values), name=name, tupleize_cols=False)
    raise ValueError("no index")


def _column_of(pandas: Any, how: Any, *parts: Any) -> Any:
    numpy = sys.modules["numpy"]
    if how == "category":
        codes, categories, ordered = parts
        return pandas.Categorical.from_codes(_flat(codes, "i"), _index(pandas, categories), ordered=ordered is True)
    if how == "zoned":
        moments, zone = parts
        utc = pandas.DatetimeIndex(_flat(moments, "M")).tz_localize("UTC")
        return utc.tz_convert(singles.zone_of("UTC" if zone is None else zone)).array
    if how == "period":
        ordinals, freq = parts
        return pandas.PeriodIndex.from_ordinals(_flat(ordinals, "i"), freq=singles.frequency(freq)).array
    if how == "interval":
        left, right, closed = parts
        return pandas.arrays.IntervalArray.from_arrays(_index(pandas, left), _index(pandas, right), closed=closed)
    if how == "text":
        items, with_na = parts
        if not all(item is None or isinstance(item, str) for item in items):
            raise TypeError("not text")
        return pandas.array(items, dtype=pandas.StringDtype(na_value=pandas.NA if with_na is True else numpy.nan))
    if how == "masked":
        values, missing = _flat(parts[0], "b", "i", "u", "f"), _flat(parts[1], "b")
        arrays = pandas.arrays
        kind = {"b": arrays.BooleanArray, "f": arrays.FloatingArray}.get(values.dtype.kind, arrays.IntegerArray)
        return kind(values, missing)
    raise ValueError("no column")
