"""Hidden checks of `mean_digit(images)`: the mean over all pictures, pixel by pixel."""

import torch

from autograder.checking import (
    drawable,
    expect_close,
    expect_shape,
    expect_tensor,
    expect_unchanged,
    in_brief,
    manner,
    pictures_beside_each_other,
)

from .drawn import close
from .reference import MANY, changing_stack


def slow_mean(images: torch.Tensor) -> torch.Tensor:
    """Pixel by pixel: the spec."""
    pictures = images.tolist()
    n, rows, columns = images.shape
    return torch.tensor([[sum(picture[r][c] for picture in pictures) / n for c in range(columns)] for r in range(rows)])


SHAPES = {
    "One number came back: take the mean over the first axis only, the one that counts the pictures.": (),
    "The mean went over the rows and columns; the first axis is the one that counts the pictures.": (6,),
    "The axis that counted the pictures is still there, with one entry: leave keepdim away.": (1, 28, 28),
    "It went over one axis of each picture; the first axis is the one that counts the pictures.": (6, 28),
}


def _halved(images):
    """What comes out if each picture is averaged with the mean so far, as if that counted no more than one picture."""
    mean = images[0]
    for image in images[1:]:
        mean = (mean + image) / 2
    return mean


def _fixed(found, images):
    """`found`, if it is the sum of the pictures divided by some number; else the right answer, which is no mistake."""
    ratio = images.sum(0) / expect_tensor(found).detach().float()
    return found if bool((ratio - ratio[0, 0]).abs().max() < 1e-2 * ratio[0, 0].abs()) else images.mean(0)


def test_mean_over_the_pictures(mean_digit, rng):
    """Each pixel of the ideal digit is the mean of that pixel in all pictures."""
    images = torch.rand(6, 28, 28, generator=rng)
    mean = mean_digit(images)
    expect_shape(mean, (28, 28), mistakes=SHAPES)
    expect_close(
        mean,
        slow_mean(images),
        mistakes={
            "This is the sum of the pictures; take their mean.": slow_mean(images) * 6,
            "This is the median; the mean is wanted.": images.median(0).values,
            "This is the first picture.": images[0],
            "This is the last picture.": images[-1],
            "Every pixel is 0: is something added up, and returned?": torch.zeros(28, 28),
            "The first picture counts twice: is it there before the loop, and in the loop as well?": (
                (images.sum(0) + images[0]) / 6
            ),
            "Only the first picture was added up, and divided by their number: is the return inside the loop?": images[0] / 6,
            "The later a picture comes, the more it counts: add all of them up, and divide once, at the end.": _halved(images),
            "The sum is divided by another number than how many pictures there are.": _fixed(mean, images),
        },
    )


def test_any_number_of_pictures(mean_digit, rng):
    """It works for as many pictures as there are, and for pictures of any size."""
    for shape in ((1, 28, 28), (11, 4, 7)):
        images = torch.rand(shape, generator=rng)
        expect_close(mean_digit(images), slow_mean(images))


@manner
def test_pictures_stay(mean_digit, worker, rng):
    """The pictures that are passed in stay as they are."""
    images = torch.rand(3, 28, 28, generator=rng)
    kept = worker.keep(images)
    mean_digit(kept)
    expect_unchanged(kept, images, "The pictures")


def test_the_ideal_3(mean_digit, rng, digits):
    """Of real 3s it makes the ideal 3."""
    threes = digits.train_threes[torch.randperm(len(digits.train_threes), generator=rng)[:200]]
    mean = mean_digit(threes)
    expect_shape(mean, (28, 28), mistakes=SHAPES)
    expect_close(mean, threes.mean(0), what="The ideal 3")


def test_as_many_pictures_as_the_course_has(mean_digit, rng):
    """All pictures count, thousands of them too, whatever numbers they hold."""
    for n in (6_131, MANY):
        images = changing_stack(rng, n, 3, 4)
        right = images.double().sum(0) / n
        mistakes = {
            "Not all pictures count: the mean goes over as many as there are.": images[:1000].mean(0),
            "The number of pictures is fixed; it follows from the stack.": images[:6_131].mean(0),
            "Numbers below 0 or above 1 count as they are, so leave clamp() and the like out.": images.clamp(min=0).mean(0),
        }
        expect_close(mean_digit(images), right, mistakes=mistakes, atol=2e-4)


def picture_of_the_mean(mean_digit, digits):
    """What comes out of a hundred 3s, beside their mean."""
    threes = digits.train_threes[:100]
    found, right = mean_digit(threes), threes.mean(0)
    if close(found, right, 0.02):
        return None
    size = " by ".join(str(n) for n in found.shape)
    yours, ideal = (in_brief(drawable(picture).max(), 2) for picture in (found, right))
    alt = f"Yours, of a hundred 3s: {size} numbers up to {yours}; and the ideal 3: 28 by 28 numbers up to {ideal}."
    return pictures_beside_each_other({f"yours\nup to {yours}": found, f"the ideal 3\nup to {ideal}": right}, alt)
