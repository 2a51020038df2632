"""What the checks of this course share: made-up readings."""

import numpy as np
import pandas as pd
import pytest

NAMES = ("bergen", "hamar", "oslo", "tromsø", "voss")


@pytest.fixture
def readings(rng: np.random.Generator) -> pd.DataFrame:
    """Tidy readings of a few stations over a few days, in no order, no temperature there twice."""
    names = rng.permutation(NAMES)[:4]
    rows = [(name, day) for name in names for day in range(5)]
    frame = pd.DataFrame(rows, columns=["station", "day"])
    frame["temp_c"] = rng.permutation(np.arange(len(rows))) * 0.5 - rng.integers(20)
    frame["date"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(frame["day"] + rng.integers(300), unit="D")
    return frame[["station", "date", "temp_c"]].sample(frac=1, random_state=rng).reset_index(drop=True)
