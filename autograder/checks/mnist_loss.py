"""Hidden checks of `mnist_loss(predictions, targets)`."""

import math

import torch
from torch import tensor

from autograder.expect import expect, expect_close, expect_shape


def slow_loss(predictions, targets):
    """Picture by picture: the spec."""
    total = 0.0
    for x, t in zip(predictions.flatten().tolist(), targets.flatten().tolist(), strict=True):
        p = 1 / (1 + math.exp(-x))
        total += 1 - p if t == 1 else p
    return total / predictions.numel()


def _mistakes(predictions, targets):
    p, y = predictions.sigmoid(), targets == 1
    right = torch.where(y, 1 - p, p)
    twice = p.sigmoid()
    return {
        "The sigmoid is missing: apply it to the predictions first.": torch.where(y, 1 - predictions, predictions).mean(),
        "The sigmoid is applied twice.": torch.where(y, 1 - twice, twice).mean(),
        "3s and 7s are exchanged: for a 3 the distance is 1 - p, for a 7 it is p.": torch.where(y, p, 1 - p).mean(),
        "This is the sum; take the mean.": right.sum(),
        "This is the mean of the squared distances; wanted is that of the distances.": (right**2).mean(),
        "This is the cross-entropy; here the distance itself is wanted.": -(1 - right).log().mean(),
        "Every prediction met every target: the shapes broadcast to (n, n).": (
            torch.where(y.flatten(), 1 - p.view(-1, 1), p.view(-1, 1)).mean()
        ),
    }


def test_mean_distance_from_the_target(mnist_loss, rng):
    """It is the mean of 1 - p over the 3s and of p over the 7s, one number."""
    predictions, targets = 2 * torch.randn(11, 1, generator=rng), torch.randint(0, 2, (11, 1), generator=rng)
    loss = mnist_loss(predictions, targets)
    hint = "Each picture kept its own distance: take the mean."
    expect_shape(loss, (), mistakes={hint: (11, 1), "The shapes broadcast to (n, n).": (11, 11)})
    expect_close(loss, slow_loss(predictions, targets), mistakes=_mistakes(predictions, targets), what="The loss")


def test_flat_shapes(mnist_loss, rng):
    """Predictions and targets of shape (n,) do as well."""
    predictions, targets = 2 * torch.randn(8, generator=rng), torch.randint(0, 2, (8,), generator=rng)
    loss = mnist_loss(predictions, targets)
    expect_shape(loss, (), mistakes={"Each picture kept its own distance: take the mean.": (8,)})
    expect_close(loss, slow_loss(predictions, targets), mistakes=_mistakes(predictions, targets), what="The loss")


def test_confident_right_answers_cost_little(mnist_loss):
    """Confident, correct predictions cost almost nothing; confident wrong ones cost almost 1."""
    expect_close(mnist_loss(tensor([[9.0], [-9.0]]), tensor([[1], [0]])), 0.0, atol=0.001, what="The loss")
    expect_close(mnist_loss(tensor([[9.0], [-9.0]]), tensor([[0], [1]])), 1.0, atol=0.001, what="The loss")


def test_gradient_flows_through_it(mnist_loss, worker, rng):
    """Each prediction gets the slope that moves it towards its target."""
    predictions, targets = torch.randn(6, 1, generator=rng), torch.randint(0, 2, (6, 1), generator=rng)
    kept = worker.keep(predictions.clone().requires_grad_())
    loss = mnist_loss.keep(kept, targets)
    hint = "The loss should be a tensor, and is a plain number: item() and float() cut off the gradient."
    expect(loss.type_name == "Tensor", hint)
    expect(loss.requires_grad.get() is True, "The loss has no gradient: no item(), detach() or comparison may stand on the way.")
    loss.backward()
    s = 1 / (1 + (-predictions).exp())
    right = torch.where(targets == 1, -s * (1 - s), s * (1 - s)) / 6
    found = kept.grad.get()
    expect(found is not None, "The predictions got no gradient from the loss.")
    expect_close(found, right, mistakes={"The slopes point the wrong way.": -right}, what="The gradient of the predictions")
