"""Hidden checks of `sigmoid(x)`."""

import math

import torch

from autograder.checking import (
    curves,
    drawable,
    expect,
    expect_close,
    expect_shape,
    in_brief,
)

from .drawn import close
from .reference import MANY, expect_tracked, expect_whole_stack


def test_formula(sigmoid, rng):
    """It is 1 / (1 + exp(-x)), for each element."""
    x = 3 * torch.randn(4, 3, generator=rng)
    right = torch.tensor([[1 / (1 + math.exp(-v)) for v in row] for row in x.tolist()])
    found = sigmoid(x)
    expect_shape(found, (4, 3))
    expect_close(
        found,
        right,
        mistakes={
            "The sign of x is the wrong way round: exp(-x) is wanted.": 1 - right,
            "The 1 in the denominator is missing.": x.exp(),
            "This is the slope of the sigmoid, s * (1 - s); the sigmoid itself is wanted.": right * (1 - right),
            "This is the sigmoid of 2 x: with tanh it is (1 + tanh(x / 2)) / 2.": (2 * x).sigmoid(),
            "The sign of x was dropped: for x below 0 the sigmoid is below 0.5.": x.abs().sigmoid(),
            "Parentheses, and the sign of x: this is 1 / 1 + exp(x).": 1 + x.exp(),
            "This is tanh, which runs from -1 to 1.": x.tanh(),
            "This is a softmax, which shares out 1 among many numbers; the sigmoid looks at each number alone.": x.softmax(0),
            "This is a softmax along the last axis; the sigmoid looks at each number alone.": x.softmax(1),
            "Parentheses: this is 1 / 1 + exp(-x).": 1 + (-x).exp(),
        },
    )


def test_far_out(sigmoid, rng):
    """Very large numbers come near 1, very negative ones near 0."""
    n = 12
    # So large that exp() of it is infinite, and less large; both of either sign, in any order.
    sizes = torch.cat([100 + 200 * torch.rand(n // 2, generator=rng), 20 + 20 * torch.rand(n // 2, generator=rng)])
    x = (sizes * (-1) ** torch.arange(n))[torch.randperm(n, generator=rng)]
    found = sigmoid(x)
    hint = "For large x it gives NaN: exp(x) is infinite there, and infinite over infinite is no number. Write 1 / (1 + exp(-x))."
    expect(not (isinstance(found, torch.Tensor) and bool(found.isnan().any())), hint)
    right = torch.tensor([1.0 if v > 0 else 0.0 for v in x.tolist()])
    nearly = "It stops on the way to 0 and 1: x is bounded by clamp() or the like, and should be taken as it is."
    is_near = isinstance(found, torch.Tensor) and found.shape == (n,) and bool(((found - right).abs() < 0.01).all())
    expect_close(found, right, mistakes={nearly: found} if is_near else {}, atol=1e-6)


def test_gradient_flows_through_it(sigmoid, worker, rng):
    """PyTorch can work out gradients through it."""
    x = torch.randn(5, generator=rng)
    kept = worker.keep(x.clone().requires_grad_())
    found = sigmoid.keep(kept)
    hint = "The result has no gradient: no detach(), .data, item() or numpy may stand on the way."
    expect_tracked(worker, found, hint)
    worker.helpers.backward_of_sum(found)
    s = 1 / (1 + (-x).exp())
    gradient = kept.grad.get()
    expect(
        gradient is not None,
        "x got no gradient from the result: is it made of a copy of x, by torch.tensor(), detach() or .data?",
    )
    expect_close(gradient, s * (1 - s), what="The gradient")


def test_as_many_numbers_as_the_course_has(sigmoid, rng):
    """It takes any shape, and thousands of numbers of both signs."""
    for shape in ((MANY, 1), (2, 3, 4), ()):
        x = 3 * torch.randn(shape, generator=rng)
        right = torch.tensor([1 / (1 + math.exp(-v)) for v in x.flatten().tolist()]).view(shape)
        expect_close(expect_whole_stack(sigmoid(x), shape, "The result"), right)


def picture_of_the_curve(sigmoid):
    """Its curve, beside that of the formula."""
    x = torch.linspace(-6, 6, 61)
    found, right = drawable(sigmoid(x), shape=(61,)), 1 / (1 + (-x).exp())
    if close(found, right):
        return None
    ends = [in_brief(found[i]) for i in (0, 30, 60)]
    alt = f"Your curve goes from {ends[0]} at -6 through {ends[1]} at 0 to {ends[2]} at 6; the sigmoid from 0 through 0.5 to 1."
    return curves({"sigmoid": (x, right), "yours": (x, found)}, "x", "value", alt, ylim=(-1.1, 2.1))
