"""Hidden checks of `slope_by_differences(f, x, h)`: the change of f from x to x + h, for each unit of h."""

import math

import torch

from autograder.checking import (
    all_apart,
    expect_close,
    expect_number,
    tries,
)

from .drawn import a_slope
from .reference import ROUNDED, rounded_like, shows_rounding

_OWN_STEP = "This is the slope itself, or nearly. Step by the h that is passed in, not your own, and without autograd."


def _curve(rng, sign, side=1, least=0.5):
    """A curve and a place at which it rises or falls, as `sign` says.

    The place is between `least` and one more, on the positive or the negative side.
    """
    c = (sign * (torch.rand(4, generator=rng) + 0.5)).tolist()
    x = torch.rand((), generator=rng).item() + least
    # The curve turned by half a circle about 0 has the same slope on the other side.
    return (c, x) if side > 0 else ([-a * (-1) ** k for k, a in enumerate(c)], -x)


def _value(c, x):
    return sum(a * x**k for k, a in enumerate(c))


def _slope(c, x):
    return sum(k * a * x ** (k - 1) for k, a in enumerate(c) if k)


def _setting(rng, sign, h, side, least):
    """A curve, a place, the right answer, and what each mistake gives, all of it apart."""
    to_the_left = "This steps to the left; the text steps to the right."
    if h < 0:
        to_the_left = "h is negative here, and was taken without its sign: the step ends at x + h."
    for _ in tries():
        c, x = _curve(rng, sign, side, least)
        ahead, here, behind = _value(c, x + h), _value(c, x), _value(c, x - h)
        right = (ahead - here) / h
        turned = "The difference is taken the wrong way round: f(x + h) comes first."
        if sign < 0:  # it was right where the curve rises
            turned = "Where the curve falls the change is negative: leave its sign as it is."
        wrong = {
            "The change isn't divided by h.": ahead - here,
            "Only f(x) is divided by h: put parentheses round the difference.": ahead - here / h,
            "Only f(x + h) is divided by h, and the difference is the wrong way round: (f(x + h) - f(x)) / h.": here - ahead / h,
            "The difference is the wrong way round, and isn't divided by h.": here - ahead,
            "It is divided by 2 h; from x to x + h it is one h.": right / 2,
            "It is divided by x + h, the place where the step ends; divide by h, its length.": (ahead - here) / (x + h),
            "f(x + h) isn't f(x) + f(h): add x and h first, and call f with the sum.": _value(c, h) / h,
            "This steps to both sides, and that is 2 h; the text steps from x to x + h.": (ahead - behind) / h,
            "The change is multiplied by h; divide by it.": (ahead - here) * h,
            turned: -right,
            to_the_left: (here - behind) / h,
            "This steps to both sides; the text steps from x to x + h.": (ahead - behind) / (2 * h),
            "This steps by 1; step by the h that is passed in.": _value(c, x + 1) - here,
            _OWN_STEP: _slope(c, x),
        }
        if side < 0:
            size_of_x = (_value(c, -x + h) - _value(c, -x)) / h
            wrong["x is negative here, and was taken without its sign: start from x as it is."] = size_of_x
        if all_apart([right, *wrong.values()], 0.05) and shows_rounding(right):
            return c, x, right, wrong


def test_step_to_the_right(slope_by_differences, worker, rng):
    """It divides the change from x to x + h by h, for rising curves and for falling ones."""
    for sign, h, side, least in (
        (1, 0.7, 1, 0.5),
        (1, 0.2, 1, 0.5),
        (-1, 0.4, 1, 0.5),
        (1, 0.3, -1, 0.5),
        (1, 2.5, 1, 1.5),
        (1, -0.4, 1, 0.5),
    ):
        c, x, right, wrong = _setting(rng, sign, h, side, least)
        found = slope_by_differences(worker.helpers.polynomial.keep(c), x, h)
        number = expect_number(found, "The result")
        if abs(number - _slope(c, x)) < 0.02:  # by a step of one's own, too
            wrong[_OWN_STEP] = number
        wrong["What is behind the point was dropped, by `//` or by round(): divide by /, and round nothing."] = math.floor(right)
        wrong[ROUNDED] = rounded_like(found, right)
        expect_close(found, right, mistakes=wrong)


def test_small_step_if_none_is_given(slope_by_differences, worker, rng):
    """Without h the step is small, and the result close to the slope."""
    far = "The step that is taken where none is given is too long: it should be 0.001."
    for _ in tries():
        c, x = _curve(rng, 1)
        coarse = {f"{far} Yours looks like {h}.": (_value(c, x + h) - _value(c, x)) / h for h in (0.1, 0.5, 1.0)}
        slope = _slope(c, x)
        # Nor may twice or half of the slope, by a wrong division, look like another step.
        if all_apart([slope, 2 * slope, slope / 2, *coarse.values()], 0.1):
            break
    found = slope_by_differences(worker.helpers.polynomial.keep(c), x)
    expect_close(found, _slope(c, x), mistakes=coarse, atol=0.02, rtol=0.02)


def picture_of_the_line(slope_by_differences, worker):
    """A parabola, and the line through two of its points."""
    f = worker.helpers.polynomial.keep([0.0, 0.0, 0.5])
    return a_slope(expect_number(slope_by_differences(f, 1.0, 0.5)), 1.25, points=([1.0, 1.5], [0.5, 1.125]))
