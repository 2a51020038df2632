"""Hidden checks of `stack_digits(files)`: pictures from files, as one tensor."""

import torch

from autograder.checking import (
    drawable,
    expect_close,
    expect_dtype,
    expect_shape,
    expect_tensor,
    in_brief,
    manner,
    pictures_beside_each_other,
    tries,
)

from . import mnist
from .drawn import close


def _pictures(rng, n, digit=3):
    """The MNIST rows of n pictures that are drawn at random, and the pictures themselves, 0 to 254.

    One picture in ten has no pixel of 255. Only with these is dividing by the largest pixel another thing than dividing by 255.
    """
    arrays = mnist.load()
    faint = torch.tensor(arrays[f"train_{digit}"].max((1, 2)) < 255).nonzero().flatten()
    for _ in tries():
        chosen = faint[torch.randperm(len(faint), generator=rng)[:n]].numpy()
        rows = arrays[f"train_{digit}_rows"][chosen].tolist()
        if n < 3 or rows not in (sorted(rows), sorted(rows, key=str)):  # so that sorted files show
            return rows, torch.tensor(arrays[f"train_{digit}"][chosen]).float()


def _in_another_order(found, right):
    """`found`, if it holds the right pictures in some order; else the right ones."""
    found = expect_tensor(found, "The stack").float()
    by_ink = [stack[stack.flatten(1).sum(1).argsort()] for stack in (found, right)]
    return found if torch.allclose(*by_ink, atol=1e-6) else right


def _without_grey(found, right):
    """`found`, if it holds nothing but 0 and 1, and no picture does; else the right stack, which is no mistake."""
    found = expect_tensor(found, "The stack").float()
    return found if bool(((found == 0) | (found == 1)).all()) else right


def test_stack_between_0_and_1(stack_digits, worker, rng):
    """It holds the pictures in their order, as numbers between 0 and 1."""
    for digit in (3, 7):
        rows, pixels = _pictures(rng, 5, digit)
        found = expect_shape(
            stack_digits(worker.helpers.digit_files.keep("train", digit, rows)),
            (5, 28, 28),
            mistakes={
                "The pictures are stacked along the last axis; the first one counts them.": (28, 28, 5),
                "The pictures are stacked along the middle axis; the first one counts them.": (28, 5, 28),
                "Only one picture is in the stack: is the return inside the loop?": (1, 28, 28),
                "The pictures were joined to one tall picture: stack makes a new axis, cat doesn't.": (140, 28),
                "There is an axis of length 1 too many, as to_tensor() gives it to each picture: join them by torch.cat.": (
                    (5, 1, 28, 28)
                ),
                "There is one picture more than there are files: does the stack begin with an empty one?": (6, 28, 28),
            },
        )
        scaled = pixels / 255
        expect_close(
            found,
            pixels / 255,
            mistakes={
                "The numbers run from 0 to 255: divide by 255.": pixels,
                "`//` drops what is behind the point: divide by /.": pixels // 255,
                "They are divided by 255 twice.": pixels / 255 / 255,
                "Background is 0 and ink is 1; here it is the other way round.": 1 - pixels / 255,
                "They are divided by 256; the largest number is 255.": pixels / 256,
                "They are divided by the largest pixel that there is; divide by 255, which is full ink.": pixels / pixels.max(),
                "The pictures come in another order than the files.": _in_another_order(found, scaled),
                "The numbers run from 0 to 255, and background is 255: divide by 255, and don't turn them round.": 255 - pixels,
                "Rows and columns of each picture are exchanged.": scaled.transpose(1, 2),
                "This is the first picture, again and again: open each of the files.": scaled[:1].expand(5, 28, 28),
                "This is the last picture, again and again: put each one into the stack.": scaled[-1:].expand(5, 28, 28),
                "There is no grey left, only 0 and 1: divide by 255, and leave the numbers as they come out.": (
                    _without_grey(found, scaled)
                ),
                "They are standardised, to a mean of 0 and a spread of 1: only divide by 255.": (
                    (scaled - scaled.mean()) / scaled.std()
                ),
            },
            atol=1e-6,
            rtol=0,
        )


@manner
def test_dtype(stack_digits, worker, rng):
    """The numbers are float32."""
    rows, _ = _pictures(rng, 2)
    expect_dtype(stack_digits(worker.helpers.digit_files.keep("train", 3, rows)), torch.float32)


def test_one_file(stack_digits, worker, rng):
    """One file makes a stack of one."""
    rows, pixels = _pictures(rng, 1)
    expect_close(stack_digits(worker.helpers.digit_files.keep("train", 3, rows)), pixels / 255)


def test_thousands_of_files(stack_digits, worker, rng):
    """Thousands of files make a stack of thousands: each picture once, in the order of the files."""
    n = 2_000 + int(torch.randint(1, 200, (), generator=rng))  # not all that there are: each grading would wait for them
    rows, pixels = _of_all_pictures(rng, "train", 3, n)
    found = expect_tensor(stack_digits(worker.helpers.digit_files.keep("train", 3, rows)), "A stack of thousands")
    few = tuple(found.shape)
    all_belong = (
        "Not all of the files are in the stack, and each belongs there: go through them to the end, and return after that."
    )
    mistakes = {all_belong: few} if few[1:] == (28, 28) and few[0] < n else {}
    expect_shape(found, (n, 28, 28), mistakes=mistakes, what="A stack of thousands")
    expect_close(
        found,
        pixels / 255,
        mistakes={"The pictures come in another order than the files.": _in_another_order(found, pixels / 255)},
        atol=1e-6,
        rtol=0,
        what="A stack of thousands",
    )


def test_any_files(stack_digits, worker, rng):
    """It is the pictures in the files that count, whichever folder they stand in, and however many there are."""
    for part, digit in (("valid", 7), ("train", 7), ("valid", 3)):
        n = int(torch.randint(20, 60, (), generator=rng))
        rows, pixels = _of_all_pictures(rng, part, digit, n)
        found = stack_digits(worker.helpers.digit_files.keep(part, digit, rows))
        expect_close(found, pixels / 255, atol=1e-6, rtol=0, what=f"A stack of {n} pictures")


def _of_all_pictures(rng, part, digit, n):
    """The MNIST rows of n pictures, and the pictures."""
    arrays = mnist.load()
    chosen = torch.randperm(len(arrays[f"{part}_{digit}"]), generator=rng)[:n].numpy()
    return arrays[f"{part}_{digit}_rows"][chosen].tolist(), torch.tensor(arrays[f"{part}_{digit}"][chosen]).float()


def picture_of_the_stack(stack_digits, worker):
    """Three files, and the first three pictures of the stack."""
    arrays = mnist.load()
    pixels = torch.tensor(arrays["train_3"][:3]).float() / 255
    files = worker.helpers.digit_files.keep("train", 3, arrays["train_3_rows"][:3].tolist())
    found = drawable(stack_digits(files))
    if close(found, pixels):
        return None
    if found.ndim != 3:
        raise ValueError("no stack of pictures")
    pictures = {f"file {i + 1}": picture for i, picture in enumerate(pixels)}
    pictures |= {f"yours, {i + 1}": picture for i, picture in enumerate(found[:3])}
    size = " by ".join(str(n) for n in found.shape)
    alt = f"Three pictures from files, and the first ones of your stack of {size} numbers, from {in_brief(found.min())} to "
    return pictures_beside_each_other(pictures, f"{alt}{in_brief(found.max())}.", per_row=3)
