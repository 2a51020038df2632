"""The slow, obvious reference that the checks of the training loop share: a linear model, and a network, by hand.

The gradient of mnist_loss is worked out on paper, not by autograd. With s = sigmoid(output) and n pictures,
the loss is the mean of 1 - s over the 3s and of s over the 7s; s changes by s(1 - s) for each unit of output.
So the slope for one output is -s(1 - s)/n if it is a 3, and +s(1 - s)/n if it is a 7.
"""

from typing import Any

import torch
from torch import Tensor

from autograder.checking import (
    Handle,
    Unexpected,
    WorkerHandle,
    described,
    expect,
    expect_close,
    expect_list,
    expect_shape,
    expect_tensor,
    tries,
)

Batch = tuple[Tensor, Tensor]

ORDERS = 10
"""In how many orders the checks of the accuracy show the real pictures: docs/thresholds.md measures these."""


def outputs(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """The raw outputs (n, 1) of a linear model, w (pixels, 1), b (1,)."""
    return x @ w + b


def gradients(x: Tensor, y: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The gradients of mnist_loss for w and b."""
    s = 1 / (1 + torch.exp(-outputs(x, w, b)))
    slope = torch.where(y == 1, -s * (1 - s), s * (1 - s)) / len(x)
    return x.T @ slope, slope.sum(0)


def epoch(w: Tensor, b: Tensor, batches: list[Batch], lr: float) -> tuple[Tensor, Tensor]:
    """w and b after one step for each batch."""
    for x, y in batches:
        gw, gb = gradients(x, y, w, b)
        w, b = w - lr * gw, b - lr * gb
    return w, b


def epoch_without_zeroing(w: Tensor, b: Tensor, batches: list[Batch], lr: float) -> tuple[Tensor, Tensor]:
    """What comes out when the gradients are never set to zero."""
    sum_w, sum_b = torch.zeros_like(w), torch.zeros_like(b)
    for x, y in batches:
        gw, gb = gradients(x, y, w, b)
        sum_w, sum_b = sum_w + gw, sum_b + gb
        w, b = w - lr * sum_w, b - lr * sum_b
    return w, b


def epoch_in_one_step(w: Tensor, b: Tensor, batches: list[Batch], lr: float) -> tuple[Tensor, Tensor]:
    """What comes out when the gradients of all batches are added up and one step is taken at the end."""
    found = [gradients(x, y, w, b) for x, y in batches]
    gw, gb = torch.stack([g for g, _ in found]).sum(0), torch.stack([g for _, g in found]).sum(0)
    return w - lr * gw, b - lr * gb


def epoch_without_bias(w: Tensor, b: Tensor, batches: list[Batch], lr: float) -> tuple[Tensor, Tensor]:
    """What comes out when the bias never moves."""
    for x, y in batches:
        w = w - lr * gradients(x, y, w, b)[0]
    return w, b


def epoch_by_sign(w: Tensor, b: Tensor, batches: list[Batch], lr: float) -> tuple[Tensor, Tensor]:
    """What comes out when each step follows only the signs of the gradient."""
    for x, y in batches:
        gw, gb = gradients(x, y, w, b)
        w, b = w - lr * gw.sign(), b - lr * gb.sign()
    return w, b


def accuracy(x: Tensor, y: Tensor, w: Tensor, b: Tensor) -> float:
    """The share of pictures on the right side of 0."""
    right = 0
    for output, target in zip(outputs(x, w, b).flatten().tolist(), y.flatten().tolist(), strict=True):
        right += (output > 0) == (target == 1)
    return right / len(x)


def decided(batches: list[Batch], states: list[tuple[Tensor, Tensor]]) -> bool:
    """Whether no output of any of the models lies so close to 0 that rounding could decide the answer."""
    return all(float(outputs(x, w, b).abs().min()) > 1e-3 for x, _ in batches for w, b in states)


def mixed_batches(rng: torch.Generator, sizes: tuple[int, ...] = (6, 5, 3), pixels: int = 9) -> list[Batch]:
    """Batches of random pictures, 3s and 7s in each, the last one short."""
    batches = []
    for size in sizes:
        y = (torch.arange(size) % 2).view(-1, 1)[torch.randperm(size, generator=rng)]
        batches.append((torch.rand(size, pixels, generator=rng), y))
    return batches


def start(rng: torch.Generator, pixels: int = 9) -> tuple[Tensor, Tensor]:
    """Parameters to start from: w (pixels, 1), b (1,)."""
    return torch.randn(pixels, 1, generator=rng), torch.randn(1, generator=rng)


def many_batches(rng: torch.Generator, pixels: int = 9) -> list[Batch]:
    """More than a hundred batches of two random pictures, and a last one with a single picture."""
    n = 2 * MANY_BATCHES - 1
    x, y = torch.rand(n, pixels, generator=rng), (torch.rand(n, 1, generator=rng) < 0.6).long()
    return list(zip(x.split(2), y.split(2), strict=True))


MANY_BATCHES = 105
"""More than code that counts to a round number would go through; so many parameters are tried, too."""

MANY = 6_265
"""As many pictures as the course has of one digit: there are 6,131 3s and 6,265 7s to train with."""


COPIED = "The predictions got no gradient from the loss: is it made of a copy of them, by torch.tensor(), detach() or .data?"
"""The hint for who cuts the loss off from the predictions."""
NOTHING_CUT_OFF = "Numbers below 0 were taken for 0: pictures can hold any numbers, so leave clamp() and the like out."
"""The hint for who cuts off what lies below 0, which no picture of the notebook shows."""


PICTURES_AVERAGED = (
    "The mean went over the pictures too, and one axis of each picture is left: take the mean over the last two axes, the rows "
    "and columns of a picture."
)
"""The hint for who takes the mean of a stack over its first axis and one more, as by mean((0, 1))."""

ROUNDED = "This is rounded: return the number as it is, with all its digits."


def rounded_like(found: Any, right: Any) -> Any:
    """`right`, rounded to as few digits as `found` is, if `found` holds that; else `right` itself, which is no mistake."""
    right = torch.as_tensor(right, dtype=torch.float64)
    try:
        value = torch.as_tensor(found, dtype=torch.float64).detach() if isinstance(found, Tensor | float | int) else right
    except (OverflowError, RuntimeError):  # a whole number without end
        value = right
    for digits in range(4):
        rounded = right.round(decimals=digits)
        if value.shape == right.shape and torch.allclose(value, rounded, atol=1e-6) and not torch.equal(rounded, right):
            return rounded.float()
    return right.float()


def shows_rounding(value: float) -> bool:
    """Whether a number tells that it was rounded to two digits, or to fewer: it is changed by more than the checks let pass."""
    return abs(100 * value - round(100 * value)) > 0.25 and abs(value) < 20


def changing_stack(rng: torch.Generator, n: int, rows: int, columns: int) -> Tensor:
    """A stack whose pictures get darker from first to last and go below 0 and above 1: leaving some out always shows."""
    return torch.linspace(-1.0, 3.0, n).view(n, 1, 1) + torch.rand(n, rows, columns, generator=rng)


def expect_whole_stack(value: Any, shape: tuple[int, ...], what: str, picture: tuple[int, ...] = ()) -> Any:
    """A tensor of `shape`, one entry for each of the thousands that went in; with a sentence for who leaves some out.

    `picture` has the sizes of the other axes of what went in: as many entries as one of them has are what a wrong axis gives.
    """
    if isinstance(value, Tensor) and value.ndim == 1 == len(shape) and len(value) in picture:
        raise Unexpected(f"{what} has shape {tuple(value.shape)}, and should have {shape}.", PICTURES_AVERAGED)
    if isinstance(value, Tensor) and value.shape[1:] == shape[1:] and 0 < len(shape) == value.ndim and len(value) < shape[0]:
        left_out = (
            f"{what} has only {len(value):,} entries, where {shape[0]:,} went in: is a number fixed somewhere, as in x[:1000]? "
            "Take all that are passed in; len() says how many there are."
        )
        raise Unexpected(left_out, left_out)
    return expect_shape(value, shape, what=what)


def fixed_order(pictures: int, which: int) -> Tensor:
    """One of the orders 0 to ORDERS - 1: the numbers of all pictures, mixed."""
    return torch.randperm(pictures, generator=torch.Generator().manual_seed(which))


def an_order(pictures: int, rng: torch.Generator) -> Tensor:
    """One of the orders, by lot."""
    return fixed_order(pictures, int(torch.randint(ORDERS, (), generator=rng)))


def mixed_pixels(rng: torch.Generator) -> Tensor:
    """The secret of a submission: where each pixel of a real picture goes, so that only what was passed in can be learnt from."""
    return torch.randperm(28 * 28, generator=rng)


def unmixed(weights: Tensor, pixels: Tensor) -> Tensor:
    """Weights (outputs, 784) for pictures with mixed pixels, as weights for the pictures as they were."""
    found = torch.empty_like(weights)
    found[:, pixels] = weights
    return found


def real_batches(x: Tensor, y: Tensor, order: Tensor, size: int = 256) -> list[Batch]:
    """The pictures in `order`, as a student's loop meets them but for the mixed pixels."""
    return [(x[chosen], y[chosen]) for chosen in order.split(size)]


def train_net(parameters: list[Tensor], batches: list[Batch], epochs: int, lr: float) -> list[Tensor]:
    """w1 (hidden, pixels), b1, w2 (1, hidden) and b2 of a network with a ReLU, after gradient descent on mnist_loss.

    Backwards by hand: the slope for an output goes back to the activations by w2, and through those that aren't cut off.
    """
    w1, b1, w2, b2 = parameters
    for x, y in batches * epochs:
        hidden = (x @ w1.T + b1).relu()
        s = (hidden @ w2.T + b2).sigmoid()
        slope = torch.where(y == 1, -s * (1 - s), s * (1 - s)) / len(x)
        back = (slope @ w2) * (hidden > 0)
        w1, b1, w2, b2 = w1 - lr * back.T @ x, b1 - lr * back.sum(0), w2 - lr * slope.T @ hidden, b2 - lr * slope.sum(0)
    return [w1, b1, w2, b2]


def off_the_way(found: list[Tensor], start: list[Tensor], end: list[Tensor]) -> float:
    """How far parameters are from the `end` of a right loop's way from `start`, as a share of that way: 0 is there."""
    flat = [torch.cat([p.flatten() for p in parameters]) for parameters in (found, start, end)]
    return float((flat[0] - flat[2]).norm() / (flat[1] - flat[2]).norm())


def shape_of_one(value: Any) -> tuple[int, ...]:
    """The shape of a tensor that is one number, however many axes it has; () of anything else."""
    return tuple(value.shape) if isinstance(value, Tensor) and value.numel() == 1 else ()


FLAG_RETURNED = (
    "True or False came back: `requires_grad` only says whether a tensor is tracked; `requires_grad_()`, with underscore and "
    "parentheses, sets it and gives the tensor back."
)
"""The hint for who returns the flag in the place of the tensor."""


def expect_tracked(worker: WorkerHandle, found: Handle, hint: str, what: str = "The result") -> None:
    """That `found`, which stays in the worker, is a tensor (of whatever class) with a gradient; `hint` if without."""
    if worker.torch.is_tensor(found) is not True:
        if found.type_name in ("float", "int", "float32", "float64"):
            cut = f"{what} should be a tensor, and is a plain number: item() and float() cut off the gradient."
            raise Unexpected(cut, cut)
        raise Unexpected(f"{what} should be a tensor, but is {described(None if found.type_name == 'NoneType' else found)}.")
    expect(found.requires_grad.get() is True, hint)


def moving_all(rng: torch.Generator, lr: float) -> tuple[tuple[Tensor, Tensor], list[Batch], tuple[Tensor, Tensor]]:
    """w (MANY_BATCHES, 1) and b to start from, a single batch, and w and b after its step, which clearly moves the last of w."""
    for _ in tries():
        w, b = (0.1 * values for values in start(rng, MANY_BATCHES))
        batches = mixed_batches(rng, (6,), MANY_BATCHES)
        right = epoch(w, b, batches, lr)
        if (right[0] - w)[99:].abs().min() > 1e-3:
            break
    return (w, b), batches, right


def expect_moved(found: Any, w: Tensor, right: tuple[Tensor, Tensor]) -> None:
    """That `found` are the parameters of helpers.linear_in_parts after the step of moving_all."""
    bias, *weights = expect_list(found, "The parameters", length=len(w) + 1)
    hint = "The parameters after the hundredth haven't moved; step every one of them."
    mistakes = {hint: torch.cat([right[0][:99], w[99:]])}
    numbers = torch.cat([numbers_of(weight, (1, 1), "A parameter") for weight in weights])
    expect_close(numbers, right[0], mistakes=mistakes, what="The weights, many parameters of one number each")
    expect_close(bias, right[1], what="The bias beside many parameters")


def numbers_of(value: Any, shape: tuple[int, ...], what: str) -> Tensor:
    """The numbers of a student's tensor of `shape`, as float32: it may have become double, and much larger than it was."""
    found: Tensor = expect_tensor(expect_shape(value, shape, what=what), what)
    return found.detach().float()
