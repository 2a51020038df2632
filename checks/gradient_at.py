"""Hidden checks of `gradient_at(f, weights)`: one slope for each weight."""

import torch

from autograder.checking import (
    GREY,
    RIGHT,
    YOURS,
    as_picture,
    blank,
    drawable,
    expect,
    expect_close,
    expect_shape,
    in_brief,
    manner,
)

from .drawn import close

STANDS_ON = ["tracked"]


def _setting(rng, n=4):
    return torch.randn(n, n, generator=rng), torch.randn(n, generator=rng), torch.randn(n, generator=rng)


def _gradient(matrix, vector, w):
    """On paper: the slope of w @ A @ w + b @ w for weight i is the sum of (A[i, j] + A[j, i]) w[j], plus b[i]."""
    n = len(w)
    return torch.tensor([sum((matrix[i, j] + matrix[j, i]) * w[j] for j in range(n)) + vector[i] for i in range(n)])


def _there(found):
    expect(
        found is not None,
        "None came back. backward() returns nothing, and needs its parentheses to run; afterwards the gradient is in the .grad "
        "of the tensor that was tracked. Return that.",
    )


def test_one_slope_for_each_weight(gradient_at, worker, rng):
    """It gives the slope for each of the weights, in their shape."""
    matrix, vector, w = _setting(rng)
    found = gradient_at(worker.helpers.quadratic.keep(matrix, vector), w)
    _there(found)
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
            "The gradient was scaled to the length 1; the slopes are wanted as they are.": right / right.norm(),
            "These are the weights after a step; the gradient itself is wanted.": w - right,
        },
        atol=1e-3,
        rtol=1e-3,
    )
    matrix, vector, w = _setting(rng, 6)
    found = gradient_at(worker.helpers.quadratic_of_all.keep(matrix, vector), w.view(2, 3))
    hint = "For weights of shape (2, 3) the gradient has one axis: it should have the shape of the weights."
    expect_shape(found, (2, 3), mistakes={hint: (6,)})
    expect_close(found, _gradient(matrix, vector, w).view(2, 3), atol=1e-3, rtol=1e-3)
    for n in (1, 1_200):
        slopes = 3 * torch.randn(n, generator=rng)
        found = gradient_at(worker.helpers.weighted_sum.keep(slopes), torch.randn(n, generator=rng))
        expect_shape(found, (n,), what=f"The gradient of {n:,} weight{'s' * (n > 1)}")
        # How near differences come is another question, and one of manner.
        expect_close(found, slopes, atol=0.1, rtol=1e-3)


@manner
def test_by_autograd(gradient_at, worker, rng):
    """It lets PyTorch work out the gradient."""
    slopes = torch.rand(4, generator=rng) + 1
    found = gradient_at(worker.helpers.seen_by_autograd.keep(slopes), torch.randn(4, generator=rng))
    hint = "The slopes are taken by differences; here PyTorch should work them out: requires_grad_(), backward(), .grad."
    what = "The gradient that PyTorch works out"
    expect_close(found, slopes, mistakes={hint: torch.zeros(4)}, atol=1e-3, rtol=1e-3, what=what)


def test_fresh_every_time(gradient_at, worker, rng):
    """Asked twice for the same weights, it gives the same gradient twice."""
    matrix, vector, w = _setting(rng)
    f = worker.helpers.quadratic.keep(matrix, vector)
    gradient_at(f, w)
    right = _gradient(matrix, vector, w)
    found = gradient_at(f, w)
    _there(found)
    hint = "The second gradient has the first one in it: work on a fresh copy of the weights."
    expect_close(found, right, mistakes={hint: 2 * right}, atol=1e-3, rtol=1e-3)


@manner
def test_weights_stay(gradient_at, worker, rng):
    """It leaves the weights as they are: they are not tracked afterwards, and hold no gradient."""
    matrix, vector, w = _setting(rng)
    kept, f = worker.keep(w), worker.helpers.quadratic.keep(matrix, vector)
    gradient_at(f, kept)
    right = _gradient(matrix, vector, w)
    hint = "The second gradient has the first one in it: work on a fresh copy of the weights."
    expect_close(gradient_at(f, kept), right, mistakes={hint: 2 * right}, atol=1e-3, rtol=1e-3)
    expect_close(kept.get(), w, what="The weights that were passed in")
    left = kept.requires_grad.get()
    expect(left is False, "The tensor that was passed in now asks for a gradient: work on a copy (detach().clone()).")
    expect(kept.grad.get() is None, "The tensor that was passed in now has a gradient: work on a copy (detach().clone()).")


def picture_of_the_arrow(gradient_at, worker):
    """A bowl seen from above, by lines of one height, and the gradient as an arrow."""
    matrix, w = torch.tensor([[0.4, 0.0], [0.0, 1.2]]), torch.tensor([2.0, 0.6])
    found = drawable(gradient_at(worker.helpers.quadratic.keep(matrix, torch.zeros(2)), w), shape=(2,))
    right = drawable(_gradient(matrix, torch.zeros(2), w))
    if close(found, right):
        return None
    figure, (axes,) = blank(3.8, 3.4)
    x, y = torch.meshgrid(torch.linspace(-1, 5, 61), torch.linspace(-1.5, 3, 46), indexing="xy")
    axes.contour(x, y, 0.4 * x**2 + 1.2 * y**2, levels=[0.1, 0.5, 1.2, 2.4, 4, 6, 9, 13], colors=GREY, linewidths=0.8)
    for name, arrow, colour, style in (("right", right, RIGHT, (0, (4, 2.5))), ("yours", found, YOURS, "-")):
        long = {"arrowstyle": "->", "color": colour, "lw": 2.2, "linestyle": style, "shrinkA": 0, "shrinkB": 0}
        end = (w.numpy() + arrow).clip(-9, 9)
        axes.annotate("", end, w.numpy(), arrowprops=long, annotation_clip=False)
        axes.plot([], [], color=colour, linestyle=style, linewidth=2.2, label=name)
    axes.plot(*w.numpy(), "o", color="black", markersize=5)
    axes.set(xlim=(-1, 5), ylim=(-1.5, 3))
    axes.set_xlabel("first weight", fontsize=9)
    axes.set_ylabel("second weight", fontsize=9)
    axes.legend(fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
    told = [", ".join(in_brief(number) for number in arrow) for arrow in (found, right)]
    alt = f"A bowl from above. At the weights 2, 0.6 your gradient is ({told[0]}); uphill is the dashed arrow, ({told[1]})."
    return as_picture(figure, alt)
