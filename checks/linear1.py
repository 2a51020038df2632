"""Hidden checks of `linear1(xb, weights, bias)`: a weighted sum for each picture."""

import torch

from autograder.checking import (
    drawable,
    expect,
    expect_close,
    expect_shape,
    tries,
)

from .drawn import on_a_line
from .reference import NOTHING_CUT_OFF, expect_tracked


def slow_linear(xb, weights, bias):
    return torch.tensor(
        [[sum(p * w for p, w in zip(x.tolist(), weights.flatten().tolist(), strict=True)) + bias.item()] for x in xb]
    )


def _bias(rng):
    """A bias that isn't near 0, where it wouldn't matter whether it is there; of either sign."""
    sign = 2 * torch.randint(0, 2, (1,), generator=rng) - 1
    return sign * (0.5 + torch.rand(1, generator=rng))


def test_weighted_sum_plus_bias(linear1, rng):
    """The prediction of a picture is the sum of its pixels times their weights, plus the bias."""
    for n, pixels in ((6, 50), (1, 7), (1_200, 2), (2, 1_200), (3, 1)):
        for _ in tries():
            xb, weights, bias = 3 * torch.randn(n, pixels, generator=rng), torch.randn(pixels, 1, generator=rng), _bias(rng)
            sums = xb @ weights + bias
            if n == 1 or (sums.min() < -0.1 and sums.max() > 0.1):  # both are there, where something can be cut off
                break
        _expect_weighted_sums(linear1, xb, weights, bias)
        # With both turned round every prediction has the other sign: what cuts off negative ones shows, whatever was drawn.
        _expect_weighted_sums(linear1, xb, -weights, -bias)


def _expect_weighted_sums(linear1, xb, weights, bias):
    n, pixels = xb.shape
    found = linear1(xb, weights, bias)
    right = slow_linear(xb, weights, bias)
    expect_shape(
        found,
        (n, 1),
        mistakes={
            "The products weren't added up: @ does both.": (n, pixels),
            "The predictions have lost an axis: for weights (pixels, 1) they have the shape (n, 1), for any n.": (n,),
            "All predictions became one number: each picture has its own, and their shape is (n, 1).": (),
            "Something lost an axis, and was broadcast to (n, n): add the bias as it is, of shape (1,).": (
                n,
                n,
            ),
        },
    )
    expect_close(
        found,
        right,
        mistakes={
            "The bias is missing.": right - bias,
            "The sum is multiplied by the bias; add it.": (right - bias) * bias,
            "This is the mean of the products; their sum is wanted.": (right - bias) / pixels + bias,
            "A sigmoid follows the sum; predictions are numbers above and below 0, and the sigmoid comes later.": right.sigmoid(),
            "The bias is taken away; add it.": right - 2 * bias,
            "The bias is counted once for each pixel.": right + (pixels - 1) * bias,
            "Predictions below 0 became 0; a prediction can be any number, so nothing follows the sum.": right.clamp(min=0),
            "The bias is missing, and what is below 0 became 0; a prediction can be any number.": (right - bias).clamp(min=0),
            "Pixels below 0 or above 1 were cut off; take them as they are.": slow_linear(xb.clamp(0, 1), weights, bias),
            NOTHING_CUT_OFF: slow_linear(xb.clamp(min=0), weights, bias),
        },
    )


def test_gradients_reach_weights_and_bias(linear1, worker, rng):
    """Weights and bias get their gradients."""
    xb, weights, bias = torch.rand(4, 9, generator=rng), torch.randn(9, 1, generator=rng), _bias(rng)
    # Turned round too: what cuts off negative predictions cuts off their gradients, whatever was drawn.
    for sign in (1, -1):
        w, b = worker.keep((sign * weights).requires_grad_()), worker.keep((sign * bias).requires_grad_())
        found = linear1.keep(xb, w, b)
        hint = "The predictions have no gradient: no detach(), .data or no_grad() may stand on the way."
        expect_tracked(worker, found, hint, what="The predictions")
        worker.helpers.backward_of_sum(found)
        for parameter, name in ((w, "weights"), (b, "bias")):
            hint = f"The {name} got no gradient: use them as they are, without item(), float(), detach(), .data or no_grad()."
            expect(parameter.grad.get() is not None, hint.replace("them as they are", "it as it is") if name == "bias" else hint)
        expect_close(w.grad.get(), xb.sum(0).view(9, 1), what="The gradient of the weights")
        expect_close(b.grad.get(), torch.tensor([4.0]), what="The gradient of the bias")


def picture_of_the_predictions(linear1, digits):
    """Predictions for some 3s and 7s, by weights that are the difference of the ideal digits."""
    xb = torch.cat([digits.valid_threes[:8], digits.valid_sevens[:8]]).view(16, 784)
    weights, bias = ((digits.mean3 - digits.mean7) / 10).view(784, 1), torch.tensor([0.5])
    found, right = drawable(linear1(xb, weights, bias), shape=(16, 1)), drawable(xb @ weights + bias)
    return on_a_line({"3s": (found[:8], right[:8]), "7s": (found[8:], right[8:])}, "prediction")
