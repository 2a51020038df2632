"""Hidden checks of `crop(image, top, bottom, left, right)`."""

import torch

from autograder.checking import expect_close


def test_rows_and_columns(crop, rng):
    """It cuts out the rows and the columns, the ends not included."""
    image = torch.rand(28, 20, generator=rng)
    top, left = torch.randint(2, 6, (2,), generator=rng).tolist()
    for height, width in ((9, 5), (1, 11)):
        bottom, right = top + height, left + width
        wanted = torch.tensor([[image[r, c].item() for c in range(left, right)] for r in range(top, bottom)])
        expect_close(
            crop(image, top, bottom, left, right),
            wanted,
            mistakes={
                "Only rows were cut: [rows][columns] cuts rows twice; write [rows, columns].": image[top:bottom][left:right],
                "Rows and columns are exchanged.": image[left:right, top:bottom],
                "The ends are included; they should not be.": image[top : bottom + 1, left : right + 1],
                "bottom and right are places, not lengths: the slice is top:bottom.": (
                    image[top : top + bottom, left : left + right]
                ),
                "The columns weren't cut.": image[top:bottom],
                "The rows weren't cut.": image[:, left:right],
            },
            what="The part",
        )


def test_all_of_it(crop, rng):
    """From 0 to the end it is the whole picture."""
    image = torch.rand(6, 9, generator=rng)
    expect_close(crop(image, 0, 6, 0, 9), image, what="The part")
