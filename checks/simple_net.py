"""Hidden checks of `simple_net()`: linear, ReLU, linear; and that the student's own loop trains it."""

import torch

from autograder.checking import (
    cpu_seconds,
    curves,
    drawable,
    expect,
    expect_close,
    expect_object,
    expect_shape,
    expect_tensor,
    in_brief,
    manner,
    part,
)

from . import reference
from .drawn import close

STANDS_ON = ["train_model"]

EPOCHS, LR = 12, 0.4
"""On the real pictures: so many epochs that the accuracy is there, and so few that the judge can go the same way."""

THRESHOLD = 0.975
"""Accuracy on the held-out pictures after these epochs on mixed batches of 256: docs/thresholds.md.

Not 0.98: with the largest of the usual starts, many networks end below that.
"""
OFF = 0.2
"""How far from the end of the loop's way the parameters may be, as a share of it. Wide, since `train_model` has checks of its
own, and a network isn't to blame for it. A network that computes something else is off by 0.4 and more, parameters that were
learnt elsewhere by 1.
"""
TRIES = 5
"""A network that starts unluckily gets another try, with a new start and another order of the pictures.

So many that even the least lucky of the usual starts fails less than once in 10,000 times: docs/thresholds.md.
"""
SHAPES = [(30, 784), (30,), (1, 30), (1,)]


def _net(simple_net, worker):
    """The student's network, on the device, and its parameters."""
    net = expect_object(simple_net(), "A network")
    expect(net.type_name != "type", "simple_net should return a network, but returned a class: call it, with its layers.")
    is_function = net.type_name in ("function", "method", "builtin_function_or_method")
    expect(
        not is_function,
        "simple_net returned a function. Return the network itself, such as nn.Sequential makes: it holds the parameters.",
    )
    net.to.keep(worker.device)
    return net, _parameters(net, worker)


def _parameters(net, worker):
    """The values of the network's parameters, in float32."""
    found = worker.helpers.listed(net.parameters())
    if not isinstance(found, list):
        kinds = worker.helpers.kinds_of(net.parameters())
        lazy = isinstance(kinds, list) and "UninitializedParameter" in kinds
        expect(
            not lazy, "A lazy layer has no parameters until it was called with pictures: say how many numbers go into nn.Linear."
        )
        expect(False, "The network's parameters() should give its parameters, one after another.")
    shapes = [tuple(expect_tensor(p, "A parameter").shape) for p in found[:100]]
    expect(
        shapes == SHAPES,
        f"The parameters should have the shapes {SHAPES}: 784 pixels, 30 activations, one output. Yours have {shapes}."[:400],
    )
    return [p.detach().float() for p in found]


def _expect_no_chance(net, x, found):
    """The pictures `x` give what they gave before, as long as nothing is trained."""
    again = net(x)
    expect(
        isinstance(again, torch.Tensor) and again.shape == found.shape and torch.allclose(again, found, atol=1e-3, rtol=1e-3),
        "The same pictures give other outputs each time: what is there by chance, such as dropout, isn't wanted here.",
    )


def test_linear_relu_linear(simple_net, worker, rng):
    """It is a linear layer, a ReLU, and a linear layer, with nothing after it."""
    net, (w1, b1, w2, b2) = _net(simple_net, worker)
    for _ in range(20):
        # Large pictures among them, where an activation that is cut off shows.
        x = torch.cat([torch.randn(40, 784, generator=rng), 20 * torch.randn(40, 784, generator=rng)])
        hidden = x @ w1.T + b1
        right = hidden.relu() @ w2.T + b2
        if right.min() < -0.1 and right.max() > 0.1:
            break
    found = expect_shape(net(x), (80, 1), what="The output of the network")
    _expect_no_chance(net, x, found)
    expect_close(
        found,
        right,
        mistakes={
            "The network is one straight line: between the two linear layers a ReLU is missing.": hidden @ w2.T + b2,
            "A ReLU at the end cuts off every negative output; it belongs between the linear layers.": right.relu(),
            "The only ReLU is at the end; it belongs between the linear layers.": (hidden @ w2.T + b2).relu(),
            "There is a softmax at the end: it makes a single output 1, whatever the picture is.": torch.ones(80, 1),
            "There is a sigmoid at the end; mnist_loss applies one already.": right.sigmoid(),
            "Between the layers stands a sigmoid; a ReLU is wanted.": hidden.sigmoid() @ w2.T + b2,
            "Sigmoids stand between the layers and at the end; a ReLU is wanted between them, and nothing after the last.": (
                (hidden.sigmoid() @ w2.T + b2).sigmoid()
            ),
            "Between the layers stands a tanh; a ReLU is wanted.": hidden.tanh() @ w2.T + b2,
            "Between the layers stands a leaky ReLU; a plain one is wanted.": (
                torch.where(hidden > 0, hidden, 0.01 * hidden) @ w2.T + b2
            ),
            "Between the layers stands a ReLU that ends at 6; a plain one is wanted.": hidden.clamp(0, 6) @ w2.T + b2,
        },
        atol=1e-3 + 1e-5 * float(right.abs().max()),  # what rounding leaves of large terms that cancel
        what="The output of the network",
    )


