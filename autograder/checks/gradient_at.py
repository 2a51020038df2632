"""Hidden checks of `gradient_at(f, weights)`: one slope for each weight."""

import torch

from autograder.expect import expect, expect_close, expect_shape


def _setting(rng, n=4):
    return torch.randn(n, n, generator=rng), torch.randn(n, generator=rng), torch.randn(n, generator=rng)


def _gradient(matrix, vector, w):
    """On paper: the slope of w @ A @ w + b @ w for weight i is the sum of (A[i, j] + A[j, i]) w[j], plus b[i]."""
    n = len(w)
    return torch.tensor([sum((matrix[i, j] + matrix[j, i]) * w[j] for j in range(n)) + vector[i] for i in range(n)])


def test_one_slope_for_each_weight(gradient_at, worker, rng):
    """It gives the slope for each of the weights, in their shape."""
    matrix, vector, w = _setting(rng)
    found = gradient_at(worker.props.quadratic.keep(matrix, vector), w)
    hint = "One number came back for all the weights: return the .grad of the tensor that you tracked."
    expect_shape(found, (4,), mistakes={hint: ()})
    right = _gradient(matrix, vector, w)
    expect_close(
        found,
        right,
        mistakes={
            "These are the weights, not their slopes.": w,
            "The gradient has its sign turned round.": -right,
            "The gradient was worked out twice, and added up.": 2 * right,
        },
        atol=1e-3,
        rtol=1e-3,
    )


def test_fresh_every_time(gradient_at, worker, rng):
    """Asked twice for the same weights, it gives the same gradient twice, and leaves the weights as they are."""
    matrix, vector, w = _setting(rng)
    f, kept = worker.props.quadratic.keep(matrix, vector), worker.keep(w)
    gradient_at(f, kept)
    right = _gradient(matrix, vector, w)
    hint = "The second gradient has the first one in it: work on a fresh copy of the weights."
    expect_close(gradient_at(f, kept), right, mistakes={hint: 2 * right}, atol=1e-3, rtol=1e-3)
    expect_close(kept.get(), w, what="The weights that were passed in")
    left = kept.requires_grad.get()
    expect(left is False, "The tensor that was passed in now asks for a gradient: work on a copy (detach().clone()).")
