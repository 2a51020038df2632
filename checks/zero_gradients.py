"""Hidden checks of `zero_gradients(params)`: no gradient is left."""

import torch

from autograder.checking import expect, expect_close, expect_tensor, manner

from .reference import expect_tracked, numbers_of


def test_every_gradient_goes(zero_gradients, worker, rng):
    """Afterwards no parameter that was passed in has a gradient, others keep theirs, and none has moved."""
    for passed_in in (4, 1, 120):
        _expect_no_gradient_left(zero_gradients, worker, rng, passed_in)


def _expect_no_gradient_left(zero_gradients, worker, rng, passed_in):
    """Five parameters more than are passed in have a gradient."""
    total = passed_in + 5
    values = [torch.randn(3, generator=rng) for _ in range(total)]
    gradients = [torch.randn(3, generator=rng) for _ in range(total)]
    everything = [worker.keep(v.clone().requires_grad_()) for v in values]
    for handle, g in zip(everything, gradients, strict=True):
        handle.grad = g
    # Which of them are passed in is by lot, so that None for all of them isn't the answer.
    order = torch.randperm(total, generator=rng).tolist()
    kept = [everything[i] for i in order[:passed_in]]
    zero_gradients(kept)
    for i in order[passed_in:]:
        expect_close(everything[i].grad.get(), gradients[i], what="The gradient of a tensor that isn't among the parameters")
    values = [values[i] for i in order[:passed_in]]
    for handle, v in zip(kept, values, strict=True):
        hint = "A parameter was set to zero; its gradient is meant."
        expect_close(handle.get(), v, mistakes={hint: torch.zeros_like(v)}, what="A parameter")
    for handle, v in zip(kept, values, strict=True):
        left = handle.grad.get()
        hint = (
            "A gradient is still there: clear that of every parameter, by p.grad.zero_(), with its parentheses, or p.grad = None."
        )
        expect(left is None or not bool(numbers_of(left, tuple(v.shape), "A gradient").any()), hint)


@manner
def test_nothing_to_clear(zero_gradients, worker, rng):
    """A parameter without a gradient is no reason to stop."""
    values = [torch.randn(2, generator=rng), torch.randn(2, generator=rng)]
    kept = [worker.keep(v.clone().requires_grad_()) for v in values]
    kept[1].grad = torch.ones(2)
    zero_gradients(kept)
    left = kept[1].grad.get()
    gone = left is None or not bool(numbers_of(left, (2,), "A gradient").any())
    expect(gone, "The second parameter's gradient is still there.")


@manner
def test_fresh_gradient_afterwards(zero_gradients, worker, rng):
    """The next backward() starts from nothing."""
    v = torch.randn(3, generator=rng)
    kept = worker.keep(v.clone().requires_grad_())
    kept.grad = torch.ones(3)
    zero_gradients([kept])
    expect_tracked(worker, kept, "The parameter no longer asks for a gradient: leave requires_grad as it is.", "The parameter")
    worker.helpers.backward_of_squares(kept)
    after = kept.get()
    right = 2 * numbers_of(after, (3,), "The parameter")
    hint = {"The old gradient is still in the new one.": right + 1}
    expect_close(expect_tensor(kept.grad.get(), "The gradient"), right, mistakes=hint, what="The gradient")
