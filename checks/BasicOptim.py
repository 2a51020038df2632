"""Hidden checks of `BasicOptim(params, lr)`: `step()` and `zero_grad()`."""

import torch

from autograder.checking import (
    expect,
    expect_close,
    expect_list,
    expect_object,
    expect_tensor,
    manner,
    tries,
)

from .drawn import down_a_parabola
from .reference import MANY_BATCHES, numbers_of

_STILL_THERE = "A gradient is still there after zero_grad(): set p.grad, for every parameter."
_CLEARED = "The second of two steps did nothing: does step() zero the gradients? That is the work of zero_grad()."
_EMPTY = "A generator is empty after one pass: keep list(params) in __init__."


def _optimizer(BasicOptim, worker, rng, lr, as_generator=False):
    """Two parameters with gradients, on our side and in the worker, and the student's optimizer for them."""
    values = [torch.randn(3, 2, generator=rng), torch.randn(4, generator=rng)]
    for _ in tries():
        # The first gradient is large, so that code that cuts long gradients short shows.
        gradients = [10 * torch.randn(3, 2, generator=rng), torch.randn(4, generator=rng)]
        if gradients[0].norm() > 15 and gradients[0].abs().min() > 0.5 and gradients[1].abs().min() > 0.1:
            break
    kept = [worker.keep(v.clone().requires_grad_()) for v in values]
    optimizer = expect_object(BasicOptim(worker.helpers.generator.keep(kept) if as_generator else kept, lr), "An optimizer")
    for handle, g in zip(kept, gradients, strict=True):
        handle.grad = g
    return optimizer, values, gradients, kept


def _found(kept):
    """What became of the parameters."""
    return [numbers_of(handle.get(), shape, "A parameter") for handle, shape in zip(kept, ((3, 2), (4,)), strict=True)]


def _are_cleared(kept):
    """Whether no parameter has a gradient left."""
    left = [handle.grad.get() for handle in kept]
    return all(g is None or (isinstance(g, torch.Tensor) and not bool(g.any())) for g in left)


def _near(found, value):
    return found.shape == value.shape and torch.allclose(found, value, atol=1e-4, rtol=1e-4)


def test_step_goes_against_the_gradient(BasicOptim, worker, rng):
    """step() takes lr times its gradient away from every parameter, in place."""
    optimizer, values, gradients, kept = _optimizer(BasicOptim, worker, rng, 0.3)
    optimizer.step()
    found = _found(kept)
    right = [_near(after, value - 0.3 * g) for after, value, g in zip(found, values, gradients, strict=True)]
    if right[0] and _near(found[1], values[1]):
        expect(False, "Only the first parameter moved: step every one of them (is a return inside the loop?).")
    if right[1] and _near(found[0], values[0]):
        expect(False, "Only the last parameter moved: step every one of them, inside the loop.")
    for value, g, after in zip(values, gradients, found, strict=True):
        mistakes = {
            "A parameter hasn't moved: put the result back into it (p.data -= ...), for every parameter. "
            "And keep the parameters themselves, not copies of them.": value,
            "The step goes uphill: take lr times the gradient away.": value + 0.3 * g,
            "The learning rate isn't used.": value - g,
            "The step became the parameter itself: `p.data =- ...` gives it a new value, `-=` takes something away.": -0.3 * g,
            "The step has the sign of the gradient only, as Adam's first one has; its length counts too.": value - 0.3 * g.sign(),
        }
        if after.shape == g.shape:
            share = (value - after) / g
            if bool((share > 0).all()) and _near(share, share.mean().expand_as(share)):
                mistakes["The step goes along the gradient, but isn't lr times the gradient."] = after
        expect_close(after, value - 0.3 * g, mistakes=mistakes, what="A parameter after step()")


@manner
def test_still_parameters(BasicOptim, worker, rng):
    """After step() the parameters still ask for gradients."""
    optimizer, _, _, kept = _optimizer(BasicOptim, worker, rng, 0.3)
    optimizer.step()
    asks = all(handle.requires_grad.get() is True for handle in kept)
    expect(asks, "After step() a parameter no longer asks for gradients: leave requires_grad as it is.")


def test_two_steps(BasicOptim, worker, rng):
    """A second step goes along the gradient again, which stays until zero_grad()."""
    optimizer, values, gradients, kept = _optimizer(BasicOptim, worker, rng, 0.1)
    optimizer.step()
    between = _found(kept)
    optimizer.step()
    for value, g, half, after in zip(values, gradients, between, _found(kept), strict=True):
        hint = _of_the_second(half, after, g) if _near(half, value - 0.1 * g) else {}
        hint |= {
            _CLEARED: value - 0.1 * g,
            "No step moved this parameter: put the result back into it (p.data -= ...), for every parameter.": value,
        }
        expect_close(after, value - 0.2 * g, mistakes=hint, what="A parameter after two steps")


def _of_the_second(half, after, g):
    """What is wrong with a second step that goes along the gradient, but is shorter or longer than the first."""
    share = (half - after) / (0.1 * g)
    if not _near(share, share.mean().expand_as(share)) or share.mean() < 0.1:
        return {}
    if share.mean() < 1:
        return {"The second step is shorter than the first: each is lr times the gradient, and lr stays as it is.": after}
    return {"The second step is longer than the first: is there a momentum? Plain gradient descent has none.": after}


