"""Hidden checks of `moving_average(x, n)`: the mean of every n numbers that stand beside each other."""

import numpy as np

from autograder.checking import expect_close, expect_shape, expect_unchanged


def slow_moving_average(x: np.ndarray, n: int) -> list[float]:
    """Window by window: the spec."""
    numbers = x.tolist()
    return [sum(numbers[start : start + n]) / n for start in range(len(numbers) - n + 1)]


def test_full_windows(moving_average, rng):
    """There is one mean for each full window, and no other."""
    x = rng.normal(size=12)
    found = expect_shape(
        moving_average(x, 4),
        (9,),
        mistakes={
            "The windows at the ends aren't full: leave them out.": (12,),
            "There are more windows than full ones: leave those at the ends out.": (15,),
            "The last window is missing: there are length - n + 1.": (8,),
            "The windows overlap: each begins one number after the one before.": (3,),
        },
    )
    expect_close(
        found,
        slow_moving_average(x, 4),
        mistakes={"These are the sums of the windows: divide by n.": [4 * mean for mean in slow_moving_average(x, 4)]},
    )


def test_windows_of_any_size(moving_average, rng):
    """It works for windows of one number, and for one of all numbers."""
    x = rng.normal(size=6)
    for n in (1, 5, 6):
        expect_close(moving_average(x, n), slow_moving_average(x, n))


def test_whole_numbers(moving_average, rng):
    """The means of whole numbers have their fractions."""
    x = rng.integers(-9, 9, size=10) * 2 + np.arange(10) % 2
    cut = "The fractions were cut off: use / in place of //, and don't write the means into an array of whole numbers."
    right = slow_moving_average(x, 2)
    expect_close(moving_average(x, 2), right, mistakes={cut: np.trunc(right), f"{cut} ": np.floor(right)})


def test_what_is_passed_in_stays(moving_average, worker, rng):
    """The array that is passed in stays as it is."""
    x = rng.normal(size=5)
    kept = worker.keep(x)
    moving_average(kept, 2)
    expect_unchanged(kept, x, "The array")
