"""Hidden checks of `labelled_dataset(threes, sevens)`: x and y."""

import torch

from autograder.checking import Unexpected, described, expect, expect_close, expect_shape, expect_tensor, manner

from .reference import MANY, expect_whole_stack

STANDS_ON = ["to_vectors"]


_X_FIRST = "x, the pictures, should come first, and then y, the labels."
_AS_MANY = "There are as many labels for the 7s as for the 3s; each picture has one."


def _pair(value):
    if isinstance(value, list | tuple) and len(value) == 2:
        return value
    only = "Only one tensor came back: `return x, y` gives both." if isinstance(value, torch.Tensor) else None
    raise Unexpected(f"Two tensors were expected, x and y; what came back is {described(value)}.", only)


def test_pictures(labelled_dataset, rng):
    """x holds all pictures as rows, the 3s first."""
    # From -1 to 2: whatever numbers the pictures hold, they stay.
    threes, sevens = (3 * torch.rand(n, 28, 28, generator=rng) - 1 for n in (4, 3))
    x, _ = _pair(labelled_dataset(threes, sevens))
    mistakes = {
        "The pictures still have rows and columns: make each one row.": (7, 28, 28),
        _X_FIRST: (7, 1),
    }
    expect_shape(x, (7, 784), mistakes=mistakes, what="x")
    right = torch.stack([torch.cat(list(picture)) for picture in [*threes, *sevens]])
    columns_first = torch.cat([threes, sevens]).transpose(1, 2).reshape(7, 784)
    mistakes = {
        "The 7s come first; the 3s should.": torch.cat([right[4:], right[:4]]),
        "The pixels come column after column; they should come row after row.": columns_first,
    }
    expect_close(x, right, mistakes=mistakes, what="x")


def test_labels(labelled_dataset, rng):
    """y is 1 for each 3 and 0 for each 7, of shape (n, 1)."""
    for n, m in ((5, 3), (1, 6), (5, 1)):
        threes, sevens = torch.rand(n, 28, 28, generator=rng), torch.rand(m, 28, 28, generator=rng)
        x, y = _pair(labelled_dataset(threes, sevens))
        hint = "y has one axis only. Its shape should be (n, 1), as that of predictions: unsqueeze(1)."
        mistakes = {
            hint: (n + m,),
            "y is one row; it should be one column.": (1, n + m),
            _AS_MANY: (2 * n, 1),
        }
        exchanged = isinstance(x, torch.Tensor) and x.shape == (n + m, 1)
        mistakes[_X_FIRST if exchanged else "There is a label for each pixel; each picture has one."] = (n + m, 784)
        expect_shape(y, (n + m, 1), mistakes=mistakes, what="y")
        right = torch.tensor([[1.0]] * n + [[0.0]] * m)
        _, y_of_paper = _pair(labelled_dataset(torch.zeros(n, 28, 28), torch.ones(m, 28, 28)))
        by_ink = not (isinstance(y_of_paper, torch.Tensor) and y_of_paper.shape == y.shape and bool((y_of_paper == y).all()))
        expect_close(
            y,
            right,
            mistakes={
                "The labels are exchanged: 1 is for a 3.": 1 - right,
                "The labels are the digits themselves; they should be 1 for a 3 and 0 for a 7.": 7 - 4 * right,
                "There are as many 1s as there are 7s, and as many 0s as 3s: the two numbers are exchanged.": (
                    torch.tensor([[1.0]] * m + [[0.0]] * n)
                ),
                "Every label is 1; a 7 has 0.": torch.ones(n + m, 1),
                "One half of the labels is 1, the other 0: count the pictures of each digit.": (
                    (torch.arange(n + m) < (n + m) // 2).float().view(-1, 1)
                ),
                "The labels of the 7s come first; in x and in y the 3s do.": torch.tensor([[0.0]] * m + [[1.0]] * n),
                "A 7 has the label 0, not -1.": 2 * right - 1,
                "The labels follow from what is in the pictures; how many 3s and how many 7s were passed in decides.": (
                    y if by_ink else right
                ),
            },
            what="y",
        )


@manner
def test_labels_are_numbers(labelled_dataset, rng):
    """The labels are numbers with which one can compute."""
    _, y = _pair(labelled_dataset(torch.rand(2, 28, 28, generator=rng), torch.rand(2, 28, 28, generator=rng)))
    expect(expect_tensor(y, "y").dtype != torch.bool, "y should hold 1 and 0, and not True and False.")


def test_as_many_pictures_as_the_course_has(labelled_dataset, rng):
    """Of thousands of pictures each one has its label, however many there are of either digit."""
    for n, m in ((2, MANY), (MANY, 3)):
        # One number in each picture would do to tell them apart; 784 are what the docstring says, sent as small as can be.
        dark = torch.randint(0, 255, (n + m, 1, 1), generator=rng, dtype=torch.uint8)
        pictures = dark.expand(n + m, 28, 28)
        _, y = _pair(labelled_dataset(pictures[:n].clone(), pictures[n:].clone()))
        if isinstance(y, torch.Tensor) and y.shape == (2 * n, 1):
            raise Unexpected(_AS_MANY, _AS_MANY)
        expect_whole_stack(y, (n + m, 1), what="y")
        expect_close(y, torch.tensor([[1.0]] * n + [[0.0]] * m), what="y")
