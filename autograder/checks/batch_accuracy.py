"""Hidden checks of `batch_accuracy(predictions, targets)`: the share that is right."""

from itertools import pairwise

import torch

from autograder.expect import expect_close, expect_number


def _mistakes(predictions, targets, right):
    flat_p, flat_t = predictions.flatten(), targets.flatten()
    return {
        "A raw prediction is a 3 above 0, which is where its sigmoid passes 0.5.": ((flat_p > 0.5) == (flat_t == 1))
        .float()
        .mean(),
        "This is the share of wrong answers.": torch.tensor(1 - right),
        "Every prediction was compared with every target: the shapes broadcast to (n, n).": (
            ((flat_p[:, None] > 0) == (flat_t == 1)).float().mean()
        ),
        "This is the number of right answers; wanted is their share.": torch.tensor(right * len(flat_p)),
        "This is a percentage; wanted is a number between 0 and 1.": torch.tensor(100 * right),
        "The sigmoids are compared with 0, so everything is called a 3.": (flat_t == 1).float().mean(),
    }


def _setting(rng, n):
    """Predictions, some of them between 0 and 0.5, for which each mistake gives an answer of its own."""
    while True:
        predictions = torch.randn(n, 1, generator=rng)
        predictions[: n // 3] = 0.1 + 0.3 * torch.rand(n // 3, 1, generator=rng)
        targets = torch.randint(0, 2, (n, 1), generator=rng)
        right = (
            sum((p > 0) == (t == 1) for p, t in zip(predictions.flatten().tolist(), targets.flatten().tolist(), strict=True)) / n
        )
        wrong = _mistakes(predictions, targets, right)
        answers = sorted([right, *(float(w) for w in wrong.values())])
        apart = all(b - a > 1e-3 for a, b in pairwise(answers))
        if apart and predictions.abs().min() > 1e-3:
            return predictions, targets, right, wrong


def test_share_of_right_answers(batch_accuracy, rng):
    """It is the share of pictures on the right side, with the border at a raw prediction of 0."""
    for n in (13, 40):
        predictions, targets, right, wrong = _setting(rng, n)
        value = batch_accuracy(predictions, targets)
        expect_number(value, "The accuracy")
        expect_close(value, right, mistakes=wrong, what="The accuracy")


def test_flat_shapes(batch_accuracy, rng):
    """Predictions and targets of shape (n,) do as well."""
    predictions, targets, right, wrong = _setting(rng, 15)
    expect_close(batch_accuracy(predictions.flatten(), targets.flatten()), right, mistakes=wrong, what="The accuracy")


def test_all_right_and_all_wrong(batch_accuracy, rng):
    """All right is 1, all wrong is 0."""
    targets = torch.randint(0, 2, (9, 1), generator=rng)
    predictions = (2.0 * targets - 1) * (0.1 + torch.rand(9, 1, generator=rng))
    expect_close(batch_accuracy(predictions, targets), 1.0, what="The accuracy of a batch that is all right")
    expect_close(batch_accuracy(-predictions, targets), 0.0, what="The accuracy of a batch that is all wrong")


def test_float_targets(batch_accuracy, rng):
    """Targets may be whole numbers or floats."""
    predictions, targets, right, wrong = _setting(rng, 12)
    expect_close(batch_accuracy(predictions, targets.float()), right, mistakes=wrong, what="The accuracy")
