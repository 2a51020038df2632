"""Hidden checks of `slope_at(f, x)`: the slope of f at x."""

import torch

from autograder.expect import expect_close, expect_number


def _polynomial(rng, degree=3):
    """Coefficients of a polynomial, and a place."""
    return torch.randn(degree + 1, generator=rng).tolist(), torch.randn((), generator=rng).item()


def _value(c, x):
    return sum(a * x**k for k, a in enumerate(c))


def _slope(c, x):
    """By the rule for powers, on paper: the slope of x**k is k x**(k-1)."""
    return sum(k * a * x ** (k - 1) for k, a in enumerate(c) if k)


def test_slope_of_a_polynomial(slope_at, worker, rng):
    """It finds the slope of any curve, at any place."""
    so_far = 0.0
    for _ in range(3):
        c, x = _polynomial(rng)
        so_far += _slope(c, x)
        found = slope_at(worker.props.polynomial.keep(c), x)
        expect_number(found, "The slope")
        expect_close(
            found,
            _slope(c, x),
            mistakes={
                "This is the value of the function, not its slope: the slope is in .grad.": _value(c, x),
                "This is the slope with its sign turned round.": -_slope(c, x),
                "This is the slope at 0, not at x.": _slope(c, 0.0),
                "This slope has those of earlier calls in it: gradients add up, so start from a fresh tensor.": so_far,
            },
            atol=1e-3,
            rtol=1e-3,
            what="The slope",
        )


def test_whole_number_as_place(slope_at, worker, rng):
    """A whole number is a place like any other."""
    c, _ = _polynomial(rng)
    expect_close(slope_at(worker.props.polynomial.keep(c), 2), _slope(c, 2), atol=1e-3, rtol=1e-3, what="The slope")


def test_fresh_every_time(slope_at, worker, rng):
    """Asked twice, it gives the same slope twice."""
    c, x = _polynomial(rng)
    f = worker.props.polynomial.keep(c)
    first = expect_number(slope_at(f, x), "The slope")
    hint = "The second answer has the first one in it: gradients add up, so start from a fresh tensor."
    expect_close(slope_at(f, x), _slope(c, x), mistakes={hint: first + _slope(c, x)}, atol=1e-3, rtol=1e-3, what="The slope")
