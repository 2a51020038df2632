"""Hidden checks of `error_rate(predictions, targets)`."""

import torch

from autograder.checking import all_apart, expect_close, expect_number, tries

from .reference import MANY


def _slow(predictions, targets):
    wrong = 0
    for row, target in zip(predictions.tolist(), targets.tolist(), strict=True):
        wrong += row.index(max(row)) != target
    return wrong / len(targets)


def _crosswise(predictions, targets):
    """What comes out when each row's answer is compared with the targets of all rows."""
    answers = [row.index(max(row)) for row in predictions.tolist()]
    wrong = sum(answer != target for answer in answers for target in targets.tolist())
    return wrong / len(targets) ** 2


def test_share_of_wrong_answers(error_rate, rng):
    """It is the share of rows whose largest number isn't at the target."""
    for n, answers in ((17, 3), (40, 10)):
        for _ in tries():
            predictions = torch.randn(n, answers, generator=rng)
            targets = torch.randint(0, answers, (n,), generator=rng)
            targets[: n // 3] = predictions[: n // 3].argmax(1)
            right = _slow(predictions, targets)
            mistakes = {
                "This is the accuracy; the error rate is 1 minus that.": 1 - right,
                "This is the number of wrong answers; wanted is their share.": right * n,
                "The smallest number was taken for the answer; it is the largest.": _slow(-predictions, targets),
                "The largest numbers themselves were compared; wanted is where they stand: argmax.": 1.0,
                "Each answer was compared with every target: the shapes (n, 1) and (n,) broadcast to (n, n).": _crosswise(
                    predictions, targets
                ),
                "The count is divided by 4, the rows of the example; let mean() count how many there are.": right * n / 4,
                "This is a percentage; wanted is a number between 0 and 1.": 100 * right,
            }
            if all_apart([right, *mistakes.values()], 1e-3):
                break
        value = error_rate(predictions, targets)
        expect_number(value, "The error rate")
        expect_close(value, right, mistakes=mistakes, what="The error rate")


def test_all_right_and_all_wrong(error_rate, rng):
    """All right is 0, all wrong is 1."""
    predictions = torch.randn(9, 4, generator=rng)
    answers = predictions.argmax(1)
    expect_close(error_rate(predictions, answers), 0.0, what="The error rate when all is right")
    expect_close(error_rate(predictions, (answers + 1) % 4), 1.0, what="The error rate when all is wrong")
    expect_close(error_rate(predictions[:1], answers[:1]), 0.0, what="The error rate of one right answer")
    expect_close(error_rate(predictions[:1], (answers[:1] + 1) % 4), 1.0, what="The error rate of one wrong answer")


def test_as_many_answers_as_the_course_has(error_rate, rng):
    """All of thousands of answers count, whatever their numbers are."""
    all_right = int(torch.randint(3_000, 5_000, (), generator=rng))
    wrong = torch.arange(MANY) >= all_right  # right to begin with, and wrong from there on
    targets = torch.randint(0, 3, (MANY,), generator=rng)
    predictions = -5 - torch.rand(MANY, 3, generator=rng)
    predictions[torch.arange(MANY), (targets + wrong.long()) % 3] = -1.0  # all below 0
    predictions[::2] += 10  # and all above 1
    mistakes = {"Not all answers count: take the mean over as many as there are.": 0.0}
    expect_close(error_rate(predictions, targets), (MANY - all_right) / MANY, mistakes=mistakes, what="The error rate")
