"""Arrays of numpy's, frames of pandas' and dates arrive as they were sent, and no table can be forged that does harm."""

import datetime
import json
import struct
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import ARRAYS, FRAMES, SINGLES

from autograder import link
from autograder.link import LinkError, Unsendable, tables
from autograder.link.message import MAX_TABLES


def unpacked(value: object) -> Any:
    frame = link.pack(value)
    header_size, _ = struct.unpack("<II", frame[:8])
    return link.unpack(frame[8 : 8 + header_size], frame[8 + header_size :])


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: f"{array.dtype}-{array.shape}")
def test_arrays_arrive(array: np.ndarray) -> None:
    arrived = unpacked(array)
    assert arrived.dtype == array.dtype.newbyteorder("=")
    assert arrived.shape == array.shape
    np.testing.assert_array_equal(arrived, array)
    arrived[...] = arrived  # it can be written to


@pytest.mark.parametrize("value", SINGLES, ids=repr)
def test_single_values_arrive(value: object) -> None:
    (arrived,) = unpacked([value])
    assert type(arrived) is type(value)
    assert repr(arrived) == repr(value)


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_frames_arrive(frame: pd.DataFrame) -> None:
    arrived = unpacked(frame)
    pd.testing.assert_frame_equal(arrived, frame)
    assert arrived.shape == frame.shape
    assert arrived.dtypes.tolist() == frame.dtypes.tolist()
    for index, sent in ((arrived.index, frame.index), (arrived.columns, frame.columns)):
        assert type(index) is type(sent)
        assert list(index.names) == list(sent.names)


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_series_and_indexes_arrive(frame: pd.DataFrame) -> None:
    pd.testing.assert_index_equal(unpacked(frame.index), frame.index, exact=True)
    for i in range(frame.shape[1]):
        pd.testing.assert_series_equal(unpacked(frame.iloc[:, i]), frame.iloc[:, i])


class Subclass(pd.DataFrame):  # type: ignore[misc]  # pandas has no types here
    pass


