"""Hidden checks of `slope_by_differences(f, x, h)`: the change of f from x to x + h, for each unit of h."""

import torch

from autograder.expect import expect_close


def _setting(rng):
    c = (torch.rand(4, generator=rng) + 0.5).tolist()  # positive, so that no mistake gives the right number by chance
    return c, torch.rand((), generator=rng).item() + 0.5


def _value(c, x):
    return sum(a * x**k for k, a in enumerate(c))


def test_step_to_the_right(slope_by_differences, worker, rng):
    """It divides the change from x to x + h by h."""
    c, x = _setting(rng)
    f = worker.props.polynomial.keep(c)
    for h in (0.5, 0.1):
        right, here, left = _value(c, x + h), _value(c, x), _value(c, x - h)
        expect_close(
            slope_by_differences(f, x, h),
            (right - here) / h,
            mistakes={
                "The change isn't divided by h.": right - here,
                "Only f(x) is divided by h: put parentheses round the difference.": right - here / h,
                "The change is multiplied by h; divide by it.": (right - here) * h,
                "The difference is taken the wrong way round: f(x + h) comes first.": (here - right) / h,
                "This steps to the left; the text steps to the right.": (here - left) / h,
                "This steps to both sides; the text steps from x to x + h.": (right - left) / (2 * h),
                "This is the slope itself, by autograd; here it is wanted by a step of h.": (
                    sum(k * a * x ** (k - 1) for k, a in enumerate(c) if k)
                ),
            },
            atol=2e-3,
            rtol=2e-3,
        )


def test_small_step_if_none_is_given(slope_by_differences, worker, rng):
    """Without h the step is small, and the result close to the slope."""
    c, x = _setting(rng)
    slope = sum(k * a * x ** (k - 1) for k, a in enumerate(c) if k)
    expect_close(slope_by_differences(worker.props.polynomial.keep(c), x), slope, atol=0.02, rtol=0.02)
