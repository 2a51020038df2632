"""Hidden checks of `rmse_distance(a, b)`: the root of the mean of the squared differences."""

import torch

from autograder.checking import (
    all_apart,
    expect_close,
    expect_shape,
    expect_unchanged,
    manner,
    part,
    tries,
)

from .drawn import a_3_and_a_7, a_distance
from .reference import MANY, NOTHING_CUT_OFF, PICTURES_AVERAGED, changing_stack, expect_whole_stack

WHOLE_BATCH = "One number came back for the whole batch: take the mean over the last two axes only."
ALONE = "A batch of one picture gives one distance, of shape (1,): don't squeeze that axis away."


def slow_rmse(a: torch.Tensor, b: torch.Tensor) -> float:
    """Pixel by pixel: the spec."""
    total = 0.0
    for p, q in zip(a.flatten().tolist(), b.flatten().tolist(), strict=True):
        total += (p - q) ** 2
    return float((total / a.numel()) ** 0.5)


def _pictures(rng: torch.Generator, rows: int, columns: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Two pictures, the first one darker: else the standard deviation of the differences is their RMSE, or nearly."""
    a, b = torch.rand(2, rows, columns, generator=rng)
    return a + 0.5, b


def _mistakes(a: torch.Tensor, b: torch.Tensor) -> dict[str, torch.Tensor | float]:
    """What each mistake gives for two pictures of 28 by 28."""
    d, rmse = a - b, slow_rmse(a, b)
    return {
        "This is the mean of the squares: the root is missing. F.mse_loss takes none either.": rmse**2,
        "The root of each square is the absolute value again, so this is L1: mean first, then the root.": d.abs().mean(),
        "The mean is missing: this is the root of the sum of the squares.": rmse * 28,
        "This is the sum of the squares; take their mean, and then the root.": (rmse * 28) ** 2,
        "The sum is divided by 4, the pixels of the example; pictures have other sizes, so let mean() count.": rmse * 14,
        "Each pixel kept its own distance: the mean is missing, and the root undid the square.": d.abs(),
        "Each pixel kept its own square: mean and root are missing.": d**2,
        "The root of each square is the absolute value again, and this is their sum: mean first, then the root.": d.abs().sum(),
        "`** 1/2` is `(** 1) / 2`, which halves: write `** 0.5`, or sqrt().": rmse**2 / 2,
        "The mean was taken first, and the root undid the square: square each difference, then take the mean.": d.mean().abs(),
        "The root was taken before the sum was divided by the number of pixels; the mean comes first.": rmse / 28,
        "Each row got a root of its own: take the mean over both axes, and one root.": (d**2).mean(-1).sqrt().mean(),
        "The root of the mean difference was taken; square each difference first.": d.mean().abs().sqrt(),
        "This is the square of the mean difference; square each difference first, then take the mean.": d.mean() ** 2,
        "The differences are doubled, by `* 2`: `** 2` squares.": (2 * d).mean().sqrt(),
        "Each picture is squared; square the difference of the two.": (a**2 - b**2).mean().abs().sqrt(),
        "This is the standard deviation of the differences, which leaves out their mean; square the differences as they are.": (
            d.std()
        ),
    }


def test_root_of_the_mean_of_squares(rmse_distance, rng):
    """Square each difference, take the mean, and then the root."""
    for _ in tries():
        a, b = _pictures(rng, 28, 28)
        right, wrong = slow_rmse(a, b), _mistakes(a, b)
        if all_apart([right, *wrong.values()], 1e-3):
            break
    hint = "This is the standard deviation of the differences; square them as they are, take the mean, and then the root."
    expect_close(rmse_distance(a, b), right, mistakes={**wrong, hint: (a - b).std(unbiased=False)})  # hardly apart from the other


def test_any_size(rmse_distance, rng):
    """It works for pictures of any size, not for 28 by 28 alone."""
    for rows, columns in ((5, 9), (1, 7), (1_001, 2)):
        a, b = _pictures(rng, rows, columns)
        hint = "It divides by the number of pixels of a 28 by 28 picture; let mean() count them."
        alone = {"Two pictures have one distance, a number of shape (): leave the axis of length 1 out.": (1,)}
        found = expect_shape(rmse_distance(a, b), (), mistakes=alone)
        expect_close(found, slow_rmse(a, b), mistakes={hint: slow_rmse(a, b) * (rows * columns / 784) ** 0.5})


def test_large_differences_weigh_more(rmse_distance, rng):
    """One large difference counts more than many small ones that add up to the same."""
    rows, columns = torch.randint(3, 9, (2,), generator=rng).tolist()
    zeros = torch.zeros(rows, columns)
    one_large, spread = zeros.clone(), torch.full((rows, columns), 1 / (rows * columns))
    one_large[0, 0] = 1.0
    expect_close(rmse_distance(one_large, zeros), slow_rmse(one_large, zeros))
    expect_close(rmse_distance(spread, zeros), slow_rmse(spread, zeros))
    expect_close(rmse_distance(spread, spread), 0.0)


@manner
def test_pictures_stay(rmse_distance, worker, rng):
    """The pictures that are passed in stay as they are."""
    a, b = torch.rand(2, 28, 28, generator=rng)
    kept = worker.keep(a), worker.keep(b)
    rmse_distance(*kept)
    for handle, before in zip(kept, (a, b), strict=True):
        expect_unchanged(handle, before, "A picture")


@part("batch")
def test_one_distance_for_each_picture(rmse_distance, rng):
    """A batch of pictures against one picture gives one distance for each picture of the batch."""
    batch = torch.rand(7, 28, 28, generator=rng)
    one = torch.rand(28, 28, generator=rng)
    distances = rmse_distance(batch, one)
    expect_shape(
        distances,
        (7,),
        mistakes={
            WHOLE_BATCH: (),
            "The mean went over the first axis; the last two are the rows and columns of each picture.": (28, 28),
            "Each row kept a number of its own: take the mean over the last two axes.": (7, 28),
            PICTURES_AVERAGED: (28,),
        },
    )
    right = torch.tensor([slow_rmse(picture, one) for picture in batch])
    hint = "These are the means of the squares: the root is missing."
    expect_close(distances, right, mistakes={hint: right**2})


@part("batch")
def test_many_pictures(rmse_distance, rng):
    """It works for as many pictures as there are, one among them."""
    one = 0.5 * torch.rand(5, 9, generator=rng)  # lighter, as above
    for n in (3, 1):  # a mean over everything is told by three pictures, and is no squeezed axis
        batch = torch.rand(n, 5, 9, generator=rng)
        found = expect_shape(rmse_distance(batch, one), (n,), mistakes={WHOLE_BATCH if n > 1 else ALONE: ()})
        right = torch.tensor([slow_rmse(picture, one) for picture in batch])
        hint = "It divides by the number of pixels of a 28 by 28 picture; let mean() count them."
        expect_close(found, right, mistakes={hint: right * (45 / 784) ** 0.5})


@part("batch")
def test_as_many_pictures_as_the_course_has(rmse_distance, rng):
    """Each picture of a stack of thousands has its own distance, whatever numbers it holds."""
    batch, one = changing_stack(rng, MANY, 3, 4), 4 * torch.rand(3, 4, generator=rng) - 2
    found = expect_whole_stack(rmse_distance(batch, one), (MANY,), what="The answer for a stack of thousands", picture=(3, 4))
    expect_close(
        found,
        (batch - one).double().pow(2).mean((1, 2)).sqrt(),
        mistakes={NOTHING_CUT_OFF: (batch.clamp(min=0) - one.clamp(min=0)).pow(2).mean((1, 2)).sqrt()},
        what="The distances of a stack of thousands",
    )


def picture_of_the_differences(rmse_distance, digits):
    """A 3, a 7, and the differences whose squares count."""
    a, b = a_3_and_a_7(digits)
    return a_distance(rmse_distance(a, b), slow_rmse(a, b), digits, "the root of the mean of their squares", "rms")
