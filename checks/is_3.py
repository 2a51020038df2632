"""Hidden checks of `is_3(x, mean3, mean7)`: is the picture nearer to the mean 3 than to the mean 7?"""

import torch

from autograder.checking import (
    all_apart,
    expect,
    expect_close,
    expect_shape,
    expect_tensor,
    manner,
    pictures_beside_each_other,
    tries,
)

from .reference import MANY, PICTURES_AVERAGED, expect_whole_stack

STANDS_ON = ["l1_distance"]


TURNED = "Every answer is the other way round: a 3 has the smaller distance to the mean 3."
DROPPED_OUT = (
    "Every picture got the same answer, and with the two means exchanged every one got the other: the picture itself drops out "
    "of the comparison, as without abs() of the differences."
)
ABS_OF_THE_MEAN = (
    "These are the answers where differences of opposite sign cancel: take abs() of each difference first, and then the mean."
)


def slow_is_3(x: torch.Tensor, mean3: torch.Tensor, mean7: torch.Tensor) -> bool:
    """By the sum of absolute differences, of one picture and in double precision: the spec."""
    to_mean3, to_mean7 = ((x.double() - mean.double()).abs().sum().item() for mean in (mean3, mean7))
    return to_mean3 < to_mean7


def _setting(rng, n=12, rows=28, columns=28):
    """Pictures between two means, some nearer to the one by L1 and some to the other, none in the middle."""
    mean3, mean7 = torch.rand(2, rows, columns, generator=rng)
    order = torch.randperm(n, generator=rng)
    share = torch.tensor([0.1, 0.9, 0.3, 0.7] * n)[:n].view(-1, 1, 1)[order]
    noise = 0.05 * torch.rand(n, rows, columns, generator=rng)
    return share * mean3 + (1 - share) * mean7 + noise, mean3, mean7


def _brighter_and_darker(rng, n=12):
    """As `_setting`, with every second picture darker than it was: so a distance of the mean brightnesses, which is what is left
    where differences cancel, calls some pictures a 3 and some a 7."""
    batch, mean3, mean7 = _setting(rng, n)
    order = torch.randperm(n, generator=rng)
    return batch - torch.tensor([0.0, 0.1] * n)[:n].view(-1, 1, 1)[order], mean3, mean7


def _all_the_same(answer):
    """The hint where one answer came back for every picture, and the same again with the means exchanged."""
    return (
        f"Every picture is called a {3 if answer else 7}, and still is when the two means are exchanged: compare the picture's "
        "distance to mean3 with its distance to mean7, each as it is passed in."
    )


def _as_bools(value, n):
    """The answers, as a bool tensor of shape (n,)."""
    tensor = expect_tensor(value, "The answer")
    mistakes = {"One answer came back for the whole batch; each picture needs its own.": ()}
    shape = tuple(tensor.shape)
    if len(shape) == 3 and len(tensor) == n:
        mistakes["Each pixel has an answer of its own; a picture has one distance, the mean over its rows and columns."] = shape
    elif len(shape) == 2 and len(tensor) == n:
        mistakes["Each picture has several answers: take the mean over both of its axes, rows and columns, the last two."] = shape
    elif len(shape) == 2:
        mistakes["The mean went over the pictures; the last two axes are the rows and columns of each picture."] = shape
    elif shape == (28,):
        mistakes[PICTURES_AVERAGED] = shape
    tensor = expect_shape(tensor, (n,), mistakes=mistakes)
    if tensor.dtype != torch.bool:
        expect(bool(((tensor == 0) | (tensor == 1)).all()), "The answers should be True or False, one for each picture.")
    return tensor.bool()


def _one_answer(value):
    """The answer for one picture, as a bool: Python's own too, as from a distance that is a plain number."""
    if isinstance(value, bool):
        return value
    tensor = expect_shape(
        value, (), mistakes={"One picture has one answer, of shape ().": (1,)}, what="The answer for one picture"
    )
    expect(
        tensor.dtype == torch.bool or tensor.item() in (0, 1),
        "One picture gives True or False; what came back is another number.",
    )
    return bool(tensor)


def test_a_batch(is_3, rng):
    """In a batch, each picture that is nearer to the mean 3 is called a 3."""
    for _ in tries():
        batch, mean3, mean7 = _brighter_and_darker(rng)
        right = torch.tensor([slow_is_3(x, mean3, mean7) for x in batch])
        to3, to7 = ((batch - mean).mean((-1, -2)) for mean in (mean3, mean7))
        known = {TURNED: ~right, ABS_OF_THE_MEAN: to3.abs() < to7.abs()}
        if all_apart([right, *known.values(), to3 < to7, to3 > to7]) and abs(to3.abs() - to7.abs()).min() > 1e-4:
            break
    found = _as_bools(is_3(batch, mean3, mean7), len(batch))
    if bool((found == found[0]).all()):
        exchanged = _as_bools(is_3(batch, mean7, mean3), len(batch))
        known[DROPPED_OUT if torch.equal(exchanged, ~found) else _all_the_same(found[0])] = found
    mistakes = {hint: answers.float() for hint, answers in known.items()}
    expect_close(found.float(), right.float(), mistakes=mistakes, what="The answers")


def test_one_picture(is_3, rng):
    """For one picture it gives one answer."""
    batch, mean3, mean7 = _setting(rng)
    right = [slow_is_3(x, mean3, mean7) for x in batch]
    for answer in (True, False):
        for x in [x for x, is_near_3 in zip(batch, right, strict=True) if is_near_3 == answer][:2]:
            expect(_one_answer(is_3(x, mean3, mean7)) == answer, "A single picture gets the wrong answer.")


