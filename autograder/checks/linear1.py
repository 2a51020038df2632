"""Hidden checks of `linear1(xb, weights, bias)`: a weighted sum for each picture."""

import torch

from autograder.expect import expect, expect_close, expect_shape


def slow_linear(xb, weights, bias):
    return torch.tensor(
        [[sum(p * w for p, w in zip(x.tolist(), weights.flatten().tolist(), strict=True)) + bias.item()] for x in xb]
    )


def test_weighted_sum_plus_bias(linear1, rng):
    """The prediction of a picture is the sum of its pixels times their weights, plus the bias."""
    xb, weights, bias = torch.rand(6, 50, generator=rng), torch.randn(50, 1, generator=rng), torch.randn(1, generator=rng)
    found = linear1(xb, weights, bias)
    right = slow_linear(xb, weights, bias)
    expect_shape(
        found,
        (6, 1),
        mistakes={
            "The products weren't added up: @ does both.": (6, 50),
            "The predictions have lost an axis: for weights (pixels, 1) they have the shape (n, 1).": (6,),
        },
    )
    expect_close(
        found,
        right,
        mistakes={
            "The bias is missing.": right - bias,
            "The bias is taken away; add it.": right - 2 * bias,
            "The bias is counted once for each pixel.": right + 49 * bias,
        },
    )


def test_gradients_reach_weights_and_bias(linear1, worker, rng):
    """Weights and bias get their gradients."""
    xb = torch.rand(4, 9, generator=rng)
    w, b = (
        worker.keep(torch.randn(9, 1, generator=rng).requires_grad_()),
        worker.keep(torch.randn(1, generator=rng).requires_grad_()),
    )
    found = linear1.keep(xb, w, b)
    hint = "The predictions have no gradient: no detach(), .data or no_grad() may stand on the way."
    expect(found.requires_grad.get() is True, hint)
    worker.props.backward_of_sum(found)
    expect(w.grad.get() is not None and b.grad.get() is not None, hint)
    expect_close(w.grad.get(), xb.sum(0).view(9, 1), what="The gradient of the weights")
    expect_close(b.grad.get(), torch.tensor([4.0]), what="The gradient of the bias")
