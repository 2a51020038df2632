"""Hidden checks of `split_indices(n, valid_pct, seed)`."""

from itertools import pairwise

import torch

from autograder.checking import Unexpected, described, expect, expect_list, manner


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


def test_every_number_once(split_indices, rng):
    """Every number is in one of the lists, and in one only."""
    for n in torch.randint(20, 200, (3,), generator=rng).tolist():
        train, valid = _lists(split_indices(n, 0.25, 7))
        expect(not set(train) & set(valid), "Some numbers are in both lists: a picture may be in one only.")
        expect(sorted(train + valid) == list(range(n)), f"The numbers 0 to {n - 1} should each be there once.")


def test_share_for_validation(split_indices):
    """valid holds the share that is asked for, rounded down, and comes second."""
    for n, share, size in ((100, 0.2, 20), (50, 0.5, 25), (7, 0.3, 2), (11, 0.1, 1), (9, 0.3, 2), (19, 0.1, 1)):
        train, valid = _lists(split_indices(n, share, 3))
        expect(len(valid) != n - size or size * 2 == n, "The two lists are exchanged: train comes first.")
        expect(len(valid) == size, f"A share of {share} of {n} is {size} numbers, rounded down; yours are {len(valid)}.")
        expect(len(train) == n - size, "train should hold all the other numbers.")


def test_by_lot(split_indices):
    """The numbers are drawn by lot, so the validation set isn't one end of the data."""
    _, valid = _lists(split_indices(300, 0.2, 11))
    expect(len(valid) > 1, "Of 300 numbers, a share of 0.2 should be for validation.")
    spread = max(valid) - min(valid)
    expect(spread > 150, "The validation numbers stand all together: shuffle before you cut.")
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


def test_as_many_pictures_as_the_course_has(split_indices):
    """All of 12,396 numbers are shared out, each once."""
    train, valid = _lists(split_indices(12_396, 0.2, 4))
    expect(len(valid) == 2_479, "Of 12,396 numbers a share of 0.2 is 2,479, rounded down.")
    expect(sorted(train + valid) == list(range(12_396)), "The numbers 0 to 12395 should each be there once.")