@pytest.mark.parametrize(
    "value",
    [
        np.zeros((1,) * 9),
        np.zeros(2, dtype="i4,f8"),
        np.array([b"x"]),
        np.array([np.ones(2), None], dtype=object),
        np.ma.masked_array([1]),
        Subclass({"a": [1]}),
        pd.DataFrame({"a": [object()]}),
        pd.DataFrame({"a": [np.ones(2)]}),
        pd.DataFrame({"a": pd.arrays.SparseArray([1, 0])}),
        pd.DataFrame(np.zeros((1, tables.MAX_COLUMNS + 1))),
        pd.Series(0, index=range(tables.MAX_ROWS + 1), dtype="int8"),
        datetime.datetime(2024, 1, 1, tzinfo=type("Own", (datetime.tzinfo,), {})()),
        [pd.Index(["a"])] * (MAX_TABLES + 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_others_cant_be_sent(value: object) -> None:
    with pytest.raises(Unsendable):
        link.pack(value)


ROWS = 1 << 17
"""A column of a megabyte."""


def _refs(numbers: list[int]) -> list[object]:
    return [{"array": number} for number in numbers]


def _index(*parts: object) -> dict[str, object]:
    return {"index": {"list": list(parts)}}


def _list(*parts: object) -> dict[str, object]:
    return {"list": list(parts)}


ROW_NUMBERS = _index("range", 0, ROWS, 1, None)
FORGED = {
    "one column many times": {"frame": _list(_index("range", 0, 2000, 1, None), _list(*_refs([0] * 2000)), ROW_NUMBERS)},
    "one array many times": _list(*_refs([0] * 2000)),
    "a long index": _index("range", 0, 10**15, 1, None),
    "a long frame": {"frame": _list(_index("range", 0, 0, 1, None), _list(), _index("range", 0, 10**9, 1, None))},
    "an endless index": _index("range", 0, 10**40, 1, None),
    "text as wide as the longest": {"words": _list(_list("x" * 10**6, *[""] * 10**5), _list(10**5 + 1), True)},
    "an array of many objects": {"words": _list(_list(), _list(10**12, 0, 10**12), False)},
    "many tables": _list(*[_index("range", 0, 1, 1, None)] * (MAX_TABLES + 1)),
    "codes beyond their level": _index("levels", _list(_index("range", 0, 5, 1, None)), _list({"array": 0}), _list(None)),
    "categories that aren't there": {"column": _list("category", {"array": 0}, _index("range", 0, 1, 1, None), False)},
    "rows of another number": {"series": _list({"array": 0}, None, _index("range", 0, 3, 1, None))},
    "a file as a zone": {"single": _list("timestamp", {"single": _list("numpy", 0, "datetime64[s]")}, "dateutil//etc/passwd")},
    "a path as a zone": {"single": _list("timestamp", {"single": _list("numpy", 0, "datetime64[s]")}, "../../../etc/passwd")},
    "dates by the zero seconds": {"single": _list("numpy", 5, "datetime64[0s]")},
    "dates too fine for pandas": {"dates": _list({"array": 0}, "datetime64[as]")},
    "many ranges": _list(*[_index("range", 0, 5_000_000, 1, None)] * 5),
    "dates that are objects": {"dates": _list({"array": 0}, "datetime64[s],O")},
    "dates that are records": {"dates": _list({"array": 0}, "datetime64[s],datetime64[s]")},
    "a frequency that isn't one": {"single": _list("period", 0, "X" * 10**5)},
    "a name that isn't one": {"series": _list({"array": 0}, _list(1), ROW_NUMBERS)},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_table_is_refused_and_costs_little(forged: object) -> None:
    numbers = np.full(ROWS, 7)
    header = json.dumps({"value": forged, "blocks": [["int64", [ROWS]]]}).encode()
    body = numbers.tobytes()
    tracemalloc.start()
    with pytest.raises(LinkError):
        link.unpack(header, body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 << 20


def test_what_is_received_takes_a_few_times_its_bytes() -> None:
    frame = pd.DataFrame({i: np.arange(100_000) for i in range(20)}, index=pd.MultiIndex.from_product([range(100), range(1000)]))
    sent = link.pack(frame)
    header_size, _ = struct.unpack("<II", sent[:8])
    tracemalloc.start()
    link.unpack(sent[8 : 8 + header_size], sent[8 + header_size :])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * len(sent)


COLUMNS = st.sampled_from([frame.iloc[:, i] for frame in FRAMES.values() for i in range(frame.shape[1])])
NAMES = st.one_of(
    st.text(max_size=5), st.integers(), st.none(), st.booleans(), st.floats(), st.tuples(st.text(max_size=2), st.integers())
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_frame_arrives(drawn: st.DataObject) -> None:
    rows = drawn.draw(st.integers(0, 4))
    places = st.lists(st.integers(-1, 3), min_size=rows, max_size=rows)
    columns = [_taken(drawn.draw(COLUMNS), drawn.draw(places)) for _ in range(drawn.draw(st.integers(0, 4)))]
    frame = pd.DataFrame(dict(enumerate(columns)), index=_as_index(drawn.draw(COLUMNS), drawn.draw(places)))
    frame.columns = pd.Index(drawn.draw(st.lists(NAMES, min_size=len(columns), max_size=len(columns))), tupleize_cols=False)
    frame.index.name, frame.columns.name = drawn.draw(NAMES), drawn.draw(NAMES)
    arrived = unpacked(frame)
    pd.testing.assert_frame_equal(arrived, frame)
    assert arrived.dtypes.tolist() == frame.dtypes.tolist()


def _taken(column: pd.Series, places: list[int]) -> object:
    """Some of a column's values in some order, a missing one for -1 where its dtype has one."""
    values = column.array
    return values.take([place % len(values) if len(values) else -1 for place in places], allow_fill=len(values) == 0)


def _as_index(column: pd.Series, places: list[int]) -> pd.Index:
    try:
        return pd.Index(_taken(column, places))
    except (TypeError, NotImplementedError):
        return pd.RangeIndex(len(places))


WORDS = st.sampled_from(
    [
        *tables.KINDS,
        *(
            "array",
            "words",
            "dates",
            "single",
            "list",
            "tuple",
            "dict",
            "range",
            "levels",
            "values",
            "category",
            "zoned",
            "period",
        ),
        *("interval", "text", "masked", "timestamp", "span", "numpy", "missing", "datetime64[s]", "M", "right", "UTC", "a"),
    ]
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-3, 5), st.floats(), WORDS)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: {"list": items}),
        st.dictionaries(WORDS, inner, max_size=1),
        st.tuples(WORDS, st.lists(inner, max_size=5)).map(lambda pair: {pair[0]: {"list": pair[1]}}),
    ),
    max_leaves=25,
)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_a_made_up_table_gives_a_value_or_a_link_error(tree: object) -> None:
    blocks = [np.arange(3), np.array([0, 1, -1], dtype="int8"), np.array([True, False, True]), np.zeros((2, 2))]
    header = {"value": tree, "blocks": [[block.dtype.name, list(block.shape)] for block in blocks]}
    try:
        link.unpack(json.dumps(header).encode(), b"".join(block.tobytes() for block in blocks))
    except LinkError:
        pass


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_table_gives_a_value_or_a_link_error(drawn: st.DataObject) -> None:
    frame = bytearray(link.pack(drawn.draw(st.sampled_from([*FRAMES.values(), SINGLES]))))
    for _ in range(drawn.draw(st.integers(1, 4))):
        frame[drawn.draw(st.integers(8, len(frame) - 1))] = drawn.draw(st.integers(0, 255))
    header_size, _ = struct.unpack("<II", frame[:8])
    try:
        link.unpack(bytes(frame[8 : 8 + header_size]), bytes(frame[8 + header_size :]))
    except LinkError:
        pass
