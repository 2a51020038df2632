"""Hidden checks of `is_3(x, mean3, mean7)`: is the picture nearer to the mean 3 than to the mean 7?"""

import torch

from autograder.expect import Unexpected, described, expect, expect_close, expect_shape


def slow_is_3(x: torch.Tensor, mean3: torch.Tensor, mean7: torch.Tensor) -> bool:
    """By the sum of absolute differences, pixel by pixel: the spec."""
    to = [0.0, 0.0]
    for i, mean in enumerate((mean3, mean7)):
        for p, q in zip(x.flatten().tolist(), mean.flatten().tolist(), strict=True):
            to[i] += abs(p - q)
    return to[0] < to[1]


def _setting(rng, n=12):
    """Pictures between two means, some nearer to the one by L1 and some to the other, none in the middle."""
    mean3, mean7 = torch.rand(2, 28, 28, generator=rng)
    share = torch.tensor([0.1, 0.3, 0.7, 0.9] * (n // 4)).view(-1, 1, 1)[torch.randperm(n, generator=rng)]
    noise = 0.05 * torch.rand(n, 28, 28, generator=rng)
    return share * mean3 + (1 - share) * mean7 + noise, mean3, mean7


def _as_bools(value, n):
    """The answers, as a bool tensor of shape (n,)."""
    tensor = expect_shape(value, (n,), mistakes={"One answer came back for the whole batch; each picture needs its own.": ()})
    if tensor.dtype != torch.bool:
        expect(bool(((tensor == 0) | (tensor == 1)).all()), "The answers should be True or False, one for each picture.")
    return tensor.bool()


def test_a_batch(is_3, rng, digits):
    """In a batch, each picture that is nearer to the mean 3 is called a 3."""
    batch, mean3, mean7 = _setting(rng)
    right = torch.tensor([slow_is_3(x, mean3, mean7) for x in batch])
    found = _as_bools(is_3(batch, mean3, mean7), len(batch))
    own_means = torch.tensor([slow_is_3(x, digits.mean3, digits.mean7) for x in batch])
    mistakes = {
        "Every answer is the other way round: a 3 has the smaller distance to the mean 3.": (~right).float(),
        "These are the answers for the notebook's own means; compare with the ones that are passed in.": own_means.float(),
    }
    expect_close(found.float(), right.float(), mistakes=mistakes, what="The answers")


def test_one_picture(is_3, rng):
    """For one picture it gives one answer."""
    batch, mean3, mean7 = _setting(rng)
    threes = [x for x in batch if slow_is_3(x, mean3, mean7)]
    sevens = [x for x in batch if not slow_is_3(x, mean3, mean7)]
    for x in [*threes[:2], *sevens[:2]]:
        value = is_3(x, mean3, mean7)
        if not (isinstance(value, bool) or (isinstance(value, torch.Tensor) and value.numel() == 1)):
            raise Unexpected(f"One picture gives one True or False, but what came back is {described(value)}.")
        expect(bool(value) == slow_is_3(x, mean3, mean7), "A single picture gets the wrong answer.")


def test_uses_its_arguments(is_3, rng):
    """It compares with the means that it is given, in that order."""
    batch, mean3, mean7 = _setting(rng)
    right = torch.tensor([slow_is_3(x, mean7, mean3) for x in batch])
    found = _as_bools(is_3(batch, mean7, mean3), len(batch))
    hint = "With the two means exchanged the answers stayed the same: use the arguments, not the notebook's own means."
    expect_close(found.float(), right.float(), mistakes={hint: (~right).float()}, what="The answers with exchanged means")


def test_distance_is_l1(is_3, rng):
    """The distance is L1, the mean of the absolute differences."""
    size = 6 + int(torch.randint(0, 5, (), generator=rng))
    x = torch.zeros(size, size)
    # From x, the sums of the absolute differences are 5 and 6; those of the squares are 5 and less than 1.
    few_large, many_small = x.clone(), torch.full((size, size), 6 / size**2)
    few_large[0, :5] = 1.0
    value = is_3(x, few_large, many_small)
    hint = "A picture that is nearer by L1 and farther by the squares got the wrong answer: take the L1 distance."
    expect(isinstance(value, bool | torch.Tensor) and bool(torch.as_tensor(value).all()), hint)
