"""Hidden checks of `baseline_accuracy(threes, sevens, mean3, mean7)`: on 3s, on 7s, and the mean of the two."""

import torch

from autograder.checking import (
    Unexpected,
    all_apart,
    cpu_seconds,
    described,
    expect,
    expect_close,
    expect_number,
    in_brief,
    table_of_mistakes,
    tries,
)

from .drawn import close
from .reference import MANY

STANDS_ON = ["is_3", "l1_distance"]

_BOOK = 0.9168, 0.9854, 0.9511
"""The accuracies on all validation pictures, in chapter 4 of the book."""


def _distances(pictures: torch.Tensor, mean: torch.Tensor) -> list[float]:
    return [sum(abs(p - q) for p, q in zip(x.flatten().tolist(), mean.flatten().tolist(), strict=True)) for x in pictures]


def slow_baseline(threes, sevens, mean3, mean7) -> tuple[float, float, float]:
    """Picture by picture: the spec."""
    right3 = sum(a < b for a, b in zip(_distances(threes, mean3), _distances(threes, mean7), strict=True))
    right7 = sum(a >= b for a, b in zip(_distances(sevens, mean3), _distances(sevens, mean7), strict=True))
    on3, on7 = right3 / len(threes), right7 / len(sevens)
    return on3, on7, (on3 + on7) / 2


def _is_one_number(value):
    return isinstance(value, float) or (isinstance(value, torch.Tensor) and value.numel() == 1)


def _three_numbers(value):
    """What came back, as a tensor of three numbers."""
    if isinstance(value, torch.Tensor) and value.shape == (3,):
        return value.float()
    if not isinstance(value, tuple | list):
        alone = "Only one number came back: return all three, the one on 3s first." if _is_one_number(value) else None
        raise Unexpected(f"Three numbers were expected: on 3s, on 7s, overall. What came back is {described(value)}.", alone)
    expect(len(value) == 3, f"Three numbers were expected: on 3s, on 7s, overall. {len(value)} came back.")
    return torch.tensor([expect_number(item, "Each of the three") for item in value])


def test_three_accuracies(baseline_accuracy, rng):
    """It returns the accuracy on 3s, the accuracy on 7s, and the mean of the two."""
    for _ in tries():
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
            "These are the book's numbers; count on the pictures that are passed in.": _BOOK,
            "The sum is divided only in part: put parentheses round it, (on_threes + on_sevens) / 2.": (on3, on7, on3 + on7 / 2),
            "The last number is the sum of the two accuracies; wanted is their mean.": (on3, on7, on3 + on7),
            "These are numbers of pictures; an accuracy is their share.": (28 * on3, 12 * on7, 28 * on3 + 12 * on7),
            "These are numbers of pictures, and the mean of the two; an accuracy is a share.": (
                (28 * on3, 12 * on7, (28 * on3 + 12 * on7) / 2)
            ),
            "These 7s were counted as right when is_3 says yes; and the last number is the share over all, not a mean.": (
                (on3, 1 - on7, (28 * on3 + 12 * (1 - on7)) / 40)
            ),
            "The counts are divided by 4 and 2, the pictures of the example; there can be any number of each.": (
                (28 * on3 / 4, 12 * on7 / 2, (28 * on3 / 4 + 12 * on7 / 2) / 2)
            ),
            "The accuracy on 7s is divided by the number of 3s.": (on3, on7 * 12 / 28, (on3 + on7 * 12 / 28) / 2),
            "These are percentages; wanted are numbers between 0 and 1.": (100 * on3, 100 * on7, 100 * overall),
        }
        if all_apart([(on3, on7, overall), *mistakes.values()], 1e-3):
            break  # no mistake gives the right answer by chance, nor that of another mistake
    found = _three_numbers(baseline_accuracy(threes, sevens, mean3, mean7))
    which = zip(("the one on 3s", "the one on 7s", "the mean of the two"), found.tolist(), (on3, on7, overall), strict=True)
    off = ", ".join(name for name, got, right in which if abs(got - right) > 1e-4)
    expect_close(
        found,
        torch.tensor([on3, on7, overall]),
        mistakes={hint: torch.tensor(wrong) for hint, wrong in mistakes.items()},
        what=f"Of the three accuracies, {off}",
    )


