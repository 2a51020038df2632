"""Hidden checks of `calc_grad(xb, yb, model)`: the gradients of mnist_loss, left in `.grad`."""

import torch

from autograder.checks import reference
from autograder.expect import expect, expect_close


def _setting(worker, rng):
    """A batch, parameters on our side, and the same parameters with their model in the worker."""
    ((x, y),) = reference.mixed_batches(rng, sizes=(7,))
    w, b = reference.start(rng)
    kept_w, kept_b = worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())
    return x, y, w, b, kept_w, kept_b, worker.props.linear_function.keep(kept_w, kept_b)


def test_gradients_of_the_loss(calc_grad, worker, rng):
    """After calc_grad every parameter holds the gradient of mnist_loss on that batch."""
    x, y, w, b, kept_w, kept_b, model = _setting(worker, rng)
    calc_grad(x, y, model)
    found = kept_w.grad.get()
    expect(found is not None, "The weights have no gradient: call backward(), with its parentheses, on the loss.")
    gw, gb = reference.gradients(x, y, w, b)
    flipped_w, _ = reference.gradients(x, 1 - y, w, b)
    linear = torch.where(y == 1, -1.0, 1.0) / len(x)
    squared = torch.autograd.functional.jacobian(lambda v: ((x @ v + b).sigmoid() - y).pow(2).mean(), w)
    expect_close(
        found,
        gw,
        mistakes={
            "This is the gradient of the sum of the losses; mnist_loss takes their mean.": gw * len(x),
            "The labels seem to be exchanged: 1 stands for a 3.": flipped_w,
            "This is the gradient of a loss without the sigmoid.": x.T @ linear,
            "This is the gradient of the mean squared error; use mnist_loss.": squared,
            "The gradient points the other way: was the loss turned round?": -gw,
        },
        what="The gradient of the weights",
    )
    expect_close(kept_b.grad.get(), gb, what="The gradient of the bias")


def test_parameters_stay(calc_grad, worker, rng):
    """calc_grad works out gradients and changes no parameter."""
    x, y, w, b, kept_w, kept_b, model = _setting(worker, rng)
    calc_grad(x, y, model)
    expect_close(kept_w.get(), w, what="A parameter")
    expect_close(kept_b.get(), b, what="A parameter")


def test_gradients_add_up(calc_grad, worker, rng):
    """A second call adds to the gradients that are there: zeroing them is left to the training loop."""
    x, y, w, b, kept_w, _, model = _setting(worker, rng)
    calc_grad(x, y, model)
    calc_grad(x, y, model)
    found = kept_w.grad.get()
    expect(found is not None, "The weights have no gradient after two calls; leave the zeroing to the training loop.")
    gw, _ = reference.gradients(x, y, w, b)
    hint = "The second call found no gradient to add to: leave the zeroing to the training loop."
    expect_close(found, 2 * gw, mistakes={hint: gw}, what="The gradient after two calls")


def test_any_model(calc_grad, worker, rng):
    """It works with a model that is an nn.Module too."""
    x, y, w, b, *_ = _setting(worker, rng)
    module = worker.props.linear_model.keep(w.T.contiguous(), b)
    calc_grad(x, y, module)
    found = module.weight.grad.get()
    expect(found is not None, "The model that was passed in got no gradients: is another model used instead of `model`?")
    expect_close(found, reference.gradients(x, y, w, b)[0].T, what="The gradient of the module's weights")
