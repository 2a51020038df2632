"""Hidden checks of `sigmoid(x)`."""

import math

import torch

from autograder.checking import expect, expect_close, expect_shape

from .reference import MANY, expect_tracked


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
            "This is tanh, which runs from -1 to 1.": x.tanh(),
            "This is a softmax, which shares out 1 among many numbers; the sigmoid looks at each number alone.": x.softmax(0),
            "This is a softmax along the last axis; the sigmoid looks at each number alone.": x.softmax(1),
            "Parentheses: this is 1 / 1 + exp(-x).": 1 + (-x).exp(),
        },
    )


def test_far_out(sigmoid):
    """Very large numbers come near 1, very negative ones near 0."""
    found = sigmoid(torch.tensor([-200.0, -20.0, 0.0, 20.0, 200.0]))
    hint = "For 200 it gives NaN: exp(200) is infinite, and infinite over infinite is no number. Write 1 / (1 + exp(-x))."
    expect(not (isinstance(found, torch.Tensor) and bool(found.isnan().any())), hint)
    expect_close(found, torch.tensor([0.0, 0.0, 0.5, 1.0, 1.0]), atol=1e-6)


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
    expect(gradient is not None, "x got no gradient from the result.")
    expect_close(gradient, s * (1 - s), what="The gradient")


def test_as_many_numbers_as_the_course_has(sigmoid):
    """It takes any shape, and thousands of numbers of both signs."""
    for x in (torch.linspace(-9, 9, MANY).view(MANY, 1), torch.linspace(-4, 4, 24).view(2, 3, 4), torch.tensor(0.75)):
        right = torch.tensor([1 / (1 + math.exp(-v)) for v in x.flatten().tolist()]).view(x.shape)
        expect_close(expect_shape(sigmoid(x), tuple(x.shape)), right)
