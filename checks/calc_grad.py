"""Hidden checks of `calc_grad(xb, yb, model)`: the gradients of mnist_loss, left in `.grad`."""

from dataclasses import replace

import torch

from autograder.checking import (
    StudentError,
    all_apart,
    expect,
    expect_close,
    tries,
)

from . import reference
from .drawn import some_batches, weights_as_pictures

_NO_GRADIENT = (
    "The weights of the model that was passed in have no gradient: is backward() called, with its parentheses, and on a loss of"
    " that model, not of another?"
)
_MOVED = "A parameter of the model changed: calc_grad only works out the gradients, and leaves the step to the training loop."


_HANGS_ON_NOTHING = (
    "No way leads back from the loss to the parameters: mnist_loss takes the predictions first, and then the labels. Are they "
    "exchanged? Or is it an accuracy, or is there a comparison, an item(), a detach() or a .data on the way?"
)


def _called(calc_grad, x, y, model):
    """calc_grad on a batch; of a loss from which no way leads back, it is told here what most often made it."""
    try:
        calc_grad(x, y, model)
    except StudentError as e:
        if "does not have a grad_fn" in e.told.finding:
            raise StudentError(replace(e.told, hint=_HANGS_ON_NOTHING)) from e
        raise


def _setting(worker, rng):
    """A batch, parameters on our side, and the same parameters with their model in the worker."""
    for _ in tries():
        ((x, y),) = reference.mixed_batches(rng, sizes=(7,))
        w, b = reference.start(rng)
        gw = reference.gradients(x, y, w, b)[0]
        # The outcomes of the usual mistakes lie apart from each other, and the slope isn't lost in the tolerance.
        if all_apart([gw, *_mistakes(x, y, w, b).values()], 5e-4):
            break
    kept_w, kept_b = worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())
    return x, y, w, b, kept_w, kept_b, worker.helpers.linear_function.keep(kept_w, kept_b)


def _mistakes(x, y, w, b):
    """What the usual mistakes give for the weights."""
    gw, _ = reference.gradients(x, y, w, b)
    n, threes = len(x), int(y.sum())
    s = 1 / (1 + torch.exp(-reference.outputs(x, w, b)))
    t = 1 / (1 + torch.exp(-s))
    sign = torch.where(y == 1, -1.0, 1.0)
    twice = x.T @ (sign * t * (1 - t) * s * (1 - s)) / n
    crosswise = x.T @ (s * (1 - s)) * (n - 2 * threes) / n**2
    return {
        "This is the gradient of the sum of the losses; mnist_loss takes their mean.": gw * n,
        "The gradient points the other way: are the labels exchanged (1 stands for a 3), or was the loss turned round?": -gw,
        "This is the gradient of a loss without the sigmoid.": x.T @ sign / n,
        "This is the gradient of the mean squared error; use mnist_loss.": x.T @ (2 * (s - y) * s * (1 - s)) / n,
        "This is the gradient of the cross-entropy; use mnist_loss.": x.T @ (s - y) / n,
        "This is the gradient with the sigmoid taken twice; mnist_loss applies it already.": twice,
        "The sigmoid is taken twice, and the gradient points the other way: mnist_loss has the sigmoid, and 1 stands for a 3.": (
            -twice
        ),
        "Each output was compared with every label: the shapes (n, 1) and (n,) broadcast to (n, n).": crosswise,
        "Each output was compared with every label, and all of that summed: use mnist_loss with yb as it is.": crosswise * n**2,
        "This is twice the gradient: is backward() called twice?": 2 * gw,
        "This is the gradient of the mean squared error of the raw outputs; use mnist_loss.": (
            x.T @ (2 * (reference.outputs(x, w, b) - y)) / n
        ),
        "Each gradient is 0: is it zeroed after backward(), or is the loss the same for all outputs? A cross-entropy is, "
        "if there is one output for each picture; use mnist_loss.": 0 * gw,
    }


