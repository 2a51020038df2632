"""Hidden checks of `init_params(size, std=1.0)`: random parameters, tracked."""

import math

import torch

from autograder.checking import (
    drawable,
    expect,
    expect_dtype,
    expect_shape,
    manner,
    spread,
)

from .reference import FLAG_RETURNED, expect_tracked, numbers_of, shape_of_one

_NOT_TRACKED = "requires_grad isn't set: call requires_grad_() on the tensor."


def test_shape(init_params, rng):
    """The parameters have the shape that is asked for."""
    n, m = torch.randint(2, 40, (2,), generator=rng).tolist()
    for size, shape in (((784, 1), (784, 1)), (1, (1,)), (n, (n,)), ((n, m), (n, m)), ((m,), (m,)), ((2, n, 4), (2, n, 4))):
        found = init_params(size)
        expect(not isinstance(found, bool), FLAG_RETURNED)
        alone = "One number came back; there are as many as `size` says, which may be a tuple or a number."
        expect_shape(found, shape, mistakes={alone: shape_of_one(found)})


@manner
def test_tracking(init_params):
    """They hold float32, and are tracked."""
    found = expect_dtype(init_params((3, 2)), torch.float32)
    expect(found.requires_grad, _NOT_TRACKED)


def test_spread(init_params, rng):
    """They are spread around 0 by std, and by 1 if nothing is said."""
    # 250,000 numbers: the spread of normal numbers is within 1 % of std, far beyond doubt
    small, large = 0.05 + 0.3 * torch.rand((), generator=rng).item(), 2 + 3 * torch.rand((), generator=rng).item()
    for std, arguments in ((1.0, ()), (small, (small,)), (large, (large,))):
        found = numbers_of(init_params((500, 500), *arguments), (500, 500), "The result")
        spread, middle = found.std().item(), found.mean().item()
        expect(spread > 1e-6, "All the numbers are the same: use torch.randn.")
        added = abs(middle - std) < 0.03 and abs(spread - 1) < 0.03
        expect(not added, "The numbers lie around std, and should lie around 0: multiply them by std, don't add it.")
        hint = "The numbers are all positive or lopsided: torch.randn spreads around 0, torch.rand does not."
        expect(abs(middle) < 0.05 * spread, hint)
        divided = abs(std - 1) > 0.5 and abs(spread * std - 1) < 0.03
        expect(not divided, "The random numbers are divided by std: multiply them by it.")
        hint = "Their spread isn't std: multiply the random numbers by it."
        expect(abs(spread - std) < 0.03 * std, hint)
        inside = (found.abs() < std).float().mean().item()
        expect(abs(inside - 0.683) < 0.02, "The numbers aren't normally distributed: use torch.randn.")


@manner
def test_fresh_every_time(init_params):
    """Two calls give different numbers."""
    first, second = (numbers_of(init_params((20, 3)), (20, 3), "The result") for _ in range(2))
    hint = "Two calls gave the same numbers: don't set a seed inside."
    expect(not torch.equal(first, second), hint if first.std() > 0 else "Two calls gave the same numbers: use torch.randn.")


@manner
def test_gradient_arrives_in_it(init_params, worker):
    """It is a parameter itself, so gradients arrive in it."""
    found = init_params.keep((4, 2), 0.5)
    expect_tracked(worker, found, _NOT_TRACKED)
    hint = "It is computed from a tracked tensor, so gradients go there: multiply first, and call requires_grad_() last."
    expect(found.is_leaf.get() is True, hint)
    worker.helpers.backward_of_squares(found)
    expect(found.grad.get() is not None, hint)


def picture_of_the_spread(init_params):
    """How ten thousand parameters with a std of 0.5 are spread."""
    found = drawable(init_params((100, 100), 0.5), shape=(100, 100))
    x = torch.linspace(-2.5, 2.5, 101)
    density = (-((x / 0.5) ** 2) / 2).exp() / (0.5 * math.sqrt(2 * math.pi))
    is_right = abs(found.mean()) < 0.03 and abs(found.std() - 0.5) < 0.03 and abs((abs(found) < 0.5).mean() - 0.683) < 0.03
    return None if is_right else spread(found, (x, density), "value, for std = 0.5")
