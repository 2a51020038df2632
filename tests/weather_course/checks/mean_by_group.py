"""Hidden checks of `mean_by_group(frame, key, value)`: a mean for each group."""

import numpy as np
import pandas as pd

from autograder.checking import expect_frame, expect_unchanged


def slow_mean_by_group(frame: pd.DataFrame, key: str, value: str) -> pd.DataFrame:
    """Row by row: the spec."""
    groups: dict = {}
    for group, number in zip(frame[key].tolist(), frame[value].tolist(), strict=True):
        groups.setdefault(group, []).extend([number] if number == number else [])
    rows = [(group, sum(numbers) / len(numbers) if numbers else np.nan) for group, numbers in sorted(groups.items())]
    return pd.DataFrame(rows, columns=[key, value])


def test_mean_of_each_group(mean_by_group, readings):
    """Each group has one row with its mean, and the rows are sorted by group."""
    right = slow_mean_by_group(readings, "station", "temp_c")
    sizes = readings["station"].value_counts().sort_index().to_numpy()
    expect_frame(
        mean_by_group(readings, "station", "temp_c"),
        right,
        mistakes={
            "These are the sums of the groups; take their means.": right.assign(temp_c=right["temp_c"] * sizes),
            "The groups are in the order in which they come; sort them by their names.": right.set_index("station")
            .loc[readings["station"].unique()]
            .reset_index(),
            "This is a series whose index has the groups: as_index=False, or reset_index().": right.set_index("station")[
                "temp_c"
            ],
        },
    )


def test_other_columns(mean_by_group, readings, rng):
    """It works with columns of other names, and of whole numbers."""
    frame = pd.DataFrame({"year": rng.integers(2000, 2004, size=12), "rain": rng.integers(0, 90, size=12), "station": "oslo"})
    expect_frame(mean_by_group(frame, "year", "rain"), slow_mean_by_group(frame, "year", "rain").astype({"rain": "float64"}))


def test_missing_values(mean_by_group, readings):
    """What is missing doesn't count, and a group with nothing else has no mean."""
    gone = readings["station"] == readings["station"].iloc[0]
    frame = readings.assign(temp_c=readings["temp_c"].where(~gone & (readings.index % 3 > 0)))
    right = slow_mean_by_group(frame, "station", "temp_c")
    as_zero = slow_mean_by_group(frame.fillna({"temp_c": 0.0}), "station", "temp_c")
    expect_frame(
        mean_by_group(frame, "station", "temp_c"),
        right,
        mistakes={
            "Missing values count as 0 here; leave them to mean(), which passes them over.": as_zero,
            "A group of which nothing is known is left out: it has a row, and no mean.": right.dropna().reset_index(drop=True),
        },
    )


def test_what_is_passed_in_stays(mean_by_group, worker, readings):
    """The frame that is passed in stays as it is."""
    kept = worker.keep(readings)
    mean_by_group(kept, "station", "temp_c")
    expect_unchanged(kept, readings, "The frame")
