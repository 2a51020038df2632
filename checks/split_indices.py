"""Hidden checks of `split_indices(n, valid_pct, seed)`."""

import math
from itertools import pairwise

import torch

from autograder.checking import (
    Unexpected,
    described,
    expect,
    expect_list,
    manner,
    tries,
)

from .drawn import a_strip


def _lists(value):
    if not (isinstance(value, list | tuple) and len(value) == 2):
        raise Unexpected(f"Two lists were expected, train and valid; what came back is {described(value)}.")
    both = []
    for found in value:
        if isinstance(found, torch.Tensor) and found.ndim == 1:
            found = expect_list(found, "Each of the two", most=20_000)
        expect(isinstance(found, list | tuple), "Two lists of whole numbers were expected, train and valid.")
        expect(all(type(i) is int for i in found), "The lists should hold whole numbers.")
        both.append(list(found))
    return both


def _a_seed(rng):
    return int(torch.randint(1, 10_000, (), generator=rng))


def test_every_number_once(split_indices, rng):
    """Every number is in one of the lists, and in one only."""
    for rest in (1, 2, 3):  # no quarter of n is a whole number: who rounds both down loses one
        n = 4 * int(torch.randint(5, 50, (), generator=rng)) + rest
        train, valid = _lists(split_indices(n, 0.25, _a_seed(rng)))
        expect(not set(train) & set(valid), "Some numbers are in both lists: a picture may be in one only.")
        expect(sorted(train + valid) == list(range(n)), f"The numbers 0 to {n - 1} should each be there once.")


def _to_share_out(rng, least, most):
    """A number n, a share of it, and how many that is, rounded down: what is cut off is between `least` and `most` hundredths."""
    for _ in tries():
        n, percent = int(torch.randint(7, 300, (), generator=rng)), int(torch.randint(5, 51, (), generator=rng))
        size, cut_off = divmod(n * percent, 100)
        share = percent / 100
        # Where a whole number comes out, the ways to round it down agree, whatever floats make of it.
        alike = int(n * share) == n - math.ceil(n * (1 - share)) == size
        if alike and 0 < size < n - size - 1 and least <= cut_off <= most:
            return n, share, size


def test_share_for_validation(split_indices, rng):
    """valid holds the share that is asked for, rounded down, and comes second."""
    for least, most in ((0, 0), (5, 45), (55, 95), (55, 95)):
        n, share, size = _to_share_out(rng, least, most)
        train, valid = _lists(split_indices(n, share, _a_seed(rng)))
        expect(len(valid) != n - size, "The two lists are exchanged: train comes first.")
        expect(len(valid) == size, f"A share of {share} of {n} is {size} numbers, rounded down; yours are {len(valid)}.")
        expect(len(train) == n - size, "train should hold all the other numbers.")
    train, valid = _lists(split_indices(4, 0.2, _a_seed(rng)))
    none = "A share of 0.2 of 4 is none, rounded down: valid is empty, and train holds all four. (order[-0:] is the whole list.)"
    expect((len(train), len(valid)) == (4, 0), none)


def test_by_lot(split_indices, rng):
    """The numbers are drawn by lot, so the validation set isn't one end of the data."""
    n = 5 * int(torch.randint(50, 90, (), generator=rng))
    _, valid = _lists(split_indices(n, 0.2, _a_seed(rng)))
    expect(len(valid) > 1, f"Of {n} numbers, a share of 0.2 should be for validation.")
    expect(min(valid) >= 0 and max(valid) < n, f"The numbers should be from 0 to {n - 1}.")
    spread = max(valid) - min(valid)
    expect(spread > n / 2, "The validation numbers stand all together: shuffle before you cut.")
    ordered = sorted(valid)
    gaps = {later - sooner for sooner, later in pairwise(ordered)}
    expect(len(gaps) > 1, "The validation numbers all have the same distance: draw them by lot.")


@manner
def test_the_seed_decides(split_indices, worker, rng):
    """The same seed gives the same lists, whatever else uses random numbers; another seed gives others."""
    first = {}
    for seed in (5, 0):
        first[seed] = _lists(split_indices(200, 0.3, seed))
        worker.torch.manual_seed.keep(int(torch.randint(0, 1000, (), generator=rng)))
        second = _lists(split_indices(200, 0.3, seed))
        zero = " This seed is 0, a number like any other." if seed == 0 else ""
        expect(
            first[seed] == second, f"The same seed gave other lists: draw with a generator of your own, set to the seed.{zero}"
        )
    other = _lists(split_indices(200, 0.3, 6))
    expect(sorted(other[1]) != sorted(first[5][1]), "Another seed gave the same lists: is the seed used?")
    for seed in (1, 42):  # what stands in the place of a 0 that was taken for none
        of_zero = f"The seeds 0 and {seed} gave the same lists: each seed has its own, and 0 is one like any other."
        expect(sorted(_lists(split_indices(200, 0.3, seed))[1]) != sorted(first[0][1]), of_zero)


def test_as_many_pictures_as_the_course_has(split_indices, rng):
    """Each of about 12,396 numbers is in one of the lists, and in one only."""
    size = int(torch.randint(2_400, 2_600, (), generator=rng))
    n = 5 * size + 1
    train, valid = _lists(split_indices(n, 0.2, _a_seed(rng)))
    expect(len(valid) == size, f"Of {n:,} numbers a share of 0.2 is {size:,}, rounded down.")
    expect(sorted(train + valid) == list(range(n)), f"The numbers 0 to {n - 1} should each be there once.")


def picture_of_the_lists(split_indices):
    """Where the numbers 0 to 39 come, a quarter of them for validation."""
    train, valid = _lists(split_indices(40, 0.25, 42))
    marks = [("B" if i in valid else "T") if i in train else ("V" if i in valid else "-") for i in range(40)]
    gaps = {later - sooner for sooner, later in pairwise(sorted(set(valid)))}
    if len(valid) == 10 and len(train) == 30 and "B" not in marks and "-" not in marks and len(gaps) > 1:
        return None
    names = {"T": "train", "V": "valid", "B": "both", "-": "neither"}
    return a_strip(marks, names, "The numbers 0 to 39, a quarter for validation")
