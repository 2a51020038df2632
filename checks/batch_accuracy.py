"""Hidden checks of `batch_accuracy(predictions, targets)`: the share that is right."""

import torch

from autograder.checking import (
    RIGHT,
    YOURS,
    all_apart,
    as_picture,
    blank,
    expect_close,
    expect_number,
    expect_shape,
    expect_unchanged,
    in_brief,
    manner,
    tries,
)

from .drawn import close

STANDS_ON = ["sigmoid"]

_NO_MEAN = "Each picture has a number of its own here; the accuracy is one number: take their mean."


def _mistakes(predictions, targets, right):
    flat_p, three = predictions.flatten(), targets.flatten() == 1
    return {
        "A raw prediction is a 3 above 0, which is where its sigmoid passes 0.5.": ((flat_p > 0.5) == three).float().mean(),
        "This is the share of wrong answers.": 1 - right,
        "Every prediction was compared with every target: the shapes broadcast to (n, n).": (
            ((flat_p[:, None] > 0) == three).float().mean()
        ),
        "This is the number of right answers; wanted is their share.": right * len(flat_p),
        "The count is divided by 6, the pictures of the example; a batch can have any number, so let mean() count.": (
            right * len(flat_p) / 6
        ),
        "This is a percentage; wanted is a number between 0 and 1.": 100 * right,
        "Everything is called a 3: a sigmoid is always above 0, and the sigmoid of a sigmoid above 0.5.": three.float().mean(),
        "Everything is called a 7: argmax of a single column is always 0. Ask whether each prediction is above 0.": (
            1 - three.float().mean()
        ),
        "This is the share of the 3s that are called a 3; the 7s count too.": (flat_p[three] > 0).float().mean(),
        "This is the number of wrong answers; wanted is the share of right ones.": (1 - right) * len(flat_p),
        "This is a number and no share, and the border is at 0.5: a raw prediction is a 3 above 0; take the mean.": (
            ((flat_p > 0.5) == three).sum()
        ),
        "This is the share that is called a 3, rightly or not: compare it with the targets.": (flat_p > 0).float().mean(),
        "Only the 3s that are called a 3 count here; a 7 that is called a 7 is right as well.": (
            ((flat_p > 0) & three).float().mean()
        ),
        "The raw predictions are rounded, which puts the border at 0.5 and makes other numbers than 0 and 1 of many.": (
            (flat_p.round() == three).float().mean()
        ),
        "Nothing counts as right. If raw predictions are compared with 0 and 1: ask first whether each is above 0.": (0.0),
    }


def _setting(rng, n):
    """Predictions, some of them between 0 and 0.5, for which each mistake gives an answer of its own.

    There are some hundreds, so that an answer is hardly ever that of a mistake by chance.
    """
    for _ in tries():
        predictions = torch.randn(n, 1, generator=rng)
        predictions[: n // 4] = 0.1 + 0.3 * torch.rand(n // 4, 1, generator=rng)
        targets = (predictions + 0.8 * torch.randn(n, 1, generator=rng) > -0.2).long()  # most are right, more are 3s
        right = (
            sum((p > 0) == (t == 1) for p, t in zip(predictions.flatten().tolist(), targets.flatten().tolist(), strict=True)) / n
        )
        wrong = _mistakes(predictions, targets, right)
        if all_apart([right, *wrong.values()], 3e-3) and predictions.abs().min() > 1e-4:
            return predictions, targets, right, wrong


def test_share_of_right_answers(batch_accuracy, rng):
    """It is the share of pictures on the right side, with the border at a raw prediction of 0."""
    for n in (501, 420):
        predictions, targets, right, wrong = _setting(rng, n)
        value = batch_accuracy(predictions, targets)
        if isinstance(value, torch.Tensor) and value.numel() == n:
            expect_shape(value, (), mistakes={_NO_MEAN: tuple(value.shape)}, what="The accuracy")
        expect_number(value, "The accuracy")
        expect_close(value, right, mistakes=wrong, what="The accuracy")
    # Of one picture, and of more than a thousand of which the later ones are wrong, so that it shows when some are left out.
    for n in (1, 1_200):
        predictions = torch.where(torch.arange(n) < 300, 1.0, -1.0).view(n, 1) * (0.1 + torch.rand(n, 1, generator=rng))
        what = f"The accuracy of {n:,} picture{'s' * (n > 1)}"
        expect_close(batch_accuracy(predictions, torch.ones(n, 1, dtype=torch.long)), min(1.0, 300 / n), what=what)


@manner
def test_predictions_stay(batch_accuracy, worker, rng):
    """The predictions that are passed in stay as they are."""
    predictions, targets, _, _ = _setting(rng, 40 * 11)
    kept = worker.keep(predictions)
    batch_accuracy(kept, targets)
    expect_unchanged(kept, predictions, "The predictions")


def test_flat_shapes(batch_accuracy, rng):
    """Predictions and targets of shape (n,) do as well."""
    predictions, targets, right, wrong = _setting(rng, 450)
    expect_close(batch_accuracy(predictions.flatten(), targets.flatten()), right, mistakes=wrong, what="The accuracy")


def test_all_right_and_all_wrong(batch_accuracy, rng):
    """All right is 1, all wrong is 0."""
    targets = torch.randint(0, 2, (9, 1), generator=rng)
    predictions = (2.0 * targets - 1) * (0.1 + torch.rand(9, 1, generator=rng))
    # Both come, and in an order by lot: who doesn't look at the predictions can't know which it is.
    for i in torch.randperm(8, generator=rng).tolist():
        right = i % 2 == 0
        what = f"The accuracy of a batch that is all {'right' if right else 'wrong'}"
        expect_close(batch_accuracy(predictions if right else -predictions, targets), float(right), what=what)


def test_float_targets(batch_accuracy, rng):
    """Targets may be whole numbers or floats."""
    predictions, targets, right, wrong = _setting(rng, 480)
    expect_close(batch_accuracy(predictions, targets.float()), right, mistakes=wrong, what="The accuracy")


def picture_of_the_border(batch_accuracy):
    """Six predictions on a line, with the border between 7 and 3."""
    predictions, targets = torch.tensor([-2.1, -0.8, 0.4, 1.1, 1.8, 2.5]), torch.tensor([0, 1, 1, 0, 1, 1])
    found = expect_number(batch_accuracy(predictions.view(6, 1), targets.view(6, 1)))
    if close(found, 4 / 6):
        return None
    figure, (axes,) = blank(4.2, 1.7)
    axes.axvspan(-3, 0, color="#f0f0f0")
    axes.axvline(0, color="black", linewidth=1.2)
    for p, t in zip(predictions.tolist(), targets.tolist(), strict=True):
        is_right = (p > 0) == (t == 1)
        colour = YOURS if is_right else RIGHT
        axes.text(p, 0.1, "3" if t == 1 else "7", ha="center", fontsize=15, color=colour)
        axes.text(p, -0.75, "right" if is_right else "wrong", ha="center", fontsize=9, color=colour)
    axes.text(-2.95, 0.95, "called 7", fontsize=9, va="top")
    axes.text(0.1, 0.95, "called 3", fontsize=9, va="top")
    axes.set(xlim=(-3, 3), ylim=(-1, 1), yticks=[])
    axes.set_xlabel(f"prediction\nyours: {in_brief(found)}", fontsize=9)
    told = "Six predictions on a line; those above 0 are called a 3. Four are right, a 3 at -0.8 and a 7 at 1.1 are wrong."
    return as_picture(figure, f"{told} Yours: {in_brief(found)}.")
