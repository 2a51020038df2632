"""Hidden checks of `tidy(frame)`: one spelling, one reading a row."""

import pandas as pd

from autograder.checking import expect_frame, expect_unchanged, tries

TWICE = "Rows that are there twice are left in: drop_duplicates(), after the spelling is mended."
BEFORE = "Rows that are the same but for their spelling are there twice: mend the spelling first, and then drop_duplicates()."


def slow_tidy(raw: pd.DataFrame) -> list[tuple]:
    """Row by row: the spec."""
    found = []
    for station, date, temperature in raw.itertuples(index=False, name=None):
        try:
            number = float(temperature)
        except ValueError:
            continue
        row = (station.strip().lower(), pd.Timestamp(date), number)
        if row not in found:
            found.append(row)
    return found


def as_frame(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["station", "date", "temp_c"])
    return frame.astype({"station": "str", "date": "datetime64[us]", "temp_c": "float64"})


def raw_of(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["Station", " Date ", "Temp C"], dtype="str")


def spelt(readings: pd.DataFrame, rng) -> pd.DataFrame:
    """Readings as stations send them: each in its own spelling, some broken, some twice in another spelling."""
    ways = (str.upper, str.title, str.lower, lambda name: f" {name}", lambda name: f"{name.title()}  ")
    rows = [(str(name), f"{date:%Y-%m-%d}", str(number)) for name, date, number in readings.itertuples(index=False, name=None)]
    rows += [rows[i] for i in rng.permutation(len(rows))[:4]]
    told = [(ways[i % len(ways)](name), date, "broken" if i % 7 == 3 else number) for i, (name, date, number) in enumerate(rows)]
    return raw_of([*told, told[0]])


def test_one_spelling(tidy, readings, rng):
    """Each reading is one row, in one spelling."""
    for _ in tries():
        raw = spelt(readings, rng)
        right = slow_tidy(raw)
        every = [(row[0].strip().lower(), pd.Timestamp(row[1]), row[2]) for row in raw.itertuples(index=False, name=None)]
        numbers = [(name, date, float(number)) for name, date, number in every if number != "broken"]
        if len(right) < len(twice_by_spelling(raw)) < len(numbers):
            break
    spaced = slow_tidy(raw.assign(Station=raw["Station"].str.replace(" ", "_")))
    mistakes = {
        BEFORE: as_frame(twice_by_spelling(raw)),
        TWICE: as_frame(numbers),
        "Rows without a temperature are left in: dropna(), after what isn't a number became missing.": as_frame(
            list(
                dict.fromkeys((name, date, float("nan") if number == "broken" else float(number)) for name, date, number in every)
            )
        ),
        "There are spaces around the names of stations yet: str.strip().": as_frame(
            [(name.replace("_", " "), date, number) for name, date, number in spaced]
        ),
    }
    expect_frame(tidy(raw), as_frame(right), mistakes)


def twice_by_spelling(raw: pd.DataFrame) -> list[tuple]:
    """What is left when rows count as the same only if they are spelt the same."""
    rows = dict.fromkeys(raw.itertuples(index=False, name=None))
    return [(name.strip().lower(), pd.Timestamp(date), float(number)) for name, date, number in rows if number != "broken"]


def test_nothing_to_mend(tidy, readings):
    """Readings that are tidy but for their columns keep their rows, in their order."""
    rows = [(name, f"{date:%Y-%m-%d}", str(number)) for name, date, number in readings.itertuples(index=False, name=None)]
    expect_frame(tidy(raw_of(rows)), as_frame(slow_tidy(raw_of(rows))))


def test_nothing_left(tidy):
    """Where every thermometer is broken, an empty frame with the three columns is left."""
    expect_frame(tidy(raw_of([("Oslo", "2024-01-01", "broken"), ("Voss", "2024-01-02", "broken")])), as_frame([]))


def test_what_is_passed_in_stays(tidy, worker, readings, rng):
    """The frame that is passed in stays as it is."""
    raw = spelt(readings, rng)
    kept = worker.keep(raw)
    tidy(kept)
    expect_unchanged(kept, raw, "The frame")
