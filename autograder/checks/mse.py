"""Hidden checks of `mse(preds, targs)`: the mean squared error."""

import torch

from autograder.expect import expect, expect_close


def slow_mse(preds, targs):
    total = 0.0
    for p, t in zip(preds.flatten().tolist(), targs.flatten().tolist(), strict=True):
        total += (p - t) ** 2
    return total / preds.numel()


def test_mean_of_the_squares(mse, rng):
    """It is the mean of the squares of the errors, one number."""
    for shape in ((11,), (4, 3)):
        preds, targs = torch.randn(2, *shape, generator=rng)
        right = slow_mse(preds, targs)
        expect_close(
            mse(preds, targs),
            right,
            mistakes={
                "This is the sum of the squares; take their mean.": right * preds.numel(),
                "This is the root of the mean squared error; leave the root away.": right**0.5,
                "This is the mean absolute error; square the errors instead.": (preds - targs).abs().mean(),
                "This is the square of the mean error; square first, then take the mean.": (preds - targs).mean() ** 2,
                "The mean is missing: each error kept its own square.": (preds - targs) ** 2,
            },
            what="The loss",
        )


def test_gradient_flows_through_it(mse, worker, rng):
    """PyTorch can work out gradients through it."""
    preds, targs = torch.randn(2, 6, generator=rng)
    kept = worker.keep(preds.clone().requires_grad_())
    loss = mse.keep(kept, targs)
    hint = "The loss should be a tensor, and is a plain number: item() and float() cut off the gradient."
    expect(loss.type_name == "Tensor", hint)
    expect(loss.requires_grad.get() is True, "The loss has no gradient: don't use item(), detach() or numpy on the way.")
    loss.backward()
    gradient = kept.grad.get()
    expect(gradient is not None, "The predictions got no gradient from the loss.")
    expect_close(gradient, 2 * (preds - targs) / 6, what="The gradient of the predictions")