def test_gradients_of_the_loss(calc_grad, worker, rng):
    """After calc_grad every parameter holds the gradient of mnist_loss on that batch."""
    x, y, w, b, kept_w, kept_b, model = _setting(worker, rng)
    _called(calc_grad, x, y, model)
    found, found_b = kept_w.grad.get(), kept_b.grad.get()
    expect(found is not None, _NO_GRADIENT)
    expect(found_b is not None, "The weights have a gradient, but the bias has none.")
    gw, gb = reference.gradients(x, y, w, b)
    expect_close(found, gw, mistakes=_mistakes(x, y, w, b), what="The gradient of the weights")
    expect_close(found_b, gb, what="The gradient of the bias")
    # One picture, and more than a thousand, with numbers below 0 and above 1: each has its share in the gradient.
    for n in (1, 1_200):
        x = torch.linspace(-1, 3, n * 9).view(n, 9)[torch.randperm(n, generator=rng)] + torch.rand(n, 9, generator=rng)
        y = torch.randint(0, 2, (n, 1), generator=rng)
        w, b = reference.start(rng)
        kept_w, kept_b = worker.keep((w / 9).requires_grad_()), worker.keep(b.clone().requires_grad_())
        _called(calc_grad, x, y, worker.helpers.linear_function.keep(kept_w, kept_b))
        what = f"The gradient of the weights for {n:,} picture{'s' * (n > 1)}"
        expect_close(kept_w.grad.get(), reference.gradients(x, y, w / 9, b)[0], atol=1e-5, what=what)


def test_parameters_stay(calc_grad, worker, rng):
    """calc_grad works out gradients and changes no parameter."""
    x, y, w, b, kept_w, kept_b, model = _setting(worker, rng)
    _called(calc_grad, x, y, model)
    _expect_unmoved(kept_w.get(), w)
    _expect_unmoved(kept_b.get(), b)


def _expect_unmoved(found, before):
    """A parameter is where it was `before`."""
    moved = reference.numbers_of(found, tuple(before.shape), "A parameter")
    expect_close(moved, before, mistakes={_MOVED: moved}, what="A parameter")


def test_gradients_add_up(calc_grad, worker, rng):
    """A second call adds to the gradients that are there: zeroing them is left to the training loop."""
    x, y, w, b, kept_w, _, model = _setting(worker, rng)
    _called(calc_grad, x, y, model)
    _called(calc_grad, x, y, model)
    _expect_added_up(kept_w.grad.get(), reference.gradients(x, y, w, b)[0])


def _expect_added_up(found, gw):
    """The gradient after two calls."""
    expect(found is not None, _NO_GRADIENT)
    hint = "The second call found no gradient to add to: leave the zeroing to the training loop."
    expect_close(found, 2 * gw, mistakes={hint: gw}, what="The gradient after two calls")


def test_any_model(calc_grad, worker, rng):
    """It works with a model that is an nn.Module too, in the same way."""
    x, y, w, b, *_ = _setting(worker, rng)
    module = worker.helpers.linear_model.keep(w.T.contiguous(), b)
    _called(calc_grad, x, y, module)
    found = module.weight.grad.get()
    expect(found is not None, _NO_GRADIENT)
    gw = reference.gradients(x, y, w, b)[0].T
    expect_close(found, gw, what="The gradient of the module's weights")
    _called(calc_grad, x, y, module)
    _expect_unmoved(module.weight.get(), w.T)
    _expect_unmoved(module.bias.get(), b)
    _expect_added_up(module.weight.grad.get(), gw)


def picture_of_the_gradient(calc_grad, worker, digits):
    """The gradient of each pixel's weight, for some 3s and 7s."""
    ((x, y),) = some_batches(digits, 1)
    w, b = worker.keep(torch.zeros(784, 1, requires_grad=True)), worker.keep(torch.zeros(1, requires_grad=True))
    calc_grad(x, y, worker.helpers.linear_function.keep(w, b))
    return weights_as_pictures(w.grad.get(), reference.gradients(x, y, torch.zeros(784, 1), torch.zeros(1))[0], "gradient")
