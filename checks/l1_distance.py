"""Hidden checks of `l1_distance(a, b)`: the mean of the absolute differences."""

import torch

from autograder.checking import expect_close, expect_shape, expect_unchanged, manner, part

from .drawn import a_3_and_a_7, a_distance
from .reference import MANY, NOTHING_CUT_OFF, PICTURES_AVERAGED, ROUNDED, changing_stack, expect_whole_stack, rounded_like

ONE_NUMBER = "One picture against one picture gives one number: an axis of length 1 is left over."
KEPT = "Rows and columns are still there, as axes of length 1: leave keepdim away."
WHOLE_BATCH = "One number came back for the whole batch: take the mean over the last two axes only."
ALONE = "A batch of one picture gives one distance, of shape (1,): don't squeeze that axis away."


def slow_l1(a: torch.Tensor, b: torch.Tensor) -> float:
    """Pixel by pixel: the spec."""
    total = 0.0
    for p, q in zip(a.flatten().tolist(), b.flatten().tolist(), strict=True):
        total += abs(p - q)
    return total / a.numel()


def slow_rms(a: torch.Tensor, b: torch.Tensor) -> float:
    total = 0.0
    for p, q in zip(a.flatten().tolist(), b.flatten().tolist(), strict=True):
        total += (p - q) ** 2
    return (total / a.numel()) ** 0.5


def test_mean_of_absolute_differences(l1_distance, rng):
    """Two pictures are as far apart as their pixels are on average."""
    a, b = torch.rand(2, 28, 28, generator=rng)
    if (a - b).mean() > 0:
        a, b = b, a  # a negative mean tells "no abs" from "abs of the mean"
    mistakes = {"Each pixel kept a difference of its own: take their mean.": (28, 28), ONE_NUMBER: (1,), KEPT: (1, 1)}
    found = expect_shape(l1_distance(a, b), (), mistakes=mistakes)
    expect_close(
        found,
        slow_l1(a, b),
        mistakes={
            "This is what comes out without abs() of the differences: those of opposite sign cancel.": (a - b).mean(),
            "Here differences of opposite sign cancel: take abs() of each difference first, and then the mean.": (b - a).mean(),
            "This is divided by the number of rows; divide by the number of pixels, or let mean() do it.": 28 * slow_l1(a, b),
            "This is the sum of the absolute differences; take their mean.": (a - b).abs().sum(),
            "The sum is divided by 4, the pixels of the example; pictures have other sizes, so let mean() count.": (
                (a - b).abs().sum() / 4
            ),
            "This is the RMSE distance: it squares the differences, and L1 takes their absolute value.": slow_rms(a, b),
            "This is the largest difference; take the mean of all of them.": (a - b).abs().max(),
            ROUNDED: rounded_like(found, slow_l1(a, b)),
            "This is the mean of the squares; L1 takes the mean of the absolute values.": slow_rms(a, b) ** 2,
        },
    )


def test_any_size(l1_distance, rng):
    """It works for pictures of any size, not for 28 by 28 alone."""
    for rows, columns in ((5, 9), (1, 7), (1_001, 2)):
        a, b = torch.rand(2, rows, columns, generator=rng)
        hint = "It divides by the number of pixels of a 28 by 28 picture; let mean() count them."
        expect_close(l1_distance(a, b), slow_l1(a, b), mistakes={hint: slow_l1(a, b) * rows * columns / 784})


def test_both_ways_the_same(l1_distance, rng):
    """From a to b is as far as from b to a, and from a to itself there is no distance."""
    a, b = torch.rand(2, 28, 28, generator=rng)
    if (a - b).mean() < 0:
        a, b = b, a
    mistakes = {
        "The order of the two pictures changes the sign: is abs() of the differences missing?": (b - a).mean(),
        "Here differences of opposite sign cancel: take abs() of each difference first, and then the mean.": (a - b).mean(),
    }
    expect_close(l1_distance(b, a), slow_l1(a, b), mistakes=mistakes)
    expect_close(l1_distance(a, a), 0.0)


@manner
def test_pictures_stay(l1_distance, worker, rng):
    """The pictures that are passed in stay as they are."""
    a, b = torch.rand(2, 28, 28, generator=rng)
    kept = worker.keep(a), worker.keep(b)
    l1_distance(*kept)
    for handle, before in zip(kept, (a, b), strict=True):
        expect_unchanged(handle, before, "A picture")


@part("batch")
def test_one_distance_for_each_picture(l1_distance, rng):
    """A batch of pictures against one picture gives one distance for each picture of the batch."""
    batch = torch.rand(7, 28, 28, generator=rng)
    one = torch.rand(28, 28, generator=rng)
    distances = l1_distance(batch, one)
    expect_shape(
        distances,
        (7,),
        mistakes={
            WHOLE_BATCH: (),
            "The mean went over the first axis; the last two are the rows and columns of each picture.": (28, 28),
            "Each row kept a number of its own: take the mean over the last two axes.": (7, 28),
            PICTURES_AVERAGED: (28,),
            KEPT: (7, 1, 1),
        },
    )
    right = torch.tensor([slow_l1(picture, one) for picture in batch])
    hint = "Each distance is divided by the number of pictures too; only the pixels of one picture count."
    expect_close(distances, right, mistakes={hint: right / 7})


@part("batch")
def test_many_pictures(l1_distance, rng):
    """It works for as many pictures as there are, one among them."""
    one = torch.rand(5, 9, generator=rng)
    for n in (3, 1):  # a mean over everything is told by three pictures, and is no squeezed axis
        batch = torch.rand(n, 5, 9, generator=rng)
        found = expect_shape(l1_distance(batch, one), (n,), mistakes={WHOLE_BATCH if n > 1 else ALONE: ()})
        expect_close(found, torch.tensor([slow_l1(picture, one) for picture in batch]))


@part("batch")
def test_as_many_pictures_as_the_course_has(l1_distance, rng):
    """Each picture of a stack of thousands has its own distance, whatever numbers it holds."""
    batch, one = changing_stack(rng, MANY, 3, 4), 4 * torch.rand(3, 4, generator=rng) - 2
    found = expect_whole_stack(l1_distance(batch, one), (MANY,), what="The answer for a stack of thousands", picture=(3, 4))
    expect_close(
        found,
        (batch - one).double().abs().mean((1, 2)),
        mistakes={NOTHING_CUT_OFF: (batch.clamp(min=0) - one.clamp(min=0)).abs().mean((1, 2))},
        what="The distances of a stack of thousands",
    )


def picture_of_the_differences(l1_distance, digits):
    """A 3, a 7, and the differences whose sizes count."""
    a, b = a_3_and_a_7(digits)
    return a_distance(l1_distance(a, b), slow_l1(a, b), digits, "the mean size of the differences", "mean size")
