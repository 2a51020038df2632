"""Hidden checks of `to_vectors(images)`: each picture as one row."""

import torch

from autograder.checking import (
    drawable,
    expect_close,
    expect_shape,
    pictures_beside_each_other,
)

from .drawn import a_3_and_a_7, close
from .reference import MANY, NOTHING_CUT_OFF, changing_stack, expect_whole_stack


def test_row_after_row(to_vectors, rng):
    """Each picture becomes one row of pixels, row after row."""
    images = torch.rand(5, 28, 28, generator=rng)
    found = to_vectors(images)
    expect_shape(
        found,
        (5, 784),
        mistakes={
            "All pictures became one row: keep the first axis.": (3920,),
            "Rows and pictures were joined; it is the rows and columns of each picture that are.": (140, 28),
            "The pictures should be the rows, and are the columns.": (784, 5),
            "All pictures became one row; each should have a row of its own.": (1, 3920),
            "Only one picture came back, where five went in: is the return inside a loop?": (784,),
            "Each picture has only as many numbers as one of its rows: put the rows one behind the other.": (5, 28),
            "There is an axis of length 1 too many: each picture is a row, of shape (pictures, pixels).": (5, 1, 784),
        },
    )
    right = torch.tensor([[v for row in picture.tolist() for v in row] for picture in images])
    columns_first = images.transpose(1, 2).reshape(5, 784)
    mistakes = {
        "The pixels come column after column.": columns_first,
        "Pixels of different pictures are mixed: let the first axis stay the first, view(len(images), -1).": (
            images.reshape(-1, 5).T
        ),
    }
    expect_close(found, right, mistakes=mistakes)


def test_other_sizes(to_vectors, rng):
    """It works for one picture in a stack, and for pictures of another size."""
    for shape in ((1, 28, 28), (3, 4, 7)):
        images = torch.rand(shape, generator=rng)
        right = torch.stack([torch.cat(list(picture)) for picture in images])
        hint = "One picture gives one row, of shape (1, 784): the first axis is missing here, squeezed away or chosen by [0]."
        expect_close(to_vectors(images), right, mistakes={hint: right[0]} if len(images) == 1 else {})


def test_as_many_pictures_as_the_course_has(to_vectors, rng):
    """Each of thousands of pictures becomes a row, whatever numbers it holds."""
    images = changing_stack(rng, MANY, 3, 2)
    found = expect_whole_stack(to_vectors(images), (MANY, 6), what="The answer for a stack of thousands")
    columns = [images[:, r, c] for r in range(3) for c in range(2)]
    right = torch.stack(columns, 1)
    expect_close(found, right, mistakes={NOTHING_CUT_OFF: right.clamp(min=0)}, what="The rows of a stack of thousands")


def picture_of_the_rows(to_vectors, digits):
    """A 3 and a 7, and the rows that came back, each put together to a picture again."""
    images = torch.stack(a_3_and_a_7(digits))
    found = drawable(to_vectors(images), shape=(2, 784))
    if close(found, images.view(2, 784)):
        return None
    pictures = {"picture 1": images[0], "your row 1": found[0].reshape(28, 28)}
    pictures |= {"picture 2": images[1], "your row 2": found[1].reshape(28, 28)}
    alt = "A 3 and a 7, and beside each your row for it, cut into 28 pieces of 28 numbers: it isn't the same picture."
    return pictures_beside_each_other(pictures, alt)
