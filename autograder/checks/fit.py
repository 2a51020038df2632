"""Hidden checks of `fit(f, t, targs, params, lr, steps)`: gradient descent on a small problem."""

import torch

from autograder.expect import Unexpected, described, expect, expect_close, expect_number


def _descend(t, targs, params, lr, steps, accumulate=False):
    """By hand, for a parabola: the slope of the loss for a coefficient is the mean of 2 * error * t**power.

    Returns the losses before each step and after the last, and the parameters after each step.
    """
    columns = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    losses, places, total = [], [params], torch.zeros(3)
    for _ in range(steps):
        error = columns @ params - targs
        losses.append((error**2).mean())
        gradient = 2 * (columns * error[:, None]).mean(0)
        total = total + gradient if accumulate else gradient
        params = params - lr * total
        places.append(params)
    losses.append(((columns @ params - targs) ** 2).mean())
    return torch.stack(losses), places


def _setting(worker, rng):
    t = torch.rand(9, generator=rng)
    targs, params = torch.randn(2, 9, generator=rng)
    return t, targs, params[:3].clone(), worker.props.parabola


def _numbers(value, steps):
    if isinstance(value, torch.Tensor) and value.ndim == 1:
        value = list(value)
    if not isinstance(value, list | tuple):
        raise Unexpected(f"fit should return the list of losses, but what came back is {described(value)}.")
    expect(len(value) == steps, f"{steps} steps have {steps} losses; {len(value)} came back.")
    return torch.tensor([expect_number(item, "Each loss") for item in value])


def test_parameters_after_the_steps(fit, worker, rng):
    """The parameters that were passed in take all the steps, each along a fresh gradient."""
    t, targs, params, f = _setting(worker, rng)
    kept = worker.keep(params.clone().requires_grad_())
    fit(f, t, targs, kept, 0.1, 5)
    _, places = _descend(t, targs, params, 0.1, 5)
    expect_close(
        kept.get(),
        places[5],
        mistakes={
            "The parameters haven't moved: change them in place.": params,
            "The gradients are never cleared, so each step goes along the sum of all so far.": (
                _descend(t, targs, params, 0.1, 5, accumulate=True)[1][5]
            ),
            "Only one step was taken: is the return inside the loop?": places[1],
            "One step too few was taken.": places[4],
            "The steps go uphill.": _descend(t, targs, params, -0.1, 5)[1][5],
            "The prediction is made once, before the loop: predict anew in every round.": (params + 5 * (places[1] - params)),
        },
        what="The parameters after five steps",
    )


def test_losses_before_each_step(fit, worker, rng):
    """It returns the loss before each step, first to last."""
    t, targs, params, f = _setting(worker, rng)
    kept = worker.keep(params.clone().requires_grad_())
    found = _numbers(fit(f, t, targs, kept, 0.1, 6), 6)
    losses, _ = _descend(t, targs, params, 0.1, 6)
    expect_close(
        found,
        losses[:6],
        mistakes={
            "These are the losses after each step; wanted are those before it.": losses[1:],
            "The loss stays the same: predict anew in every round.": losses[0].repeat(6),
            "These are roots of the losses: the mean squared error has no root.": losses[:6].sqrt(),
        },
        what="The losses",
    )


_OWN_RATE = "The steps go the right way, but not as far as lr says: is the learning rate the one that is passed in?"


def _along(found, start, right):
    """`found`, if it lies on the way that the steps take, nearer or farther than they should get; else `right`."""
    if not isinstance(found, torch.Tensor) or found.shape != start.shape:
        return right
    moved, wanted = found.detach() - start, right - start
    same_way = torch.nn.functional.cosine_similarity(moved, wanted, dim=0) > 0.99
    return found.detach() if bool(same_way) else right


def test_learning_rate_and_number_of_steps(fit, worker, rng):
    """The learning rate and the number of steps are the ones that are passed in."""
    t, targs, params, f = _setting(worker, rng)
    for lr, steps in ((0.02, 3), (0.3, 1)):
        kept = worker.keep(params.clone().requires_grad_())
        _numbers(fit(f, t, targs, kept, lr, steps), steps)
        found, right = kept.get(), _descend(t, targs, params, lr, steps)[1][steps]
        expect_close(found, right, mistakes={_OWN_RATE: _along(found, params, right)}, what="The parameters after the steps")