@cpu_seconds(60)
def test_the_real_baseline(baseline_accuracy, rng, digits):
    """On real validation pictures it finds how often is_3 is right there."""
    for _ in tries():  # some of them, by lot: the accuracies on all of them stand in the book
        threes, sevens = (_some_of(pictures, rng) for pictures in (digits.valid_threes, digits.valid_sevens))
        share3, share7 = (_called_3(pictures, digits).mean().item() for pictures in (threes, sevens))
        right = share3, 1 - share7, (share3 + 1 - share7) / 2
        if max(abs(found - book) for found, book in zip(right, _BOOK, strict=True)) > 2e-3:
            break
    expect_close(
        _three_numbers(baseline_accuracy(threes, sevens, digits.mean3, digits.mean7)),
        torch.tensor(right),
        mistakes={"These are the book's numbers; count on the pictures that are passed in.": torch.tensor(_BOOK)},
        atol=6e-5,
        rtol=0,
        what="The three accuracies",
    )


def _some_of(pictures, rng):
    """Between 400 and 800 of the pictures, in any order."""
    n = 400 + int(torch.randint(401, (), generator=rng))
    return pictures[torch.randperm(len(pictures), generator=rng)[:n]]


def _called_3(pictures, digits):
    """1.0 for each picture that is nearer to the mean 3. No validation picture is so near the middle that rounding decides."""
    to = [(pictures.double() - mean.double()).abs().sum((1, 2)) for mean in (digits.mean3, digits.mean7)]
    return (to[0] < to[1]).float()


@cpu_seconds(60)
def test_as_many_pictures_as_the_course_has(baseline_accuracy, rng):
    """It counts every picture of a stack of thousands, and does as well with a single picture, of whatever size."""
    size = torch.randint(2, 6, (2,), generator=rng).tolist()
    for n, m, shift, (rows, columns) in ((MANY, MANY - 1_000, -6, size), (1, 2, 6, (1, 9)), (2, 1, 6, (1_001, 2))):
        # All numbers below 0, or all above 1: they are taken as they are.
        mean3, mean7 = torch.randn(2, rows, columns, generator=rng) + shift
        threes, is_right3 = _fewer_and_fewer_right(mean3, mean7, n, rng)
        sevens, is_right7 = _fewer_and_fewer_right(mean7, mean3, m, rng)
        on3, on7 = sum(is_right3) / n, sum(is_right7) / m
        found = _three_numbers(baseline_accuracy(threes, sevens, mean3, mean7))
        thousand = [sum(stack[:1_000]) / len(stack[:1_000]) for stack in (is_right3, is_right7)]
        what = f"For {'stacks of thousands' if n > 2 else f'{n} and {m} pictures'}, the three accuracies"
        expect_close(
            found,
            torch.tensor([on3, on7, (on3 + on7) / 2]),
            mistakes={
                "Only the first thousand pictures are counted; go to the end of each stack.": (
                    torch.tensor([*thousand, sum(thousand) / 2])
                ),
            },
            what=what,
        )


def _fewer_and_fewer_right(own, other, n, rng):
    """n pictures on the line between two means, and which of them are nearer to their own.

    Of the first ones most are, of the last ones few: so it always shows when some are left out.
    """
    is_right = torch.rand(n, generator=rng) < torch.linspace(0.9, 0.2, n)
    share = torch.where(is_right, 0.8, 0.2) + 0.2 * torch.rand(n, generator=rng) - 0.1
    share = share.view(n, 1, 1)
    return share * own + (1 - share) * other, is_right.tolist()


def picture_of_the_table(baseline_accuracy, digits):
    """What a right is_3 says of some digits, and the three numbers that the student's code makes of that."""
    threes, sevens = digits.valid_threes[:200], digits.valid_sevens[:100]
    found = _three_numbers(baseline_accuracy(threes, sevens, digits.mean3, digits.mean7))
    called = [int(_called_3(stack, digits).sum()) for stack in (threes, sevens)]
    on3, on7 = called[0] / 200, 1 - called[1] / 100
    right = (on3, on7, (on3 + on7) / 2)
    if close(found, torch.tensor(right)):
        return None
    yours, expected = (", ".join(in_brief(number) for number in numbers) for numbers in (found.tolist(), right))
    alt = (
        f"A table of what a right is_3 says: of 200 3s {called[0]} are nearer to the mean 3, and of 100 7s {called[1]} are; the "
        f"others are called 7. Your three numbers for them are {yours}; expected are {expected}."
    )
    counts = [[called[0], 200 - called[0]], [called[1], 100 - called[1]]]
    below = f"counted by a right is_3\nyours: {yours}\nexpected: {expected}"
    return table_of_mistakes(counts, ("200 3s", "100 7s"), ("called 3", "called 7"), alt, below)
