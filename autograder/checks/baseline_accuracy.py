"""Hidden checks of `baseline_accuracy(threes, sevens, mean3, mean7)`: on 3s, on 7s, and the mean of the two."""

import torch

from autograder.expect import Unexpected, described, expect, expect_close


def _distances(pictures: torch.Tensor, mean: torch.Tensor) -> list[float]:
    return [sum(abs(p - q) for p, q in zip(x.flatten().tolist(), mean.flatten().tolist(), strict=True)) for x in pictures]


def slow_baseline(threes, sevens, mean3, mean7) -> tuple[float, float, float]:
    """Picture by picture: the spec."""
    right3 = sum(a < b for a, b in zip(_distances(threes, mean3), _distances(threes, mean7), strict=True))
    right7 = sum(a >= b for a, b in zip(_distances(sevens, mean3), _distances(sevens, mean7), strict=True))
    on3, on7 = right3 / len(threes), right7 / len(sevens)
    return on3, on7, (on3 + on7) / 2


def _three_numbers(value):
    """What came back, as a tensor of three numbers."""
    if isinstance(value, torch.Tensor) and value.shape == (3,):
        return value.float()
    if not isinstance(value, tuple | list):
        raise Unexpected(f"Three numbers were expected: on 3s, on 7s, overall. What came back is {described(value)}.")
    expect(len(value) == 3, f"Three numbers were expected: on 3s, on 7s, overall. {len(value)} came back.")
    for item in value:
        single = isinstance(item, int | float) or (isinstance(item, torch.Tensor) and item.numel() == 1)
        expect(single, f"Each of the three should be one number, but one of them is {described(item)}.")
    return torch.tensor([float(item) for item in value])


def test_three_accuracies(baseline_accuracy, rng):
    """It returns the accuracy on 3s, the accuracy on 7s, and the mean of the two."""
    while True:
        mean3, mean7 = torch.rand(2, 9, 9, generator=rng)
        share = torch.rand(40, 1, 1, generator=rng)
        share = torch.where((share - 0.5).abs() < 0.05, share + 0.2, share)  # none in the middle
        pictures = share * mean3 + (1 - share) * mean7
        threes, sevens = pictures[:28], pictures[28:]
        on3, on7, overall = slow_baseline(threes, sevens, mean3, mean7)
        mistakes = {
            "The 3s and 7s are exchanged in the result.": (on7, on3, overall),
            "A 7 is right when is_3 says no: these 7s were counted as right when it says yes.": (
                (on3, 1 - on7, (on3 + 1 - on7) / 2)
            ),
            "Every answer counts the wrong way round.": (1 - on3, 1 - on7, 1 - overall),
            "The last number is the share over all pictures; wanted is the mean of the two accuracies.": (
                (on3, on7, (28 * on3 + 12 * on7) / 40)
            ),
            "These are the book's numbers; count on the pictures that are passed in.": (0.9168, 0.9854, 0.9511),
            "These are percentages; wanted are numbers between 0 and 1.": (100 * on3, 100 * on7, 100 * overall),
        }
        if all(max(abs(p - q) for p, q in zip(wrong, (on3, on7, overall), strict=True)) > 1e-3 for wrong in mistakes.values()):
            break  # no mistake gives the right answer by chance
    expect_close(
        _three_numbers(baseline_accuracy(threes, sevens, mean3, mean7)),
        torch.tensor([on3, on7, overall]),
        mistakes={hint: torch.tensor(wrong) for hint, wrong in mistakes.items()},
        what="The three accuracies",
    )


def test_the_real_baseline(baseline_accuracy, worker, digits):
    """On the real validation pictures it finds what the book finds."""
    value = _three_numbers(baseline_accuracy(digits.valid_threes, digits.valid_sevens, digits.mean3, digits.mean7))
    # The book's own numbers, chapter 4: 0.9168, 0.9854, 0.9511
    expect_close(value, torch.tensor([0.9168, 0.9854, 0.9511]), atol=6e-5, rtol=0, what="The three accuracies")
