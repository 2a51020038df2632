"""Hidden checks of `mnist_loss(predictions, targets)`."""

import math

import torch

from autograder.checking import (
    RIGHT,
    YOURS,
    all_apart,
    as_picture,
    blank,
    drawable,
    expect,
    expect_close,
    expect_number,
    expect_shape,
    in_brief,
    tries,
)

from .drawn import close
from .reference import COPIED, expect_tracked

STANDS_ON = ["sigmoid"]


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
        "The sigmoid is missing, and 3s and 7s are exchanged: 1 - p is for a 3.": (
            torch.where(y, predictions, 1 - predictions).mean()
        ),
        "The sigmoid is missing, and so is the mean: this is a sum.": torch.where(y, 1 - predictions, predictions).sum(),
        "The sigmoid is missing, and the distances are squared; wanted is the mean of the distances themselves.": (
            (predictions - y.float()).pow(2).mean()
        ),
        "clamp() isn't the sigmoid: it cuts off what is below 0 and above 1.": (
            torch.where(y, 1 - predictions.clamp(0, 1), predictions.clamp(0, 1)).mean()
        ),
        "The sigmoid is applied twice.": torch.where(y, 1 - twice, twice).mean(),
        "3s and 7s are exchanged: for a 3 the distance is 1 - p, for a 7 it is p.": torch.where(y, p, 1 - p).mean(),
        "3s and 7s are exchanged, and this is the sum: for a 3 it is 1 - p, and the mean is wanted.": (1 - right).sum(),
        "This is the sum; take the mean.": right.sum(),
        "This is the mean of the two means, that of the 3s and that of the 7s; each picture counts as much as any other.": (
            (right[y].mean() + right[~y].mean()) / 2
        ),
        "The sum is divided by 3, the pictures of the example; there can be any number, so let mean() count.": right.sum() / 3,
        "This is the mean of the squared distances; wanted is that of the distances.": (right**2).mean(),
        "This is the cross-entropy; here the distance itself is wanted.": -(1 - right).log().mean(),
        "This is the cross-entropy, and the sigmoid is applied twice; the distance itself is wanted, with one sigmoid.": (
            -torch.where(y, twice, 1 - twice).log().mean()
        ),
        "This is a softmax over a single number, which is always 1; the sigmoid looks at each number alone.": (
            (~y).float().mean()
        ),
        "Every prediction met every target: the shapes broadcast to (n, n).": (
            torch.where(y.flatten(), 1 - p.view(-1, 1), p.view(-1, 1)).mean()
        ),
        "Distances of both signs cancel out here: a distance is never negative.": (p - y.float()).mean(),
        "Every picture is taken for a 3: look at the targets.": (1 - p).mean(),
        "Every picture is taken for a 7: look at the targets.": p.mean(),
        "Here the prediction decides what is right; the target should.": torch.where(p > 0.5, 1 - p, p).mean(),
        "This is the share of wrong answers, a metric; it has no slope.": ((predictions > 0) != y).float().mean(),
    }


