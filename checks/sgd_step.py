"""Hidden checks of `sgd_step(params, lr)`: every parameter moves against its gradient."""

import torch

from autograder.checking import (
    expect,
    expect_close,
    manner,
)

from .drawn import down_a_parabola
from .reference import numbers_of


def _parameters(worker, rng, shapes=((3, 2), (4,), ())):
    values = [torch.randn(shape, generator=rng) for shape in shapes]
    gradients = [torch.randn(v.shape, generator=rng) for v in values]
    kept = [worker.keep(v.clone().requires_grad_()) for v in values]
    for handle, g in zip(kept, gradients, strict=True):
        handle.grad = g
    return values, gradients, kept


def test_against_the_gradient(sgd_step, worker, rng):
    """Every parameter moves by lr times its gradient, against it, in place."""
    # A single parameter too, and more of them than one would write down.
    for lr, shapes in ((0.3, ((3, 2), (4,), ())), (2.0, ((3, 2), (4,), ())), (0.5, ((4,),)), (0.7, ((),) * 120)):
        values, gradients, kept = _parameters(worker, rng, shapes)
        sgd_step(kept, lr)
        for value, g, handle in zip(values, gradients, kept, strict=True):
            expect_close(
                handle.get(),
                value - lr * g,
                mistakes={
                    "A parameter hasn't moved. Change every one in place (p.data -= ... or under no_grad).": value,
                    "The step goes uphill: take lr times the gradient away.": value + lr * g,
                    "The learning rate isn't used: multiply the gradient by it.": value - g,
                    "The step has the sign of the gradient only; its size counts too.": value - lr * g.sign(),
                    "The step goes uphill, and the learning rate isn't used.": value + g,
                    "lr times the parameter itself is taken away; take lr times its gradient.": value - lr * value,
                    "The gradient is divided by lr: multiply by it.": value - g / lr,
                    "The step was taken twice.": value - 2 * lr * g,
                    "The mean of a gradient was taken; each number of a parameter has a slope of its own.": value - lr * g.mean(),
                    "The parameter became the step itself: subtract the step from it.": -lr * g,
                },
                what="A parameter after the step",
            )


@manner
def test_still_parameters(sgd_step, worker, rng):
    """Afterwards they are still parameters, and each gradient is what it was, or cleared."""
    _, gradients, kept = _parameters(worker, rng)
    sgd_step(kept, 0.1)
    for g, handle in zip(gradients, kept, strict=True):
        hint = "A parameter no longer asks for a gradient, or is computed from others: change it in place."
        expect(handle.requires_grad.get() is True and handle.is_leaf.get() is True, hint)
        left = handle.grad.get()
        if left is not None and bool(numbers_of(left, tuple(g.shape), "The gradient after the step").any()):
            scaled = "The gradient itself was multiplied by lr: multiply a copy (lr * p.grad), and leave p.grad as it is."
            turned = "The gradient itself became the step: work out lr * p.grad without an assignment to p.grad, which stays."
            expect_close(left, g, mistakes={scaled: 0.1 * g, turned: -0.1 * g}, what="The gradient after the step")


def picture_of_the_steps(sgd_step, worker):
    """Five steps down a parabola."""
    w = worker.keep(torch.tensor([2.0], requires_grad=True))
    places = [2.0]
    for _ in range(5):
        w.grad = torch.tensor([2 * places[-1]])
        sgd_step([w], 0.2)
        places.append(float(numbers_of(w.get(), (1,), "A parameter")))
        if abs(places[-1]) > 20:
            break
    return down_a_parabola(places, 0.2)
