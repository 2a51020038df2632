"""Hidden checks of `make_batches(x, y, size, shuffle=False)`."""

from itertools import pairwise

import torch

from autograder.checking import (
    Unexpected,
    described,
    expect,
    expect_close,
    expect_list,
    expect_unchanged,
    manner,
)

from .drawn import rows_of_numbers
from .reference import NOTHING_CUT_OFF

PIXELS = 4


def _batches(value):
    """The list of pairs, each of tensors that look like a batch of pictures and their labels."""
    if not isinstance(value, list | tuple):
        raise Unexpected(f"A list of batches was expected, but what came back is {described(value)}.")
    value = expect_list(value, "The list of batches")
    expect(len(value) > 0, "No batch came back: the list is empty.")
    for pair in value:
        expect(isinstance(pair, list | tuple) and len(pair) == 2, "Each batch should be a pair (xb, yb).")
        expect(all(isinstance(t, torch.Tensor) for t in pair), "Each batch should be a pair of tensors (xb, yb).")
        xb, yb = pair
        expect(xb.shape != (PIXELS,), "Each pair holds a single picture; a batch holds `size` of them, and their labels.")
        expect(
            xb.ndim == 2 and xb.shape[1] == PIXELS, "The pictures of a batch should have the shape (pictures, pixels), as in x."
        )
        expect(yb.ndim == 2 and yb.shape[1] == 1, "The labels of a batch should have the shape (pictures, 1), as in y.")
        expect(len(xb) == len(yb), "A batch has more pictures than labels, or fewer.")
    expect(sum(len(xb) for xb, _ in value) < 10_000, "There are thousands of pictures in the batches, and less than 200 went in.")
    return [(xb.detach().float(), yb.detach().float()) for xb, yb in value]


def _data(rng, n=23):
    """Pictures that all differ, with numbers of both signs and above 1, each with a label that follows from it."""
    x = 3 * torch.randn(n, PIXELS, generator=rng)
    return x, x.sum(1, keepdim=True)


def _places(pictures, x):
    """For each of the pictures its row in x; None if one of them isn't in x."""
    same = (pictures[:, None] == x[None]).all(-1)
    return same.float().argmax(1).tolist() if bool(same.any(1).all()) else None


_CUT_OFF = "Pixels below 0 or above 1 were cut off: the batches hold the pictures of x as they are."
_NOT_IN_X = "There are pictures that aren't in x: the batches hold its rows as they are, with no number changed."
_TWICE = "Some pictures are there more than once, and others not at all"


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
        rows = _places(pictures, x)
        expect(rows is None or len(set(rows)) == 23, f"{_TWICE}: each batch begins where the last one ends.")
        mixed = "Without shuffle the pictures come in the order in which they were."
        expect(rows is None or rows == list(range(23)), mixed)
        cut_off = {_CUT_OFF: x.clamp(0, 1), NOTHING_CUT_OFF: x.clamp(min=0)}
        expect_close(pictures, x, mistakes=cut_off, what="The pictures, one batch after another")
        expect_close(torch.cat([yb for _, yb in found]), y, what="The labels, one batch after another")
    for n, size in ((1, 4), (1_200, 7)):
        x, y = _data(rng, n)
        found = _batches(make_batches(x, y, size))
        wanted = [min(size, n - i) for i in range(0, n, size)]
        of = f"{n:,} picture{'s' * (n > 1)}"
        told = f"{of} in batches of {size} make {len(wanted)}, the last one with {wanted[-1]}; yours are {len(found)}."
        expect([len(xb) for xb, _ in found] == wanted, told)
        what = f"one batch after another, of {of}"
        expect_close(torch.cat([xb for xb, _ in found]), x, what=f"The pictures, {what}")
        expect_close(torch.cat([yb for _, yb in found]), y, what=f"The labels, {what}")


def _expect_mixed(rows, sizes):
    """The order is a real mixture. None of these happens to a real one by chance: there are too many orders."""
    n = len(rows)
    expect(rows != list(range(n)), "With shuffle the pictures stayed in their order.")
    batches = [part.tolist() for part in torch.tensor(rows).split(sizes)]
    hint = "The pictures are mixed only inside each batch: mix all of them, then cut."
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    expect(any(sorted(b) != list(range(s, s + len(b))) for b, s in zip(batches, starts, strict=True)), hint)
    expect(rows != list(range(n))[::-1], "With shuffle the pictures come backwards, always: mix them (torch.randperm).")
    hint = "The pictures come in their old order, only begun at another place: mix them (torch.randperm)."
    expect(any(after != (before + 1) % n for before, after in pairwise(rows)), hint)
    hint = "Only the batches are mixed, and each holds the pictures that it held: mix the pictures, then cut."
    expect(any(after != before + 1 for b in batches for before, after in pairwise(b)), hint)


