"""Hidden checks of `fit(f, t, targs, params, lr, steps)`: gradient descent on a small problem."""

import torch

from autograder.checking import (
    Unexpected,
    all_apart,
    described,
    expect,
    expect_close,
    expect_list,
    expect_number,
    tries,
)

from .drawn import down_a_bowl
from .reference import ROUNDED, rounded_like

STANDS_ON = ["mse", "sgd_step", "zero_gradients"]


def _descend(t, targs, params, lr, steps, accumulate=False, power=2, root=False):
    """By hand, for a t**power + b t + c: the slope of the loss for a coefficient is the mean of 2 * error * its column.

    With `root` it goes down the root of the loss, whose slopes are those of the loss divided by twice the root.
    Returns the losses before each step and after the last, and the parameters after each step.
    """
    columns = torch.stack([t**power, t, torch.ones_like(t)], dim=1)
    losses, places, total = [], [params], torch.zeros(3)
    for _ in range(steps):
        error = columns @ params - targs
        losses.append((error**2).mean())
        gradient = 2 * (columns * error[:, None]).mean(0)
        gradient = gradient / (2 * losses[-1].sqrt()) if root else gradient
        total = total + gradient if accumulate else gradient
        params = params - lr * total
        places.append(params)
    losses.append(((columns @ params - targs) ** 2).mean())
    return torch.stack(losses), places


def _setting(rng):
    t = torch.rand(9, generator=rng)
    targs, params = torch.randn(2, 9, generator=rng)
    return t, targs, params[:3].clone()


def _numbers(value, steps):
    if isinstance(value, torch.Tensor) and value.ndim == 1:
        value = expect_list(value, "The list of losses")
    if not isinstance(value, list | tuple):
        raise Unexpected(f"fit should return the list of losses, but what came back is {described(value)}.")
    expect(len(value) == steps, f"{steps} steps have {steps} losses; {len(value)} came back.")
    return torch.tensor([expect_number(item, "Each loss") for item in value])


_STAYED = "The parameters haven't moved: change them in place, and clear the gradient only after the step."
_ADDED_UP = "The gradients aren't cleared from one step to the next, so each step goes along the sum of all so far."
_OWN_RATE = (
    "The steps go the right way, but nearer or farther than lr and steps say: are both those that are passed in, and does lr "
    "stay the same from the first step to the last?"
)
_ROOT = "The steps are those for the root of the loss; the loss is the mean squared error, without a root (mse)."
_SUM = "The steps are those for the sum of the squared errors; the loss is their mean (mse)."


def _places(t, targs, params, lr, steps):
    """Where the parameters should be after the steps, and where each mistake takes them."""
    right = _descend(t, targs, params, lr, steps + 1)[1]
    wrong = {
        _STAYED: params,
        _SUM: _descend(t, targs, params, lr * len(t), steps)[1][steps],
        "The steps go uphill.": _descend(t, targs, params, -lr, steps)[1][steps],
        "One step too many was taken.": right[steps + 1],
        "Each step is twice as long as it should be: is backward() called twice before it?": (
            _descend(t, targs, params, 2 * lr, steps)[1][steps]
        ),
        _ROOT: _descend(t, targs, params, lr, steps, root=True)[1][steps],
    }
    if steps > 1:  # for one step these are as good as the right answer
        wrong |= {
            _ADDED_UP: _descend(t, targs, params, lr, steps, accumulate=True)[1][steps],
            "Only one step was taken: is the return inside the loop?": right[1],
            "One step too few was taken.": right[steps - 1],
            "The steps go uphill, and the gradients aren't cleared from one to the next.": (
                _descend(t, targs, params, -lr, steps, accumulate=True)[1][steps]
            ),
            "The prediction is made once, before the loop, and the gradients are never cleared.": (
                params + steps * (steps + 1) / 2 * (right[1] - params)
            ),
            "The prediction is made once, before the loop, the gradients are never cleared, and the steps go uphill.": (
                params - steps * (steps + 1) / 2 * (right[1] - params)
            ),
            "The prediction is made once, before the loop: predict anew in every round.": params + steps * (right[1] - params),
        }
    return right[steps], wrong


def test_parameters_after_the_steps(fit, worker, rng):
    """The parameters that were passed in take all the steps, each along a fresh gradient."""
    for _ in tries():
        t, targs, params = _setting(rng)
        right, wrong = _places(t, targs, params, 0.1, 5)
        if all_apart([right, *wrong.values()]):
            break
    kept = worker.keep(params.clone().requires_grad_())
    fit(worker.helpers.parabola, t, targs, kept, 0.1, 5)
    found = kept.get()
    mistakes = {**wrong, _OWN_RATE: _along(found, params, right)}
    expect_close(found, right, mistakes=mistakes, what="The parameters after five steps")