def _targets(rng, n):
    """A third of 3s, in any order: both kinds are there, and not in equal number."""
    return (torch.arange(n) < n // 3).long()[torch.randperm(n, generator=rng)].view(n, 1)


def _setting(rng, n):
    """Predictions and targets for which each mistake gives an answer of its own."""
    for _ in tries():
        predictions, targets = 2 * torch.randn(n, 1, generator=rng), _targets(rng, n)
        wrong = _mistakes(predictions, targets)
        right = slow_loss(predictions, targets)
        if all_apart([right, *wrong.values()], 5e-3) and predictions.abs().min() > 1e-3:
            return predictions, targets, right, wrong


_NO_MEAN = "Each picture kept its own distance: take the mean."


def test_mean_distance_from_the_target(mnist_loss, rng):
    """It is the mean of 1 - p over the 3s and of p over the 7s, one number."""
    predictions, targets, right, wrong = _setting(rng, 11)
    loss = mnist_loss(predictions, targets)
    mistakes = {_NO_MEAN: (11, 1), "The shapes broadcast to (n, n).": (11, 11)}
    expect_shape(loss, (), mistakes, what="The loss")
    expect_close(loss, right, mistakes=wrong, what="The loss")
    # Of one picture, and of more than a thousand that come out worse and worse, so that it shows when some are left out.
    for n in (1, 1_200):
        predictions = torch.linspace(3, -3, n).view(n, 1) + torch.rand(n, 1, generator=rng)
        targets = torch.ones(n, 1, dtype=torch.long)
        what = f"The loss of {n:,} picture{'s' * (n > 1)}"
        expect_close(mnist_loss(predictions, targets), slow_loss(predictions, targets), what=what)


def test_flat_shapes(mnist_loss, rng):
    """Predictions and targets of shape (n,) do as well."""
    predictions, targets, right, wrong = _setting(rng, 8)
    loss = mnist_loss(predictions.flatten(), targets.flatten())
    expect_shape(loss, (), {_NO_MEAN: (8,)}, what="The loss")
    expect_close(loss, right, mistakes=wrong, what="The loss")


def test_confident_right_answers_cost_little(mnist_loss, rng):
    """Confident, correct predictions cost almost nothing; confident wrong ones cost almost 1."""
    n = int(torch.randint(8, 20, (), generator=rng))
    numbers = [0, n, int(torch.randint(1, n, (), generator=rng))]
    for wrong in [numbers[i] for i in torch.randperm(3, generator=rng)]:
        targets = _targets(rng, n)
        for _ in tries():
            is_wrong = (torch.arange(n) < wrong)[torch.randperm(n, generator=rng)].view(n, 1)
            shares = [float(is_wrong[targets == digit].float().mean()) for digit in (1, 0)]
            if wrong in (0, n) or abs(sum(shares) / 2 - wrong / n) > 0.01:  # else the mean of the two means is right
                break
        confident = 9 + 3 * torch.rand(n, 1, generator=rng)
        predictions = torch.where((targets == 1) != is_wrong, confident, -confident)
        expect_close(mnist_loss(predictions, targets), wrong / n, atol=0.001, what="The loss")


def test_gradient_flows_through_it(mnist_loss, worker, rng):
    """Each prediction gets the slope that moves it towards its target."""
    for _ in tries():
        predictions, targets = torch.randn(6, 1, generator=rng), _targets(rng, 6)
        if ((predictions > 0) != (targets == 1)).any():  # else the predictions would do in the targets' place
            break
    kept = worker.keep(predictions.clone().requires_grad_())
    loss = mnist_loss.keep(kept, targets)
    hint = "The loss has no gradient: no item(), detach() or comparison may stand on the way."
    expect_tracked(worker, loss, hint, what="The loss")
    loss.backward()
    s = 1 / (1 + (-predictions).exp())
    right = torch.where(targets == 1, -s * (1 - s), s * (1 - s)) / 6
    found = kept.grad.get()
    expect(found is not None, COPIED)
    expect_close(found, right, mistakes={"The slopes point the wrong way.": -right}, what="The gradient of the predictions")


def picture_of_the_loss(mnist_loss):
    """The loss of a single picture, a 3 and a 7, for all that can be predicted."""
    x = torch.linspace(-4, 4, 9)
    figure, axes = blank(4.4, 2.5, columns=2)
    is_right, told = True, []
    for one, target, name in zip(axes, (1, 0), ("a 3", "a 7"), strict=True):
        found = [expect_number(mnist_loss(p.view(1, 1), torch.tensor([[target]]))) for p in x]
        right = [slow_loss(p.view(1, 1), torch.tensor([[target]])) for p in x]
        is_right = is_right and close(found, right)
        one.plot(x, right, color=RIGHT, linestyle=(0, (4, 2.5)), linewidth=2.2, label="right")
        one.plot(x, drawable(found), color=YOURS, linewidth=2.2, label="yours")
        one.set(ylim=(-1.1, 2.1))
        one.set_title(name, fontsize=9)
        one.set_xlabel("prediction", fontsize=9)
        ways = [f"{in_brief(losses[0])} to {in_brief(losses[-1])}" for losses in (found, right)]
        told.append(f"of {name} yours goes from {ways[0]}, and should from {ways[1]}")
    if is_right:
        return None
    axes[0].set_ylabel("loss", fontsize=9)
    figure.legend(*axes[0].get_legend_handles_labels(), fontsize=9, loc="outside upper left", ncols=2, frameon=False)
    return as_picture(figure, f"The loss of one picture, for predictions from -4 to 4: {'; '.join(told)}.")