def test_shuffled_together(make_batches, rng):
    """Shuffled, every picture is there once, has its own label, and the short batch is still the last one."""
    # Several times, since a short batch that may stand anywhere among 34 stands at the end now and then.
    for _ in range(5):
        x, y = _data(rng, 101)
        found = _batches(make_batches(x, y, 3, shuffle=True))
        xs, ys = torch.cat([xb for xb, _ in found]), torch.cat([yb for _, yb in found])
        expect(len(xs) == 101, f"101 pictures went in, and {len(xs)} came out.")
        rows = _places(xs, x)
        pixels = _places(xs.sort(1).values, x.sort(1).values)
        hint = "The pixels changed places within the pictures: mix the pictures, which are the rows of x."
        expect(rows is not None or pixels is None, hint)
        expect(rows is not None, _NOT_IN_X)
        hint = f"{_TWICE}: torch.randperm draws each number once, and each batch begins where the last one ends."
        expect(len(set(rows)) == 101, hint)
        own = xs.sum(1, keepdim=True)
        all_there = torch.allclose(ys.flatten().sort().values, y.flatten().sort().values, atol=1e-5)
        wrong = {"The pictures are mixed and the labels aren't: use one order for both.": y}
        if all_there and rows == list(range(101)):
            wrong = {"The labels are mixed and the pictures aren't: use one order for both.": ys}
        elif all_there:
            wrong |= {"Pictures and labels were mixed each in an order of their own: use one order for both.": ys}
        expect_close(ys, own, mistakes=wrong, what="The labels of the shuffled pictures")
        sizes = [len(xb) for xb, _ in found]
        _expect_mixed(rows, sizes)
        wanted = [3] * 33 + [2]
        hint = "With shuffle the short batch isn't always the last one: mix the pictures, then cut."
        expect(sizes == wanted or sorted(sizes) != sorted(wanted), hint)
        expect(sizes == wanted, "With shuffle the batches have other sizes: `size` pictures each, and the rest in the last one.")


def test_mixed_anew(make_batches, rng):
    """Each call mixes anew."""
    x, y = _data(rng, 60)
    first, second = (torch.cat([xb for xb, _ in _batches(make_batches(x, y, 60, shuffle=True))]) for _ in range(2))
    expect(not torch.equal(first, x), "With shuffle the pictures stayed in their order.")
    expect(_places(first, x) is not None, _NOT_IN_X)
    expect(not torch.equal(first, second), "Two calls gave the same order: don't set a seed inside, and mix anew each time.")


@manner
def test_x_and_y_stay(make_batches, worker, rng):
    """x and y stay as they are."""
    x, y = _data(rng, 60)
    kept_x, kept_y = worker.keep(x), worker.keep(y)
    make_batches(kept_x, kept_y, 60, shuffle=True)
    expect_unchanged(kept_x, x, "x")
    expect_unchanged(kept_y, y, "y")


def picture_of_the_batches(make_batches):
    """Which pictures are in which batch, of ten that are put into batches of four: in order, or if that is right, shuffled."""
    x = torch.arange(1, 11).float().view(10, 1).repeat(1, PIXELS)
    rows = _rows(make_batches(x, x[:, :1], 4))
    if rows != [["1", "2", "3", "4"], ["5", "6", "7", "8"], ["9", "10"]]:
        return rows_of_numbers(rows, "batch", "Ten pictures in batches of four", _told(rows, "wanted: 1 to 10, in order"))
    rows = _rows(make_batches(x, x[:, :1], 4, shuffle=True))
    drawn = [number for row in rows for number in row]
    right = sorted(drawn) == sorted(str(n) for n in range(1, 11)) and [len(row) for row in rows] == [4, 4, 2]
    if right and drawn != [str(n) for n in range(1, 11)]:
        return None
    of = "Ten pictures, shuffled, in batches of four, and in brackets a label that is another's"
    return rows_of_numbers(rows, "batch", of, _told(rows, "wanted: 1 to 10, shuffled"))


def _told(rows, pictures):
    """What stands in the boxes."""
    return f"{pictures}\n(label of another)" if any("(" in number for row in rows for number in row) else pictures


def _rows(value):
    """The numbers of the pictures in each batch; one whose label is another's has both."""
    found = []
    for xb, yb in _batches(value)[:8]:
        pairs = list(zip(*(map(_number, tensor[:12, 0].tolist()) for tensor in (xb, yb)), strict=True))
        found.append([number if number == label else f"{number}\n({label})" for number, label in pairs])
    return found


def _number(value):
    return str(int(value)) if value == round(value) and 0 < value < 11 else "?"
