"""Hidden checks of `crop(image, top, bottom, left, right)`."""

import torch

from autograder.checking import as_picture, blank, drawable, expect_close

from .drawn import close, framed


def _blackened(image, top, bottom, left, right):
    """The part at its place, and 0 round it."""
    whole = torch.zeros_like(image)
    whole[top:bottom, left:right] = image[top:bottom, left:right]
    return whole


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
                "28 was taken off: bottom and right are places already, counted from the first row and column.": (
                    image[top : bottom - 28, left : right - 28]
                ),
                "Rows and columns are exchanged, and the ends are included.": image[left : right + 1, top : bottom + 1],
                "Only rows were cut, and the ends are included: write [rows, columns], and no + 1.": (
                    image[top : bottom + 1][left : right + 1]
                ),
                "Column `right` is included; it should not be.": image[top:bottom, left : right + 1],
                "Row `bottom` is included; it should not be.": image[top : bottom + 1, left:right],
                "It is as wide as it is high: the columns run from left to right.": image[top:bottom, left : left + height],
                "Rows are counted from below; row 0 is the uppermost, the first one of the tensor.": (
                    image.flip(0)[top:bottom, left:right]
                ),
                "It is as large as the picture, and black round the part: give back the part alone.": _blackened(
                    image, top, bottom, left, right
                ),
                "The columns weren't cut.": image[top:bottom],
                "The rows weren't cut.": image[:, left:right],
            },
            what="The part",
        )


def test_all_of_it(crop, rng):
    """From 0 to the end it is the whole picture."""
    columns, more = torch.randint(3, 9, (2,), generator=rng).tolist()
    rows = columns + more  # never as many as columns
    for shape in ((rows, columns), (1, columns)):
        image = torch.rand(shape, generator=rng)
        expect_close(crop(image, 0, shape[0], 0, shape[1]), image, what="The part")


def test_any_size(crop, rng):
    """The picture can be larger than a digit, and hold any numbers; the part can stand anywhere in it."""
    for more in (0, 0, 1_000):
        rows, columns = torch.randint(40, 90, (2,), generator=rng).tolist()
        rows += more
        image = torch.randn(rows, columns, generator=rng)
        for top, left in ((rows - 9, columns - 6), (rows - 9, 0), (0, columns - 6), (30, 30)):
            bottom, right = top + int(torch.randint(1, 9, (), generator=rng)), left + int(torch.randint(1, 6, (), generator=rng))
            wanted = torch.tensor([[image[r, c].item() for c in range(left, right)] for r in range(top, bottom)])
            expect_close(
                crop(image, top, bottom, left, right),
                wanted,
                mistakes={
                    "The picture is taken for one of 28 rows and columns; it can be larger.": (
                        image[:28, :28][top:bottom, left:right]
                    ),
                    "Numbers below 0 became 0; the part holds the picture's numbers as they are.": wanted.clamp(min=0),
                },
                what="The part of a large picture",
            )


def picture_of_a_part(crop, digits):
    """A 3 with a frame round the part that is asked for, and the part that came back."""
    image = digits.valid_threes[0]
    found, right = drawable(crop(image, 4, 16, 8, 24)), image[4:16, 8:24]
    if close(found, right):
        return None
    figure, axes = blank(4.3, 1.9, columns=3)
    for one, picture, name in zip(
        axes, (image.numpy(), found, right.numpy()), ("rows 4 to 15,\ncolumns 8 to 23", "\nyours", "\nright"), strict=True
    ):
        one.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
        one.set(xlim=(-0.5, 27.5), ylim=(27.5, -0.5), xticks=[], yticks=[])
        one.set_title(name, fontsize=9)
        one.spines[:].set_visible(True)
        one.spines[:].set_color("#c8c8c8")
    axes[0].add_patch(framed((7.5, 3.5), 16, 12))
    axes[1].add_patch(framed((-0.5, -0.5), *reversed(found.shape)))
    axes[2].add_patch(framed((-0.5, -0.5), 16, 12))
    size = " by ".join(str(n) for n in found.shape)
    return as_picture(
        figure, f"A 3 with a frame round its rows 4 to 15 and columns 8 to 23, 12 by 16 pixels; and yours, {size} of them."
    )