def test_one_output_for_each_picture(simple_net, worker, rng):
    """A batch of n pictures gives n raw outputs, of shape (n, 1)."""
    net, _ = _net(simple_net, worker)
    for n in (1, 6):
        expect_shape(net(torch.rand(n, 784, generator=rng)), (n, 1))


@manner
def test_fresh_random_parameters(simple_net, worker):
    """Each call makes a new network, and its parameters are random."""
    _, first = _net(simple_net, worker)
    _, second = _net(simple_net, worker)
    for i in (0, 2):
        expect(not torch.equal(first[i], second[i]), "Two calls gave the same weights; each should make a new network.")
    for weight in (first[0], first[2]):
        hint = "Weights that are all alike learn all the same thing: let nn.Linear choose them at random."
        expect(float(weight.std()) > 1e-4, hint)
    # The usual starts spread by 0.02 to 0.05 here. The spread of 23,520 numbers is never far off; their maximum can be.
    expect(float(first[0].std()) < 0.5, "The weights start too large to train well: let nn.Linear choose them.")
    asks = all(p.requires_grad for p in worker.helpers.listed(simple_net().parameters()))
    expect(
        asks,
        "A parameter of the network asks for no gradient, so that nothing trains it: leave requires_grad as nn.Linear sets it.",
    )


@part("accuracy")
@cpu_seconds(60)
def test_trains_to_the_expected_accuracy(simple_net, worker, rng, digits):
    """Your train_model trains your simple_net to the accuracy that a right network reaches."""
    accuracy, on_the_way = 0.0, False
    for _ in range(TRIES):
        accuracy, on_the_way = max((accuracy, on_the_way), _after_training(simple_net, worker, rng, digits))
        if accuracy >= THRESHOLD:
            break
    told = f"After {EPOCHS} epochs {100 * accuracy:.1f} % of pictures that the network never saw come out right"
    expect(
        accuracy >= THRESHOLD,
        f"{told}; a right one gets to at least {100 * THRESHOLD:g} %. "
        "Look at what the other checks say about your network and your loop.",
    )
    expect(
        on_the_way,
        f"{told}, but its parameters aren't those to which the steps of a right loop lead from where they started. "
        "Look at what the other checks say about your network, and those of train_model about your loop.",
    )


def _after_training(simple_net, worker, rng, digits):
    """What the student's own loop makes of a new network: its share of right answers on held-out pictures, and whether its
    parameters went the way that the loop takes.
    """
    net, start = _net(simple_net, worker)
    # Chance in a network takes it off the way, sometimes farther than OFF and sometimes not: that is seen here, every time.
    x = torch.randn(80, 784, generator=rng)
    _expect_no_chance(net, x, expect_shape(net(x), (80, 1), what="The output of the network"))
    order, pixels = reference.an_order(len(digits.train_x), rng), reference.mixed_pixels(rng)
    train = worker.helpers.batches.keep(256, worker.device, order, pixels)
    # No held-out picture goes into the worker: it validates on pictures that it trains on.
    valid = worker.helpers.batches.keep(256, worker.device, order[:512], pixels)
    worker.name("train_model")(net, train, valid, EPOCHS, LR, worker.helpers.listed.keep(net.parameters()))
    end = _parameters(net, worker)
    expect([tuple(p.shape) for p in end] == SHAPES, "The parameters have other shapes after training.")
    start[0], end[0] = (reference.unmixed(w1, pixels) for w1 in (start[0], end[0]))
    w1, b1, w2, b2 = end
    found = (digits.valid_x @ w1.T + b1).relu() @ w2.T + b2
    accuracy = ((found > 0) == (digits.valid_y == 1)).float().mean().item()
    if accuracy < THRESHOLD:
        return accuracy, False
    batches = reference.real_batches(digits.train_x, digits.train_y, order)
    return accuracy, reference.off_the_way(end, start, reference.train_net(start, batches, EPOCHS, LR)) < OFF


def picture_of_the_output(simple_net, worker, digits):
    """What a network says of ideal 3s of less and more ink, and of what would be less than none."""
    net, (w1, b1, w2, b2) = _net(simple_net, worker)
    strength = torch.linspace(-40, 40, 81)
    x = strength.view(-1, 1) * digits.mean3.view(1, 784)
    found = drawable(net(x), shape=(81, 1)).ravel()
    right = ((x @ w1.T + b1).relu() @ w2.T + b2).flatten()
    if close(found, right, 1e-2):
        return None
    ends = [in_brief(found[i]) for i in (0, 40, 80)]
    alt = f"The output for an ideal 3 times -40 to 40: yours goes from {ends[0]} through {ends[1]} to {ends[2]}. "
    alt += "The dashed line is what linear, ReLU, linear gives with your weights: straight on both sides of a bend near 0."
    return curves({"linear, ReLU, linear": (strength, right), "yours": (strength, found)}, "ideal 3, times", "output", alt)
