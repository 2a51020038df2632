"""What a check expects of a data frame or series: each fails with a sentence for the student.

A sentence names columns, dtypes and numbers of rows, but never a value. pandas is imported when a check asks for this.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from autograder.checking.expect import Unexpected, described
from autograder.checking.tables import (
    Rules,
    Table,
    alike,
    kind_of,
    same_in_any_order,
    same_index,
    same_labels,
    same_values,
    table_of,
)
from autograder.checking.values import is_frame, is_series
from autograder.text.listing import listed

_LEFT_IN = ("index", "level_0", "Unnamed: 0")
"""What an index is called that has become a column unasked."""


def expect_frame(
    value: Any,
    expected: Any,
    mistakes: Mapping[str, Any] | None = None,
    *,
    any_order: bool = False,
    index: bool = True,
    dtypes: bool = True,
    atol: float = 1e-6,
    rtol: float = 1e-6,
    what: str = "The result",
) -> None:
    """A data frame with the columns, rows and index of `expected`, numbers within `atol + rtol * |expected|`.

    `mistakes` maps a hint to the frame (or series) that this mistake gives; one that can't be told from the right one is
    passed over. With `any_order` the rows may be in any order, and the index doesn't count. `index=False` leaves the index
    out, `dtypes=False` the dtypes: only what the columns hold counts then. Kinds of dtypes count, not their sizes: int64 and
    int32 are whole numbers, both `str` and objects that are all text are text, and a date is a date in every unit.
    """
    rules = Rules(any_order, index and not any_order, dtypes, atol, rtol)
    if _as_expected(value, expected, mistakes, rules):
        return
    if not is_frame(value):
        raise Unexpected(f"{what} should be a data frame, but is {described(value)}.")
    found, right = table_of(value.iloc[: len(expected)]), table_of(expected)
    _look_at_columns(found, right, what, rules)
    _look_at_rows(len(value), found, right, what, rules)
    _look_at_values(found, right, what, rules)


def expect_series(
    value: Any,
    expected: Any,
    mistakes: Mapping[str, Any] | None = None,
    *,
    any_order: bool = False,
    index: bool = True,
    dtypes: bool = True,
    name: bool = True,
    atol: float = 1e-6,
    rtol: float = 1e-6,
    what: str = "The result",
) -> None:
    """A series with the values, index and name of `expected`; see `expect_frame`. `name=False` leaves its name out."""
    rules = Rules(any_order, index and not any_order, dtypes, atol, rtol, name)
    if _as_expected(value, expected, mistakes, rules):
        return
    if not is_series(value):
        more = ": take its one column, frame[name]" if is_frame(value) and value.shape[1] == 1 else ""
        raise Unexpected(f"{what} should be a series, but is {described(value)}{more}.")
    found, right = table_of(value.iloc[: len(expected)]), table_of(expected)
    if name and not same_labels(found.names, right.names):
        raise Unexpected(f"{what} is called {_told(found.names)}, and should be called {_told(right.names)}.")
    _look_at_rows(len(value), found, right, what, rules)
    _look_at_values(found, right, what, rules)


def _as_expected(value: Any, expected: Any, mistakes: Mapping[str, Any] | None, rules: Rules) -> bool:
    """Whether `value` is right. Raises Unexpected with the hint of the mistake that it looks like."""
    if alike(value, expected, rules):
        return True
    for hint, wrong in (mistakes or {}).items():
        if not alike(wrong, expected, rules) and alike(value, wrong, rules):
            raise Unexpected("", hint)
    return False


def _look_at_columns(found: Table, right: Table, what: str, rules: Rules) -> None:
    missing = [name for name in right.names if name not in found.names]
    more = [name for name in found.names if name not in right.names]
    for name in missing:
        if name is not None and name in found.index_names:
            told = "reset_index() makes a column of it, and groupby(..., as_index=False) none other"
            raise Unexpected(f"{what} has {_told([name])} as its index, and should have it as a column: {told}.")
    for name in more:
        if rules.index and name is not None and name in right.index_names:
            raise Unexpected(f"{what} has {_told([name])} as a column, and should have it as its index: set_index() does that.")
        if name in _LEFT_IN:
            raise Unexpected(
                f"{what} has a column {_told([name])}, an index that was left in: reset_index(drop=True) lets go of it, and "
                "to_csv(..., index=False) doesn't write it."
            )
    if missing:
        raise Unexpected(f"{what} lacks the column{'s' * (len(missing) > 1)} {_told(missing)}; it has {_told(found.names)}.")
    if more:
        raise Unexpected(f"{what} has {_told(more)} besides the columns that it should have.")
    if len(found.names) != len(right.names):
        twice = [name for name in dict.fromkeys(found.names) if found.names.count(name) != right.names.count(name)]
        raise Unexpected(f"{what} has {_told(twice)} more than once, or not as often as it should.")
    if not same_labels(found.names, right.names):
        raise Unexpected(f"{what} has the right columns in another order: {_told(found.names)}.")


def _look_at_rows(rows: int, found: Table, right: Table, what: str, rules: Rules) -> None:
    """Say what is wrong with the rows and the index. `found` holds no more rows than there should be: who has millions, too."""
    if rows != right.rows:
        raise Unexpected(f"{what} has {rows} rows, and should have {right.rows}.")
    if not rules.index:
        return
    if len(found.index) != len(right.index):
        raise Unexpected(f"{what} has an index of {len(found.index)} levels, and should have {len(right.index)}.")
    if not same_labels(found.index_names, right.index_names):
        called = f"is called {_told(found.index_names)}, and should be called {_told(right.index_names)}"
        raise Unexpected(f"{what}: the index {called}.")
    if same_index(found, right, rules):
        return
    numbered = len(right.index) == 1 and right.index[0].tolist() == list(range(right.rows))
    by_rows = Rules(False, False, False, rules.atol, rules.rtol)
    if numbered and all(same_values(a, b, by_rows) for a, b in zip(found.columns, right.columns, strict=True)):
        raise Unexpected(f"{what}: the rows are right, and have their old index yet: reset_index(drop=True) numbers them from 0.")
    if same_in_any_order(found, right, rules):
        raise Unexpected(f"{what} has the right rows in another order.")
    if numbered:
        raise Unexpected(f"{what}: the rows should be numbered from 0, and have another index.")
    kinds = [(kind_of(a), kind_of(b)) for a, b in zip(found.index, right.index, strict=True) if kind_of(a) != kind_of(b)]
    if kinds:
        raise Unexpected(f"{what}: the index holds {kinds[0][0]}, and should hold {kinds[0][1]}.")
    raise Unexpected(f"{what}: the index isn't right.", about="value")


def _look_at_values(found: Table, right: Table, what: str, rules: Rules) -> None:
    """Say what is wrong with the columns, which are as many as they should be, and as long."""
    several = len(right.columns) > 1
    if rules.dtypes:
        for name, a, b in zip(right.names, found.columns, right.columns, strict=True):
            if kind_of(a) != kind_of(b):
                where = f"{what}: the column {_told([name])}" if several else what
                raise Unexpected(f"{where} holds {kind_of(a)} ({a.dtype}), and should hold {kind_of(b)} ({b.dtype}).")
    if not rules.any_order and same_in_any_order(found, right, replace(rules, index=False)):
        raise Unexpected(f"{what} has the right rows in another order.")
    for name, a, b in zip(right.names, found.columns, right.columns, strict=True):
        if same_values(a, b, rules) and not rules.any_order:
            continue
        where = f"{what}: the column {_told([name])}" if several else what
        gone, should = a.isna().to_numpy(dtype=bool), b.isna().to_numpy(dtype=bool)
        if gone.sum() > should.sum():
            raise Unexpected(f"{where} has missing values (NaN) where there should be none.", about="value")
        if gone.sum() < should.sum():
            raise Unexpected(f"{where} has values where they should be missing (NaN).", about="value")
        if not rules.any_order:
            raise Unexpected(f"{where}: the values aren't right.", about="value")
    raise Unexpected(f"{what}: the columns are right, the values aren't.", about="value")


def _told(names: list[Any]) -> str:
    """At most eleven names, and each no longer than a line."""
    quoted = [f"`{str(name)[:100]}`" for name in (*names[:-1][:10], *names[-1:])]
    return listed(quoted) or "none"
