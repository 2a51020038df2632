"""Hidden checks of `black_and_white(images, threshold=0.5)`."""

import torch

from autograder.checking import (
    drawable,
    expect_close,
    expect_dtype,
    expect_shape,
    expect_unchanged,
    manner,
    pictures_beside_each_other,
)

from .drawn import close
from .reference import MANY, changing_stack, expect_whole_stack

_ALL_ABOVE = (
    "Everything is above a threshold below 0 here: pixels can be below 0 too, so compare each of them, as it is, with threshold "
    "itself."
)
_NONE_ABOVE = (
    "Nothing is above a threshold larger than 1 here: pixels can be above 1 too. What has become 1 can't be compared with the "
    "threshold once more: compare the pixels, and once."
)


def _slow(images, threshold):
    return torch.tensor([1.0 if v > threshold else 0.0 for v in images.flatten().tolist()]).view(images.shape)


def test_above_the_threshold(black_and_white, rng):
    """It is 1 above the threshold and 0 elsewhere, for any threshold."""
    for threshold in (0.5, 0.25, 0.0, 0.8125):  # the same number in float32 and in Python's floats
        images = 0.9 * torch.rand(3, 28, 28, generator=rng)  # no pixel of full ink: then a share of the largest one shows
        images[0, 0, :4] = threshold
        images[0, 1, 0] = 0.9
        right = _slow(images, threshold)
        expect_close(
            black_and_white(images, threshold),
            right,
            mistakes={
                "It is the other way round: 1 is for what is above the threshold.": 1 - right,
                "The threshold that was passed in isn't used.": _slow(images, 0.5),
                "A pixel that equals the threshold isn't above it.": (images >= threshold).float(),
                "Above the threshold the pixels kept their grey.": torch.where(images > threshold, images, 0.0),
                "Below the threshold the pixels kept their grey; they should be 0.": torch.where(images > threshold, 1.0, images),
                "Ink is 255 here; it should be 1.": 255 * right,
                "Only the pixels above the threshold came back, in one row: the answer has the pictures' shape, a 1 or a 0 for "
                "each pixel.": images[images > threshold],
                "Background is -1 here; it should be 0.": torch.sign(images - threshold),
                "The threshold is multiplied by the largest pixel that there is; compare each pixel with threshold itself.": (
                    _slow(images, threshold * float(images.max()))
                ),
            },
        )


def test_any_shape(black_and_white, rng):
    """It takes pictures of any shape."""
    a, b, c, d = torch.randint(2, 9, (4,), generator=rng).tolist()
    for shape in ((a,), (b, 1, c, d), (c, a), ()):
        images = 0.8 * torch.rand(shape, generator=rng)
        images.view(-1)[0] = 0.45  # not above 0.5, and above half of the largest one
        expect_close(expect_shape(black_and_white(images), shape), _slow(images, 0.5))


@manner
def test_leaves_the_pictures_as_they_are(black_and_white, worker, rng):
    """It makes new pictures, and those that it was given stay as they are."""
    images = torch.rand(2, 4, 5, generator=rng)
    kept = worker.keep(images)
    black_and_white.keep(kept)
    expect_unchanged(kept, images, "The pictures")


def test_half_if_nothing_is_said(black_and_white, rng):
    """Without a threshold it is 0.5."""
    images = 0.85 * torch.rand(4, 5, generator=rng)
    images[2, 3] = 0.45  # not above 0.5, and above half of the largest one
    expect_close(black_and_white(images), _slow(images, 0.5))


@manner
def test_dtype(black_and_white, rng):
    """The answer holds float32."""
    expect_dtype(black_and_white(torch.rand(4, 5, generator=rng)), torch.float32)


def test_as_many_pictures_as_the_course_has(black_and_white, rng):
    """Thousands of pictures are looked at, to the last one, whatever numbers they hold."""
    images = changing_stack(rng, MANY, 2, 3)
    for threshold in (-0.5, 1.5):
        found = expect_whole_stack(black_and_white(images, threshold), (MANY, 2, 3), "The answer")
        expect_close(
            found,
            (images > threshold).float(),
            mistakes={
                "The threshold that was passed in isn't used.": (images > 0.5).float(),
                "A threshold below 0 is taken for 0; use it as it is.": (images > max(threshold, 0.0)).float(),
                _ALL_ABOVE if threshold < 0 else _NONE_ABOVE: torch.full_like(images, float(threshold < 0)),
            },
        )


def picture_of_a_3(black_and_white, digits):
    """A 3 in grey, and in black and white."""
    image = digits.valid_threes[:1]
    found, right = black_and_white(image, 0.5), _slow(image, 0.5)
    if close(found, right):
        return None
    pictures = {"a 3": image[0], "yours": drawable(found, shape=(1, 28, 28))[0], "right": right[0]}
    alt = (
        f"A 3 in grey; what yours makes of it, with {_inked(found)} pixels of 1; and what is right, with {_inked(right)} of them."
    )
    return pictures_beside_each_other(pictures, alt)


def _inked(images):
    return int((drawable(images) == 1).sum())
