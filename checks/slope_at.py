"""Hidden checks of `slope_at(f, x)`: the slope of f at x."""

import torch

from autograder.checking import (
    all_apart,
    expect,
    expect_close,
    expect_number,
    manner,
    tries,
)

from .drawn import a_slope
from .reference import ROUNDED, rounded_like, shows_rounding

STANDS_ON = ["tracked"]


def _polynomial(rng, degree=3):
    """Coefficients of a polynomial, and a place."""
    return torch.randn(degree + 1, generator=rng).tolist(), torch.randn((), generator=rng).item()


def _value(c, x):
    return sum(a * x**k for k, a in enumerate(c))


def _slope(c, x):
    """By the rule for powers, on paper: the slope of x**k is k x**(k-1)."""
    return sum(k * a * x ** (k - 1) for k, a in enumerate(c) if k)


def _setting(rng, sign, so_far):
    """A curve and a place where its slope has this sign, and what each mistake gives there, all of it apart."""
    for _ in tries():
        c, x = _polynomial(rng)
        slope = _slope(c, x)
        wrong = {
            "This is the value of the function, not its slope: the slope is in .grad.": _value(c, x),
            "This is the slope at 0, not at x.": _slope(c, 0.0),
            "This is x itself; the slope is in its .grad.": x,
            "This is x after a step; the slope itself is wanted, which is in its .grad.": x - slope,
            "The slope is in it twice: is backward() called twice? Gradients add up.": 2 * slope,
            "The slope is in it twice, with its sign turned round: call backward() once, and return .grad as it is.": -2 * slope,
        }
        turned = "This is the slope with its sign turned round."
        if sign < 0:  # a slope that was right where the curve rises
            turned = "Where the curve falls the slope is negative: leave its sign as it is."
        wrong[turned] = -slope
        if so_far:
            again = "This slope has those of earlier calls in it: gradients add up, so start from a fresh tensor."
            wrong[again] = so_far + slope
        # The sum so far stays away from 0 and below 6, so that there always is a next slope that it can be told from.
        fits = 0.1 < sign * slope < 3 and abs(so_far + slope) > 0.3 and shows_rounding(slope)
        if fits and all_apart([slope, *wrong.values()], 0.05) and max(map(abs, wrong.values())) < 10:
            return c, x, wrong


def _number(found):
    expect(
        found is not None,
        "None came back. backward() returns nothing, and needs its parentheses to run; afterwards the slope is in the .grad of "
        "the tensor that was tracked. Return that.",
    )
    return expect_number(found, "The slope")


def test_slope_of_a_polynomial(slope_at, worker, rng):
    """It finds the slope of any curve, at any place, rising or falling."""
    so_far = 0.0
    for sign in (1, -1, 1):
        c, x, wrong = _setting(rng, sign, so_far)
        so_far += _slope(c, x)
        found = slope_at(worker.helpers.polynomial.keep(c), x)
        _number(found)
        wrong[ROUNDED] = rounded_like(found, _slope(c, x))
        expect_close(found, _slope(c, x), mistakes=wrong, what="The slope")


@manner
def test_by_autograd(slope_at, worker, rng):
    """It lets PyTorch work out the slope."""
    for _ in tries():
        slope, x = torch.rand((), generator=rng) + 1, torch.randn((), generator=rng).item()
        if shows_rounding(slope.item()):
            break
    found = slope_at(worker.helpers.seen_by_autograd.keep(slope), x)
    _number(found)
    hint = "The slope is taken by differences; here PyTorch should work it out: requires_grad_(), backward(), .grad."
    what = "The slope that PyTorch works out"
    expect_close(found, slope, mistakes={hint: 0.0}, what=what)


def test_whole_number_as_place(slope_at, worker, rng):
    """A whole number is a place like any other."""
    for _ in tries():
        c, _ = _polynomial(rng)
        if _slope(c, 2) > 0.1 and shows_rounding(_slope(c, 2)):  # falling curves have their own check
            break
    found = slope_at(worker.helpers.polynomial.keep(c), 2)
    _number(found)
    expect_close(found, _slope(c, 2), what="The slope")


def test_fresh_every_time(slope_at, worker, rng):
    """Asked twice, it gives the same slope twice."""
    c, x, _ = _setting(rng, 1, 0.0)
    f = worker.helpers.polynomial.keep(c)
    first = _number(slope_at(f, x))
    found = slope_at(f, x)
    _number(found)
    hint = "The second answer has the first one in it: gradients add up, so start from a fresh tensor."
    expect_close(found, _slope(c, x), mistakes={hint: first + _slope(c, x)}, what="The slope")


def picture_of_the_tangent(slope_at, worker):
    """A parabola, and a line with the slope that was found at one of its points."""
    found = _number(slope_at(worker.helpers.polynomial.keep([0.0, 0.0, 0.5]), 1.0))
    return a_slope(found, 1.0, points=([1.0], [0.5]))
