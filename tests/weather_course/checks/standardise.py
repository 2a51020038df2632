"""Hidden checks of `standardise(x)`: each column with mean 0 and standard deviation 1."""

import numpy as np

from autograder.checking import expect, expect_array, expect_close, expect_dtype, expect_shape, expect_unchanged, part


def slow_standardise(x: np.ndarray) -> list[list[float]]:
    """Number by number: the spec."""
    columns = []
    for column in x.T.tolist():
        mean = sum(column) / len(column)
        spread = (sum((number - mean) ** 2 for number in column) / len(column)) ** 0.5
        columns.append([(number - mean) / spread if spread else 0.0 for number in column])
    return [list(row) for row in zip(*columns, strict=True)]


def test_each_column_by_itself(standardise, rng):
    """Each column has mean 0 and standard deviation 1 afterwards."""
    x = rng.normal(loc=[10, -20, 300], scale=[1, 5, 9], size=(7, 3))
    centred = x - x.mean(axis=0)
    expect_close(
        expect_array(standardise(x)),
        slow_standardise(x),
        mistakes={
            "The mean and the spread are those of all numbers together; each column has its own: axis=0.": (x - x.mean())
            / x.std(),
            "Divide by the standard deviation, the root of the variance.": centred / x.var(axis=0),
            "The mean is gone, and the spread isn't 1 yet: divide by the standard deviation.": centred,
            "This is the standard deviation of a sample, divided by n - 1; divide by n here.": centred / x.std(axis=0, ddof=1),
        },
    )


def test_whole_numbers(standardise, rng):
    """Whole numbers come out as float64."""
    x = rng.integers(-50, 50, size=(9, 2))
    expect_close(expect_dtype(standardise(x), np.float64), slow_standardise(x))


def test_what_is_passed_in_stays(standardise, worker, rng):
    """The array that is passed in stays as it is."""
    x = rng.normal(size=(4, 2))
    kept = worker.keep(x)
    standardise(kept)
    expect_unchanged(kept, x, "The array")


@part("constant")
def test_a_column_without_spread(standardise, rng):
    """A column whose numbers are all the same becomes 0."""
    x = rng.normal(size=(5, 3))
    x[:, 1] = 4.0
    found = expect_shape(standardise(x), (5, 3))
    told = "There is no spread to divide by, and it came out as NaN or infinite: divide by 1 where the spread is 0."
    expect(found.dtype.kind != "f" or bool(np.isfinite(found).all()), told)
    expect_close(found, slow_standardise(x))