def test_any_size(is_3, rng):
    """Pictures of any size are answered, alone or in a batch of any length, and a batch of one has one answer."""
    # All below 0, or all above 1: numbers are taken as they are.
    large, small = (torch.randint(6, largest, (2,), generator=rng).tolist() for largest in (60, 20))
    settings = [(None, large, 0), (3, large, 0), (1, large, 0), (70, small, 0), (12, small, -3), (12, small, 3)]
    for n, (rows, columns), shift in [*settings, (6, (1, 9), 0), (6, (1_001, 2), 0)]:
        batch, mean3, mean7 = (stack + shift for stack in _setting(rng, n or 1, rows, columns))
        right = torch.tensor([slow_is_3(x, mean3, mean7) for x in batch])
        if n is None:
            expect(_one_answer(is_3(batch[0], mean3, mean7)) == bool(right), "A single picture gets the wrong answer.")
            continue
        alone = {"A batch of one picture has one answer, of shape (1,): don't squeeze that axis away.": ()} if n == 1 else {}
        mistakes = alone or {"One answer came back for the whole batch; each picture needs its own.": ()}
        found = expect_shape(is_3(batch, mean3, mean7), (n,), mistakes=mistakes, what="The answer")
        expect_close(_as_bools(found, n).float(), right.float(), what="The answers for pictures of another size")


@manner
def test_true_or_false(is_3, rng):
    """The answers are truth values, for one picture and for several."""
    for shape in ((6, 7), (3, 6, 7)):
        found = is_3(torch.rand(shape, generator=rng), *torch.rand(2, 6, 7, generator=rng))
        hint = "The answers should be truth values (dtype bool), as a comparison gives them, and no other numbers."
        is_plain = len(shape) == 2 and isinstance(found, bool)
        expect(is_plain or expect_tensor(found, "The answer").dtype == torch.bool, hint)


def test_uses_its_arguments(is_3, rng):
    """It compares with the means that it is given, in that order."""
    batch, mean3, mean7 = _setting(rng)
    right = torch.tensor([slow_is_3(x, mean7, mean3) for x in batch])
    before, found = (_as_bools(is_3(batch, *means), len(batch)) for means in ((mean3, mean7), (mean7, mean3)))
    hint = "With the two means exchanged the answers stayed the same: use the arguments, not the notebook's own means."
    expect(not torch.equal(before, found), _all_the_same(found[0]) if bool((found == found[0]).all()) else hint)
    expect_close(found.float(), right.float(), what="The answers with exchanged means")


def test_distance_is_l1(is_3, rng):
    """The distance is L1, the mean of the absolute differences."""
    size = 6 + int(torch.randint(0, 5, (), generator=rng))
    x = torch.zeros(size, size)
    # From x, the sums of the absolute differences are 5, 6 and 4; those of the squares are 5 and, for both others, less than 1.
    few_large, many_small, fewer_small = x.clone(), torch.full((size, size), 6 / size**2), torch.full((size, size), 4 / size**2)
    few_large[0, :5] = 1.0
    hint = (
        "A picture that is nearer by L1 and farther by another distance got the wrong answer: take the L1 distance to each of "
        "the two, and compare them. If that is what is_3 does, by l1_distance, look at its checks first."
    )
    settings = (
        (few_large, many_small, True),
        (many_small, few_large, False),
        (fewer_small, few_large, True),
        (few_large, fewer_small, False),
        (few_large + 1, many_small + 1, True),
        (-few_large, -many_small, True),  # x is the brighter one: without abs() the order stays
    )
    found = [_one_answer(is_3(x, mean3, mean7)) for mean3, mean7, _ in settings]
    right = [answer for _, _, answer in settings]
    expect(found != [not answer for answer in right], TURNED)
    expect(found == right, hint)


def test_as_many_pictures_as_the_course_has(is_3, rng):
    """Each picture of a stack of thousands has its own answer, whatever numbers it holds."""
    mean3, mean7 = torch.zeros(3, 4), torch.full((3, 4), 2.0)
    # Numbers about 0 for a 3 and about 2 for a 7, and a third of them negative; by lot, so that each end has both kinds.
    threes = torch.rand(MANY, generator=rng) < 0.4
    batch = torch.where(threes, 0.0, 2.0).view(-1, 1, 1) + 1.6 * torch.rand(MANY, 3, 4, generator=rng) - 0.8
    answers = expect_whole_stack(is_3(batch, mean3, mean7), (MANY,), "The answer for a stack of thousands", picture=(3, 4))
    found = _as_bools(answers, MANY)
    expect_close(found.float(), threes.float(), what="The answers for a stack of thousands")


def picture_of_mistakes(is_3, digits):
    """Digits that it calls something else than a right one does."""
    missed = []
    for name, stack in (("3", digits.valid_threes[:100]), ("7", digits.valid_sevens[:100])):
        found = _as_bools(is_3(stack, digits.mean3, digits.mean7), 100)
        right = torch.tensor([slow_is_3(x, digits.mean3, digits.mean7) for x in stack])
        wrong = (found != right) & (right == (name == "3"))  # what the distance itself gets wrong isn't shown
        missed.append([(f"a {name}, called {10 - int(name)}", x) for x in stack[wrong]])
    threes, sevens = missed
    if not threes and not sevens:
        return None
    some = [*threes[:4], *sevens[:4]] if threes and sevens else [*threes, *sevens][:8]
    alt = (
        f"Digits that your is_3 gets wrong and a right one doesn't: of the first hundred 3s there are {len(threes)}, of the "
        f"first hundred 7s {len(sevens)}. Shown are {len(some)} of them."
    )
    return pictures_beside_each_other(some, alt)
