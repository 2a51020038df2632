"""Hidden checks of `make_batches(x, y, size, shuffle=False)`."""

import torch

from autograder.expect import Unexpected, described, expect, expect_close


def _batches(value):
    """The list of pairs, each of tensors."""
    if not isinstance(value, list | tuple):
        raise Unexpected(f"A list of batches was expected, but what came back is {described(value)}.")
    for pair in value:
        expect(isinstance(pair, list | tuple) and len(pair) == 2, "Each batch should be a pair (xb, yb).")
        expect(all(isinstance(t, torch.Tensor) for t in pair), "Each batch should be a pair of tensors (xb, yb).")
        expect(len(pair[0]) == len(pair[1]), "A batch has more pictures than labels, or fewer.")
    return value


def _data(rng, n=23):
    """Pictures that all differ, each with a label that follows from it."""
    x = torch.rand(n, 4, generator=rng)
    return x, x.sum(1, keepdim=True)


def test_in_order_the_last_one_short(make_batches, rng):
    """All pictures come in order, in batches of `size`, with those that are left in a last, shorter one."""
    x, y = _data(rng)
    for size in (5, 23, 100):
        found = _batches(make_batches(x, y, size))
        sizes = [len(xb) for xb, _ in found]
        wanted = [min(size, 23 - i) for i in range(0, 23, size)]
        if sizes == wanted[:-1]:
            raise Unexpected("The last, short batch is missing.", "The last, short batch is missing.")
        expect(sizes == wanted, f"23 pictures in batches of {size} give batches of {wanted}; yours have {sizes}."[:300])
        pictures = torch.cat([xb for xb, _ in found])
        mixed = {"Without shuffle the pictures come in the order in which they were.": pictures}
        expect_close(pictures, x, mistakes=mixed, what="The pictures, one batch after another")
        expect_close(torch.cat([yb for _, yb in found]), y, what="The labels, one batch after another")


def test_shuffled_together(make_batches, rng):
    """Shuffled, every picture is there once, and has its own label."""
    x, y = _data(rng, 60)
    found = _batches(make_batches(x, y, 7, shuffle=True))
    xs, ys = torch.cat([xb for xb, _ in found]), torch.cat([yb for _, yb in found])
    expect(len(xs) == 60, f"60 pictures went in, and {len(xs)} came out.")
    again = xs[xs[:, 0].argsort()]
    hint = "Some pictures are there more than once, and others not at all: torch.randperm draws each number once."
    expect_close(again, x[x[:, 0].argsort()], mistakes={hint: again}, what="The shuffled pictures, put in order again")
    expect_close(
        ys,
        xs.sum(1, keepdim=True),
        mistakes={
            "The pictures are mixed and the labels aren't: use one order for both.": y,
            "Pictures and labels were mixed each in an order of their own: use one order for both.": ys,
        },
        what="The labels of the shuffled pictures",
    )
    expect(not torch.equal(xs, x), "With shuffle the order stayed as it was.")


def test_mixed_anew(make_batches, rng):
    """Each call mixes anew, and leaves x and y as they are."""
    x, y = _data(rng, 60)
    first, second = (torch.cat([xb for xb, _ in _batches(make_batches(x, y, 60, shuffle=True))]) for _ in range(2))
    expect(not torch.equal(first, second), "Two calls gave the same order: don't set a seed inside.")
