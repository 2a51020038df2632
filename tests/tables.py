"""Arrays, single values and tables of every kind that can be sent, for the tests."""

import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from autograder.link import libraries

BERLIN = pd.Timestamp("2024-07-31 02:30", tz="Europe/Berlin")
ARRAYS = [
    *(np.array([[0, 1], [1, 1]], dtype=name) for name in libraries.SIZES if name != "bfloat16"),
    np.array([1, 2], ">i4"),
    np.array(3.5),
    np.zeros((0, 3)),
    np.arange(12).reshape(3, 4).T,
    np.array([["a", "bcd"], ["", "ü"]]),
    np.array([], dtype=str),
    np.array(["2024-01-31", "NaT"], dtype="datetime64[D]"),
    np.array(["2024-01-31T10"], dtype=">M8[s]"),
    np.array([3, -1], dtype="timedelta64[h]"),
    np.array(["a", None, 1.5, True, 10**30, BERLIN, (1, ["x"]), {"k": 1}], dtype=object),
]
SINGLES = [
    datetime.date(2024, 2, 29),
    datetime.time(1, 2, 3),
    datetime.datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
    datetime.timedelta(-1, 2, 3),
    np.datetime64("2024-01-01"),
    np.timedelta64(3, "h"),
    pd.Timestamp("2024-01-01 00:00:00.123456789"),
    BERLIN,
    pd.Timestamp("2024-01-01", tz="UTC"),
    pd.Timestamp("2024-01-01 10:00+05:30"),
    pd.Timedelta("1h"),
    pd.Period("2024-01", "M"),
    pd.NaT,
    pd.NA,
]
FRAMES = {
    "numbers": pd.DataFrame({"i": np.array([1, 2], "int8"), "f": np.array([1, np.nan], "float32"), "b": [True, False]}),
    "text": pd.DataFrame({"a": ["x", None, "ü"]}),
    "text with NA": pd.DataFrame({"a": pd.array(["x", None], dtype="string")}),
    "objects": pd.DataFrame(
        {"a": np.array(["x", None, np.nan, pd.NA, 1, 2.5, [1, "a"], datetime.date(2024, 1, 1)], dtype=object)}
    ),
    "objects that are all text": pd.DataFrame({"a": np.array(["x", "y"], dtype=object)}),
    "nullable": pd.DataFrame(
        {
            "i": pd.array([1, None], "Int64"),
            "u": pd.array([None, 1], "UInt8"),
            "f": pd.array([1.5, None], "Float64"),
            "b": pd.array([True, None], "boolean"),
        }
    ),
    "dates": pd.DataFrame(
        {
            "a": pd.to_datetime(["2024", None]),
            "s": np.array(["2024", "NaT"], "datetime64[s]"),
            "t": pd.to_timedelta([1, None], unit="h"),
        }
    ),
    "dates with a zone": pd.DataFrame(
        {
            "a": [BERLIN, pd.NaT],
            "b": pd.to_datetime(["2024", None], utc=True),
            "c": pd.to_datetime(["2024-01-01 10:00+05:30"] * 2),
        }
    ),
    "periods": pd.DataFrame(
        {"m": pd.PeriodIndex(["2024-01", None], freq="M"), "w": pd.period_range("2024", periods=2, freq="W-SUN")}
    ),
    "categories": pd.DataFrame(
        {"a": pd.Categorical(["x", None, "y"], categories=["y", "x", "z"], ordered=True), "b": pd.Categorical([1, 2, 1])}
    ),
    "intervals": pd.DataFrame({"a": pd.cut([1, 5, 9], 3), "b": pd.arrays.IntervalArray.from_breaks([0, 1, 2, 3])}),
    "complex": pd.DataFrame({"a": [1j, 2]}),
    "empty": pd.DataFrame(),
    "without rows": pd.DataFrame({"a": [], "b": np.array([], dtype="datetime64[s]"), "c": pd.Series([], dtype="str")}),
    "without columns": pd.DataFrame(index=["a", "b"]),
    "columns twice": pd.DataFrame([[1, "x"], [2, "y"]], columns=["a", "a"], index=[5, 5]),
    "columns that are dates": pd.DataFrame([[1, 2]], columns=pd.to_datetime(["2024-01-01", "2024-01-02"])),
    "columns of several kinds": pd.DataFrame([[1, 2, 3]], columns=["a", 1, None]),
    "named columns": pd.DataFrame({"a": [1]}).rename_axis(columns="cols"),
    "named index": pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="n")),
    "stepped index": pd.DataFrame({"a": [1, 2]}, index=pd.RangeIndex(4, 8, 2, name=("a", 1))),
    "index of dates": pd.DataFrame({"a": [1, 2]}, index=pd.DatetimeIndex(["2024-01-01", "NaT"], name="d")),
    "index of objects": pd.DataFrame({"a": [1, 2]}, index=pd.Index(["x", "y"], dtype=object)),
    "index of tuples": pd.DataFrame({"a": [1, 2]}, index=pd.Index([("x", 1), ("y", 2)], tupleize_cols=False)),
    "index of categories": pd.DataFrame({"a": [1, 2]}, index=pd.CategoricalIndex(["a", "b"], name="c")),
    "index of intervals": pd.DataFrame({"a": [1, 2]}, index=pd.IntervalIndex.from_breaks([0, 1, 2], closed="left")),
    "nullable index": pd.DataFrame({"a": [1, 2]}, index=pd.array([1, None], dtype="Int64")),
    "several levels": pd.DataFrame(np.eye(4), index=pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["k", None])),
    "levels with gaps": pd.DataFrame(
        {"a": [1, 2]}, index=pd.MultiIndex.from_arrays([["a", None], pd.to_datetime(["2024", "NaT"])])
    ),
    "levels of columns": pd.DataFrame({"a": [1, 2, 5], "b": [1, 1, 2]}).groupby("b").agg({"a": ["min", "max"]}),
    "counted": pd.Series(["a", "b", "a"], name="z").value_counts().to_frame(),
}
