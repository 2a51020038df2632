"""Hidden checks of `tracked(values)`: a tensor whose gradient PyTorch will work out."""

import torch

from autograder.checking import expect, expect_close, expect_dtype, manner

from .reference import FLAG_RETURNED, expect_tracked

_NOT_TRACKED = "requires_grad isn't set: call requires_grad_() on the tensor."


def test_values(tracked, rng):
    """It is a tensor with the values, whether they are whole numbers or not."""
    several = [torch.randn(n, generator=rng).tolist() for n in (5, 1, 1_200)]
    for values in (*several, torch.randint(-5, 5, (4,), generator=rng).tolist()):
        found = tracked(values)
        expect(not isinstance(found, bool), FLAG_RETURNED)
        again = "There is an axis too many: `values` is a list already, and needs no brackets of its own."
        expect_close(found, torch.tensor(values, dtype=torch.float32), mistakes={again: torch.tensor([values])})


@manner
def test_tracking(tracked, rng):
    """It holds float32, and asks for a gradient."""
    found = expect_dtype(tracked(torch.randn(5, generator=rng).tolist()), torch.float32)
    expect(found.requires_grad, _NOT_TRACKED)


@manner
def test_whole_numbers(tracked, rng):
    """Whole numbers become floats, since only floats have gradients."""
    values = torch.randint(-5, 5, (4,), generator=rng).tolist()
    found = tracked(values)
    expect_dtype(found, torch.float32)
    expect_close(found, torch.tensor(values, dtype=torch.float32))
    expect(found.requires_grad, _NOT_TRACKED)


@manner
def test_gradient_arrives_in_it(tracked, worker, rng):
    """It is the tensor in which backward() leaves the gradient."""
    values = torch.randn(3, generator=rng).tolist()
    found = tracked.keep(values)
    expect_tracked(worker, found, _NOT_TRACKED)
    worker.helpers.backward_of_squares(found)
    gradient = found.grad.get()
    expect(gradient is not None, "backward() left no gradient in it: is it the result of another computation?")
    expect_close(gradient, 2 * torch.tensor(values), what="The gradient of the sum of its squares")
