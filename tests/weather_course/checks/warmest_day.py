"""Hidden checks of `warmest_day(frame)`: when each station was warmest."""

import pandas as pd

from autograder.checking import expect_series


def slow_warmest_day(frame: pd.DataFrame, better=lambda new, old: new > old) -> pd.Series:
    """Row by row: the spec."""
    best: dict = {}
    for station, date, number in frame.itertuples(index=False, name=None):
        if station not in best or better(number, best[station][0]):
            best[station] = number, date
    stations = sorted(best)
    index = pd.Index(stations, name="station", dtype="str")
    return pd.Series([best[name][1] for name in stations], index=index, name="date", dtype="datetime64[us]")


def test_warmest(warmest_day, readings):
    """Each station has the date of its highest temperature."""
    right = slow_warmest_day(readings)
    warmest = readings.groupby("station")["temp_c"].max()
    expect_series(
        warmest_day(readings),
        right,
        mistakes={
            "These are the highest temperatures; the dates are asked for.": warmest,
            "These are the rows of the highest temperatures; look up their dates.": readings.groupby("station")[
                "temp_c"
            ].idxmax(),
            "These are the dates of the lowest temperatures.": slow_warmest_day(readings, lambda new, old: new < old),
            "These are the last dates of the stations, whatever the temperature.": readings.groupby("station")["date"].max(),
            "The stations are in the order in which they come; sort them.": right.loc[readings["station"].unique()],
        },
    )


def test_first_of_several(warmest_day, readings):
    """Of several days that are as warm, the first row counts."""
    frame = readings.assign(temp_c=readings["temp_c"].round(-1))
    hint = "Of several days that are as warm, the first row counts, and not the last."
    expect_series(
        warmest_day(frame), slow_warmest_day(frame), mistakes={hint: slow_warmest_day(frame, lambda new, old: new >= old)}
    )


def test_rows_of_any_number(warmest_day, readings):
    """It works whatever the numbers of the rows are."""
    frame = readings.set_index(pd.Index(range(100, 100 + 2 * len(readings), 2)))
    expect_series(warmest_day(frame), slow_warmest_day(frame))
