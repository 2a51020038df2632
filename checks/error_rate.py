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
                "This is how often the smallest number stands at the target; wanted is how often the largest one doesn't.": (
                    1 - _slow(-predictions, targets)
                ),
                "Every answer counts as wrong. Wanted is where in its row the largest number stands, argmax(dim=1): not that "
                "number itself, and not its place among all the numbers.": 1.0,
                "Each answer was compared with every target: the shapes (n, 1) and (n,) broadcast to (n, n).": _crosswise(
                    predictions, targets
                ),
                "The count is divided by 4, the rows of the example; let mean() count how many there are.": right * n / 4,
                "This is a percentage; wanted is a number between 0 and 1.": 100 * right,
                "This is the accuracy, as a percentage; wanted is the share of wrong answers.": 100 * (1 - right),
                "This is how far apart the numbers of the answers are; wanted is how often they differ.": (
                    (predictions.argmax(1) - targets).abs().float().mean()
                ),
                "The count is divided by how many answers there are to choose from; divide it by the number of rows.": (
                    right * n / answers
                ),
                "This is 0, though some answers are wrong: does `//` drop what comes after the point?": 0.0,
                "This is 1 minus the number of right answers; wanted is the share of wrong ones.": 1 - n * (1 - right),
            }
            # The largest of all numbers stands so far down that its place is nobody's target.
            far_down = int(predictions.argmax()) >= answers
            if far_down and all_apart([right, *mistakes.values()], 1e-3):
                break
        mistakes["This is rounded to two digits: return the share as it is."] = round(right, 2)
        value = error_rate(predictions, targets)
        expect_number(value, "The error rate")
        expect_close(value, right, mistakes=mistakes, what="The error rate")


def test_all_right_and_all_wrong(error_rate, rng):
    """All right is 0, all wrong is 1."""
    for _ in tries():
        predictions = torch.randn(9, 4, generator=rng)
        answers = predictions.argmax(1)
        if (answers == 3).any():  # the wrong answer is 0 there, which isn't the next number
            break
    expect_close(error_rate(predictions, answers), 0.0, what="The error rate when all is right")
    expect_close(error_rate(predictions, (answers + 1) % 4), 1.0, what="The error rate when all is wrong")
    expect_close(error_rate(predictions[:1], answers[:1]), 0.0, what="The error rate of one right answer")
    expect_close(error_rate(predictions[:1], (answers[:1] + 1) % 4), 1.0, what="The error rate of one wrong answer")


def test_as_many_answers_as_the_course_has(error_rate, rng):
    """All of thousands of answers count, whatever their numbers are."""
    for _ in tries():
        all_right = int(torch.randint(3_000, 5_000, (), generator=rng))
        share = (MANY - all_right) / MANY
        if abs(share - round(share, 2)) > 1e-3:
            break
    wrong = torch.arange(MANY) >= all_right  # right to begin with, and wrong from there on
    targets = torch.randint(0, 3, (MANY,), generator=rng)
    predictions = -5 - torch.rand(MANY, 3, generator=rng)
    predictions[torch.arange(MANY), (targets + wrong.long()) % 3] = -1.0  # all below 0
    predictions[::2] += 10  # and all above 1
    mistakes = {"Not all answers count, or `//` drops what comes after the point: take the mean over as many as there are.": 0.0}
    expect_close(error_rate(predictions, targets), share, mistakes=mistakes, what="The error rate")
