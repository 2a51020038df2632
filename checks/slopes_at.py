"""Hidden checks of `slopes_at(f, places)`: the slope at each place, each on its own."""

import math

import torch

from autograder.checking import (
    Handle,
    Unexpected,
    curves,
    described,
    expect,
    expect_close,
    expect_list,
    expect_number,
    in_brief,
    manner,
    tries,
)

from .drawn import close
from .reference import ROUNDED, rounded_like, shows_rounding

STANDS_ON = ["slope_at", "tracked"]


def _slope(c, x):
    return sum(k * a * x ** (k - 1) for k, a in enumerate(c) if k)


def _numbers(value):
    """A list of numbers, or a tensor with one axis, as a tensor."""
    if isinstance(value, torch.Tensor) and value.ndim == 1:
        value = expect_list(value, "The list of slopes")
    if isinstance(value, Handle) and value.type_name in ("list", "tuple"):
        raise Unexpected("The list holds something that is no number: are the parentheses of a call missing?")
    if not isinstance(value, list | tuple):
        raise Unexpected(f"A list of slopes was expected, but what came back is {described(value)}.")
    if any(item is None for item in value):
        hint = "The list holds None: backward() returns nothing, and needs its parentheses to run. The slope is in x.grad."
        raise Unexpected(hint, hint)
    return torch.tensor([expect_number(item, "Each slope") for item in expect_list(value, "The list of slopes")])


def test_each_place_has_its_own_slope(slopes_at, worker, rng):
    """It gives the slope at each place, without those of the places before."""
    for _ in tries():
        c = torch.randn(4, generator=rng).tolist()
        places = (torch.randn(5, generator=rng) + torch.arange(5))[torch.randperm(5, generator=rng)].tolist()
        right = torch.tensor([_slope(c, x) for x in places])
        if any(map(shows_rounding, right.tolist())) and places not in (sorted(places), sorted(places, reverse=True)):
            break
    before = torch.tensor([_slope(c, x) for x in [0.0, *places[:-1]]])
    found = _numbers(slopes_at(worker.helpers.polynomial.keep(c), places))
    alone = " Does the return stand inside the loop? It belongs below the loop, in line with `for`." if len(found) == 1 else ""
    expect(len(found) == 5, f"Five places have five slopes; {len(found)} came back.{alone}")
    expect_close(
        found,
        right,
        mistakes={
            "Each slope has those of the earlier places in it: clear the gradient between two places.": right.cumsum(0),
            "Each slope has those of the earlier places in it, and is rounded: clear the gradient, and don't round.": (
                rounded_like(found, right.cumsum(0))
            ),
            "All slopes are the same, the sum of all: store the value of x.grad (x.grad.item()), and clear it.": (
                right.sum().repeat(5)
            ),
            "All slopes are that of the last place: store the value (x.grad.item()), not the tensor that changes later.": (
                right[-1].repeat(5)
            ),
            "All slopes are 0: take the slope before the gradient is cleared, and its value (x.grad.item()), since x.grad itself "
            "is what zero_() makes 0.": torch.zeros(5),
            ROUNDED: rounded_like(found, right),
            "All slopes are that at 0: x has to go to each of the places.": torch.tensor(_slope(c, 0.0)).repeat(5),
            "These are values of the function, not slopes.": (
                torch.tensor([sum(a * x**k for k, a in enumerate(c)) for x in places])
            ),
            "The slopes come in another order than the places.": right.flip(0),
            "The places were sorted, so the slopes come in another order than the places.": (
                torch.tensor([_slope(c, x) for x in sorted(places)])
            ),
            "All slopes are those at 0, and each has the earlier ones in it: move x to each of the places, and clear it.": (
                _slope(c, 0.0) * torch.arange(1, 6)
            ),
            "Each slope is that at the place before: move x first, and then work out f.": before,
        },
        what="The slopes",
    )
    many = torch.linspace(-2, 2, 120)[torch.randperm(120, generator=rng)].tolist()
    many[-1] = many[0]  # a place may come again
    found = _numbers(slopes_at(worker.helpers.polynomial.keep(c), many))
    again = "A place that comes again has its slope once only: there is one slope for each place, so keep them in a list."
    expect(len(found) != 119, again)
    expect(len(found) == 120, f"A hundred and twenty places have as many slopes; {len(found)} came back.{alone}")
    expect_close(found, torch.tensor([_slope(c, x) for x in many]), what="The slopes at many places")


@manner
def test_by_autograd(slopes_at, worker, rng):
    """It lets PyTorch work out the slopes."""
    for _ in tries():
        slope, places = torch.rand((), generator=rng) + 1, torch.randn(5, generator=rng).tolist()
        if shows_rounding(slope.item()):
            break
    found = _numbers(slopes_at(worker.helpers.seen_by_autograd.keep(slope), places))
    hint = "The slopes are taken by differences; here PyTorch should work them out: requires_grad_(), backward(), .grad."
    # Differences are 0 here and nowhere else.
    usual = _numbers(slopes_at(worker.helpers.polynomial.keep([0.0, 1.0]), places))
    mistakes = {hint: torch.zeros(5)} if all(usual) else {}
    what = "The slopes that PyTorch works out"
    expect_close(found, slope.repeat(5), mistakes=mistakes, what=what)


def test_one_place_and_none(slopes_at, worker, rng):
    """One place has one slope; no place has none."""
    for _ in tries():
        c = torch.randn(3, generator=rng).tolist()
        if shows_rounding(_slope(c, 0.5)):
            break
    f = worker.helpers.polynomial.keep(c)
    expect_close(_numbers(slopes_at(f, [0.5])), torch.tensor([_slope(c, 0.5)]), what="The slopes")
    expect(len(_numbers(slopes_at(f, []))) == 0, "Without places there should be no slopes.")


def picture_of_the_tangents(slopes_at, worker):
    """A curve, and at four places a short line with the slope that was found there."""
    c, places = [0.0, -1.0, 0.0, 1 / 3], [-1.8, -0.8, 0.4, 1.8]
    found = _numbers(slopes_at(worker.helpers.polynomial.keep(c), places))
    right = torch.tensor([_slope(c, x) for x in places])
    if close(found, right):
        return None
    xs = torch.linspace(-2.4, 2.4, 97)
    lines = {"": (xs, xs**3 / 3 - xs)}
    told = []
    for name, slopes in (("right", right.tolist()), ("yours", found.tolist())):
        steps = [(x, step, s) for x, s in zip(places, slopes, strict=True) for step in (-0.3, 0.3, math.nan)]
        lines[name] = ([x + step for x, step, _ in steps], [x**3 / 3 - x + step * s for x, step, s in steps])
        told.append(", ".join(in_brief(s) for s in slopes))
    at = ", ".join(in_brief(x) for x in places)
    alt = f"A curve, and a short line with your slope at {at}: yours are {told[1]}, right ones {told[0]}."
    return curves(lines, "x", "f(x)", alt, ylim=(-2.4, 2.4))
