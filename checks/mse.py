"""Hidden checks of `mse(preds, targs)`: the mean squared error."""

import torch

from autograder.checking import (
    YOURS,
    all_apart,
    as_picture,
    blank,
    drawable,
    expect,
    expect_close,
    expect_shape,
    in_brief,
    tries,
)

from .drawn import close, square
from .reference import COPIED, MANY, expect_tracked, shape_of_one


def slow_mse(preds, targs):
    total = 0.0
    for p, t in zip(preds.flatten().tolist(), targs.flatten().tolist(), strict=True):
        total += (p - t) ** 2
    return total / preds.numel()


def _setting(rng, shape):
    """Predictions and targets for which each mistake gives an answer of its own."""
    for _ in tries():
        preds, targs = torch.randn(2, *shape, generator=rng)
        right = slow_mse(preds, targs)
        wrong = {
            "This is the sum of the squares; take their mean.": right * preds.numel(),
            "This is the root of the mean squared error; leave the root away.": right**0.5,
            "This is the mean absolute error; square the errors instead.": (preds - targs).abs().mean(),
            "This is the square of the mean error; square first, then take the mean.": (preds - targs).mean() ** 2,
            "The errors aren't squared: positive and negative ones cancel out.": (preds - targs).mean(),
            "The sum is divided by 3, the errors of the example; there can be any number of them, so let mean() count.": (
                right * preds.numel() / 3
            ),
            "This is half of the mean squared error; leave the half away.": right / 2,
            "This is half of the sum of the squares; take their mean, and leave the half away.": right * preds.numel() / 2,
            "This is the root of the sum of the squares; take their mean, and leave the root away.": (right * preds.numel())
            ** 0.5,
            "This is the sum of the absolute errors; square the errors instead, and take the mean.": (preds - targs).abs().sum(),
            "The sum is divided by one less than there are errors; let mean() count.": (
                right * preds.numel() / (preds.numel() - 1)
            ),
            "The errors are doubled, by `* 2`: `** 2` squares.": 2 * (preds - targs).mean(),
            "Each of the two is squared; square the difference.": (preds**2 - targs**2).mean(),
        }
        if len(shape) > 1:
            hint = "The sum is divided by the number of rows; divide by the number of all errors, as mean() does."
            wrong[hint] = right * preds.numel() / len(preds)
        if all_apart([right, *wrong.values()]):
            return preds, targs, right, wrong


def test_mean_of_the_squares(mse, rng):
    """It is the mean of the squares of the errors, one number."""
    for shape in ((11,), (4, 5)):
        preds, targs, right, wrong = _setting(rng, shape)
        loss = mse(preds, targs)
        mistakes = {
            "The mean is missing: each error has a number of its own.": shape,
            "An axis of length 1 is left over: the loss is one number, of shape (), so without keepdim.": shape_of_one(loss),
        }
        if len(shape) > 1:
            mistakes["The mean went over the first axis only; take it over all errors, whatever their shape."] = shape[1:]
        expect_shape(loss, (), mistakes, what="The loss")
        expect_close(loss, right, mistakes=wrong, what="The loss")


def test_gradient_flows_through_it(mse, worker, rng):
    """PyTorch can work out gradients through it."""
    preds, targs = torch.randn(2, 6, generator=rng)
    kept = worker.keep(preds.clone().requires_grad_())
    loss = mse.keep(kept, targs)
    hint = "The loss has no gradient: don't use item(), detach() or numpy on the way."
    expect_tracked(worker, loss, hint, what="The loss")
    loss.backward()
    gradient = kept.grad.get()
    expect(gradient is not None, COPIED)
    expect_close(gradient, 2 * (preds - targs) / 6, what="The gradient of the predictions")


def test_as_many_errors_as_the_course_has(mse, rng):
    """All of thousands of errors count, small and large, and so does a single one."""
    preds, targs = torch.linspace(-3, 5, MANY), torch.rand(MANY, generator=rng)
    errors = (preds - targs).double().pow(2)
    mistakes = {"Only the first thousand errors count here; take the mean over all of them.": float(errors[:1_000].mean())}
    expect_close(mse(preds, targs), float(errors.mean()), mistakes=mistakes, what="The loss")
    pred, targ = 3 * torch.randn(2, 1, generator=rng)
    expect_close(mse(pred, targ), float(pred - targ) ** 2, what="The loss for a single prediction")


def picture_of_the_squares(mse):
    """Five predictions and targets, and the square of each error."""
    preds, targs = torch.tensor([1.0, 2.5, 1.5, 3.0, 2.0]), torch.tensor([2.0, 1.0, 2.0, 3.0, 2.6])
    found, right = drawable(mse(preds, targs)), slow_mse(preds, targs)
    if found.size == 1 and close(found.reshape(()), right):
        return None
    figure, (axes,) = blank(4.2, 2.2)
    for i, (p, t) in enumerate(zip(preds.tolist(), targs.tolist(), strict=True)):
        axes.add_patch(square((2 * i, min(p, t)), abs(p - t)))
    axes.plot(2 * torch.arange(5), targs, "D", color="black", markersize=5, label="targets")
    axes.plot(2 * torch.arange(5), preds, "o", color=YOURS, markersize=6, label="predictions")
    axes.set(xticks=[], xlim=(-0.4, 9), ylim=(0.8, 3.3), aspect="equal")
    axes.legend(fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
    told = in_brief(found.flat[0]) if found.size == 1 else f"{found.size} numbers"
    axes.set_xlabel(f"squares: 1, 2.25, 0.25, 0 and 0.36\nyours: {told}", fontsize=9)
    alt = f"Five predictions beside their targets. The squares of the errors are 1, 2.25, 0.25, 0 and 0.36; your loss is {told}."
    return as_picture(figure, alt)