def test_losses_before_each_step(fit, worker, rng):
    """It returns the loss before each step, first to last."""
    for _ in tries():
        t, targs, params = _setting(rng)
        losses, _ = _descend(t, targs, params, 0.1, 6)
        wrong = {
            "These are the losses after each step; wanted are those before it.": losses[1:],
            "The loss stays the same: predict anew in every round, and let the parameters move.": losses[0].repeat(6),
            "These are roots of the losses: the mean squared error has no root.": losses[:6].sqrt(),
            _ROOT: _descend(t, targs, params, 0.1, 6, root=True)[0][:6].sqrt(),
            "These are sums of the squared errors; the loss is their mean (mse).": 9 * _descend(t, targs, params, 0.9, 6)[0][:6],
            _ADDED_UP: _descend(t, targs, params, 0.1, 6, accumulate=True)[0][:6],
        }
        if all_apart([losses[:6], *wrong.values()]):
            break
    kept = worker.keep(params.clone().requires_grad_())
    found = _numbers(fit(worker.helpers.parabola, t, targs, kept, 0.1, 6), 6)
    wrong[ROUNDED] = rounded_like(found, losses[:6])
    expect_close(found, losses[:6], mistakes=wrong, what="The losses")


def _along(found, start, right):
    """`found`, if it lies on the way that the steps take, nearer or farther than they should get; else `right`."""
    if not isinstance(found, torch.Tensor) or found.shape != start.shape:
        return right
    moved, wanted = found.detach() - start, right - start
    same_way = torch.nn.functional.cosine_similarity(moved, wanted, dim=0) > 0.99
    return found.detach() if bool(same_way) else right


def _grows(t, targs, params, lr, steps):
    """Whether the loss is larger after the first step than before it, and not out of all bounds at the end."""
    losses, _ = _descend(t, targs, params, lr, steps)
    return losses[1] > losses[0] + 0.1 and losses[-1] < 1000


def test_learning_rate_and_number_of_steps(fit, worker, rng):
    """The learning rate, the number of steps and the curve are the ones that are passed in, even if the loss grows."""
    for lr, steps in ((0.02, 3), (0.3, 1), (1.5, 3)):
        for _ in tries():
            t, targs, params = _setting(rng)
            right, wrong = _places(t, targs, params, lr, steps)
            if all_apart([right, *wrong.values()], 5e-3) and (lr < 1 or _grows(t, targs, params, lr, steps)):
                break
        kept = worker.keep(params.clone().requires_grad_())
        _numbers(fit(worker.helpers.parabola, t, targs, kept, lr, steps), steps)
        found = kept.get()
        mistakes = {**wrong, _OWN_RATE: _along(found, params, right)}
        expect_close(found, right, mistakes=mistakes, what="The parameters after the steps")
    # A single point, and more than a thousand on both sides of 0, in more steps than one would write down.
    for n, lr, steps in ((1, 0.1, 2), (1_200, 0.005, 120)):
        t = 4 * torch.rand(n, generator=rng) - 2
        targs, params = torch.randn(n, generator=rng) + t, torch.randn(3, generator=rng)
        kept = worker.keep(params.clone().requires_grad_())
        _numbers(fit(worker.helpers.parabola, t, targs, kept, lr, steps), steps)
        right = _descend(t, targs, params, lr, steps)[1][steps]
        what = f"The parameters after {steps} steps with {n:,} point{'s' * (n > 1)}"
        expect_close(kept.get(), right, mistakes={_STAYED: params, _OWN_RATE: _along(kept.get(), params, right)}, what=what)
    for _ in tries():
        t, targs, params = _setting(rng)
        right = _descend(t, targs, params, 0.3, 3, power=3)[1][3]
        hint = "The curve is always the parabola; predict with f, which is passed in."
        wrong = {hint: _descend(t, targs, params, 0.3, 3)[1][3]}
        if all_apart([right, *wrong.values()]):
            break
    kept = worker.keep(params.clone().requires_grad_())
    fit(worker.helpers.cubic, t, targs, kept, 0.3, 3)
    expect_close(kept.get(), right, mistakes=wrong, what="The parameters after the steps, for another curve")
    # A curve with a single parameter: the slope of a line through 0.
    t, targs = torch.randn(2, 9, generator=rng)
    slope = torch.randn(1, generator=rng)
    kept, right = worker.keep(slope.clone().requires_grad_()), slope
    for _ in range(2):
        right = right - 0.1 * 2 * ((right * t - targs) * t).mean()
    _numbers(fit(worker.helpers.line_through_0, t, targs, kept, 0.1, 2), 2)
    expect_close(kept.get(), right, mistakes={_STAYED: slope}, what="The one parameter of a line after two steps")


def picture_of_the_steps(fit, worker):
    """The way down the loss of a line through 0, whose slope is its one parameter."""
    t = torch.linspace(-2, 2, 9)
    record = worker.helpers.recorded_line.keep()
    slope = worker.keep(torch.tensor([-1.0], requires_grad=True))
    fit(record, t, 1.0 * t, slope, 0.1, 6)
    places = [expect_number(place) for place in expect_list(record.places.get(), "The places", most=60)]
    places = [place for i, place in enumerate(places) if i == 0 or place != places[i - 1]]
    (end,) = expect_list(slope.get(), "The slope", length=1)
    places = [-1.0, -1.0] if end == -1 else [*places, end] if end != places[-1] else places
    wanted = [-1.0]
    for _ in range(6):
        wanted.append(wanted[-1] - 0.1 * 2 * float(((wanted[-1] - 1) * t * t).mean()))
    return down_a_bowl(places[:20], wanted, lambda a: (a - 1) ** 2 * float((t * t).mean()), (-2.0, 4.0), "slope of the line")