@manner
def test_generator_of_parameters(BasicOptim, worker, rng):
    """It works with model.parameters(), a generator, for as many steps as one likes."""
    of_a_list, values, gradients, kept = _optimizer(BasicOptim, worker, rng, 0.1)
    of_a_list.step()
    of_a_list.step()
    steps = all(_near(after, v - 0.2 * g) for after, v, g in zip(_found(kept), values, gradients, strict=True))
    optimizer, values, gradients, kept = _optimizer(BasicOptim, worker, rng, 0.1, as_generator=True)
    optimizer.step()
    optimizer.step()
    found = _found(kept)
    stopped = all(_near(after, value - 0.1 * g) for value, g, after in zip(values, gradients, found, strict=True))
    expect(not (stopped and _are_cleared(kept)), _CLEARED)
    for value, g, after in zip(values, gradients, found, strict=True):
        # Where a list doesn't help either, it isn't the generator's fault.
        hint = {_EMPTY: value - 0.1 * g, _EMPTY + " No parameter moved at all.": value} if steps else {}
        expect_close(after, value - 0.2 * g, mistakes=hint, what="A parameter after two steps")
    optimizer.zero_grad()
    for handle in kept:
        left = handle.grad.get()
        gone = left is None or not bool(expect_tensor(left, "A gradient after zero_grad()").abs().any())
        expect(gone, _STILL_THERE)


@manner
def test_zero_grad_clears_every_gradient(BasicOptim, worker, rng):
    """After zero_grad() no parameter holds a gradient, and no parameter has moved."""
    optimizer, values, gradients, kept = _optimizer(BasicOptim, worker, rng, 0.1)
    optimizer.step()
    optimizer.zero_grad()
    for value, g, handle in zip(values, gradients, kept, strict=True):
        left = handle.grad.get()
        if left is not None:
            hint = {_STILL_THERE: g}
            expect_close(left, torch.zeros_like(g), mistakes=hint, what="A gradient after zero_grad()")
        hint = {"zero_grad() set a parameter to zero; its gradient is meant.": torch.zeros_like(value)}
        expect_close(handle.get(), value - 0.1 * g, mistakes=hint, what="A parameter after zero_grad()")


def test_new_gradients_after_zero_grad(BasicOptim, worker, rng):
    """After zero_grad() the next step uses the new gradient alone."""
    optimizer, values, gradients, kept = _optimizer(BasicOptim, worker, rng, 0.5)
    optimizer.step()
    optimizer.zero_grad()
    fresh = [torch.randn(v.shape, generator=rng) for v in values]
    for handle, g in zip(kept, fresh, strict=True):
        worker.helpers.add_gradient(handle, g)
    optimizer.step()
    for value, old, new, handle in zip(values, gradients, fresh, kept, strict=True):
        hint = {"The second step used the old gradient as well: zero_grad() has to clear it.": value - 0.5 * (2 * old + new)}
        expect_close(handle.get(), value - 0.5 * (old + new), mistakes=hint, what="A parameter after the second step")
    _expect_all_stepped(BasicOptim, worker, rng)


def _expect_all_stepped(BasicOptim, worker, rng):
    """Two steps with a rate above 1 of more than a hundred parameters, whose gradients are forgotten in between."""
    values, old, new = torch.randn(3, MANY_BATCHES, 2, generator=rng)
    kept = worker.keep([value.clone().requires_grad_() for value in values])
    optimizer = expect_object(BasicOptim(kept, 2.5), "An optimizer")
    worker.helpers.add_gradients(kept, list(old))
    optimizer.step()
    optimizer.zero_grad()
    worker.helpers.add_gradients(kept, list(new))
    optimizer.step()
    found = expect_list(worker.helpers.listed(kept), "The parameters", length=len(values))
    right, few = values - 2.5 * (old + new), torch.arange(len(values))[:, None] < 100
    mistakes = {
        "The parameters after the hundredth weren't stepped.": torch.where(few, right, values),
        "The gradients after the hundredth weren't forgotten by zero_grad().": torch.where(few, right, right - 2.5 * old),
        "The learning rate is 2.5 here, and 1 was taken.": values - old - new,
    }
    numbers = torch.stack([numbers_of(p, (2,), "A parameter") for p in found])
    expect_close(numbers, right, mistakes=mistakes, what="Many parameters after the second step")


def test_each_optimizer_has_its_own(BasicOptim, worker, rng):
    """Two optimizers keep their parameters and learning rates apart."""
    first, values, gradients, kept = _optimizer(BasicOptim, worker, rng, 0.1)
    _, other_values, _, other_kept = _optimizer(BasicOptim, worker, rng, 0.9)
    first.step()
    others_moved = not all(_near(after, value) for after, value in zip(_found(other_kept), other_values, strict=True))
    hint = "The learning rate or the parameters of another optimizer were used: store them in self."
    for value, g, handle in zip(values, gradients, kept, strict=True):
        mistakes = {hint: value - 0.9 * g}
        if others_moved:
            mistakes[hint + " These parameters didn't move."] = value
        expect_close(handle.get(), value - 0.1 * g, mistakes=mistakes, what="A parameter after step()")
    for value, handle in zip(other_values, other_kept, strict=True):
        expect_close(handle.get(), value, what="A parameter of another optimizer")


def picture_of_the_steps(BasicOptim, worker):
    """Five steps down a parabola, each with the gradient of where it starts."""
    w = worker.keep(torch.tensor([2.0], requires_grad=True))
    optimizer = expect_object(BasicOptim([w], 0.2), "An optimizer")
    places = [2.0]
    for _ in range(5):
        worker.helpers.add_gradient(w, torch.tensor([2 * places[-1]]))
        optimizer.step()
        optimizer.zero_grad()
        places.append(float(numbers_of(w.get(), (1,), "A parameter")))
        if abs(places[-1]) > 20:
            break
    return down_a_parabola(places, 0.2)
