"""Hidden checks of `train_epoch(model, dl, lr, params)`: one step for each batch."""

import copy
from itertools import permutations

import torch

from autograder.checking import (
    all_apart,
    apart,
    expect_close,
    manner,
    tries,
)

from . import reference
from .drawn import some_batches, weights_as_pictures

STANDS_ON = ["calc_grad"]

LR = 2.0
"""Large, so that a step after every batch and one step at the end lead to places that are clearly apart."""


def _setting(rng, lr):
    """Batches and random parameters for which no mistake gives almost the right weights, or those of another mistake."""
    for _ in tries():
        batches = reference.mixed_batches(rng)
        w, b = reference.start(rng)
        right, _ = reference.epoch(w, b, batches, lr)
        other_orders = _in_other_orders(w, b, batches, lr).values()
        if all_apart([right, *_mistakes(w, b, batches, lr).values()], 2e-3) and apart(right, other_orders):
            return batches, w, b


def _train(train_epoch, worker, batches, w, b, lr):
    """Train in the worker from w and b; returns what became of them."""
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    train_epoch(worker.helpers.linear_function.keep(*kept), batches, lr, kept)
    return kept[0].get(), kept[1].get()


def _mistakes(w, b, batches, lr):
    """What the usual mistakes make of the weights."""
    right, _ = reference.epoch(w, b, batches, lr)
    return {
        "The gradients are never zeroed, so each step goes along the sum of all gradients so far.": (
            reference.epoch_without_zeroing(w, b, batches, lr)[0]
        ),
        "The gradients are never zeroed, and the learning rate isn't used: multiply the gradient by lr, and zero it.": (
            reference.epoch_without_zeroing(w, b, batches, 1.0)[0]
        ),
        "The gradients are never zeroed, and the steps go uphill: take lr times the gradient away, and zero it.": (
            reference.epoch_without_zeroing(w, b, batches, -lr)[0]
        ),
        "The learning rate gets smaller from batch to batch; it stays what was passed in.": _slower_and_slower(w, b, batches, lr),
        "All batches went into one step at the end; take a step after each batch.": (
            reference.epoch_in_one_step(w, b, batches, lr)[0]
        ),
        "Only the first batch was used: is a return or a break inside the loop?": (reference.epoch(w, b, batches[:1], lr)[0]),
        "The last, short batch was left out; it counts like the others.": reference.epoch(w, b, batches[:-1], lr)[0],
        "Only the last batch was used: is the step outside the loop?": reference.epoch(w, b, batches[-1:], lr)[0],
        "The step goes uphill: take lr times the gradient away.": reference.epoch(w, b, batches, -lr)[0],
        "The step has the sign of the gradient only; its length counts too.": reference.epoch_by_sign(w, b, batches, lr)[0],
        "The parameters are all 0: it is the gradient that has to be zeroed, not the parameter.": torch.zeros_like(w),
        "The learning rate isn't used: multiply the gradient by lr.": reference.epoch(w, b, batches, 1.0)[0],
        "The parameters that were passed in haven't moved. Change them in place (p.data -= ... or under no_grad); "
        "p = p - ... makes a new tensor. And zero the gradients after the step, not before it.": w,
        "The bias never moved: step every parameter.": reference.epoch_without_bias(w, b, batches, lr)[0],
        "The weights were trained twice as much as they should be.": reference.epoch(right, b, batches, lr)[0],
        "This is the loss summed over a batch; mnist_loss takes its mean.": _stepped(
            w, b, batches, lr, lambda x, y, w, b: [g * len(x) for g in reference.gradients(x, y, w, b)]
        ),
        "This is what the cross-entropy gives; use mnist_loss.": _stepped(w, b, batches, lr, _cross_entropy),
        "Each step goes on along the steps before it: is there a momentum? Plain gradient descent has none.": (
            _stepped(w, b, batches, lr, reference.gradients, momentum=0.9)
        ),
        "Only the bias's gradient is zeroed, and the weights' never: zero the gradient of every parameter.": (
            _weights_never_zeroed(w, b, batches, lr)
        ),
        "The first batch was left out: is it taken by next() before the loop?": reference.epoch(w, b, batches[1:], lr)[0],
        "Every step used the first batch: next(iter(dl)) begins at the start each time.": (
            reference.epoch(w, b, batches[:1] * len(batches), lr)[0]
        ),
        "All batches went into one step at the end, along the mean of their gradients; take a step after each batch.": (
            reference.epoch_in_one_step(w, b, batches, lr / len(batches))[0]
        ),
        "The gradient is divided by the number of pictures once more; mnist_loss is a mean already.": _stepped(
            w, b, batches, lr, lambda x, y, w, b: [g / len(x) for g in reference.gradients(x, y, w, b)]
        ),
        "The step became the parameter itself: `p.data =- ...` gives it a new value, `-=` takes something away.": (
            _steps_instead(w, b, batches, lr)
        ),
        "These are the steps that Adam takes; each should be lr times the gradient.": _by_adam(w, b, batches, lr),
    }


def _slower_and_slower(w, b, batches, lr):
    """The weights if the rate is divided by the number of the batch."""
    for number, batch in enumerate(batches, start=1):
        w, b = reference.epoch(w, b, [batch], lr / number)
    return w


def _in_other_orders(w, b, batches, lr):
    """The weights after an epoch in which the batches come in another order, by the hint for each order."""
    orders = list(permutations(range(len(batches))))[1:]
    return {
        f"The batches were taken in another order, {', '.join(str(i + 1) for i in order)}; take them as dl gives them.": (
            reference.epoch(w, b, [batches[i] for i in order], lr)[0]
        )
        for order in orders
    }


def _steps_instead(w, b, batches, lr):
    """The weights if each step takes the place of the parameters."""
    for x, y in batches:
        gw, gb = reference.gradients(x, y, w, b)
        w, b = -lr * gw, -lr * gb
    return w


def _by_adam(w, b, batches, lr):
    """The weights after an epoch of Adam, by its formula: the mean gradient, over the root of the mean square."""
    means = [(torch.zeros_like(p), torch.zeros_like(p)) for p in (w, b)]
    for t, (x, y) in enumerate(batches, start=1):
        gradients = reference.gradients(x, y, w, b)
        means = [(0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2) for (m, s), g in zip(means, gradients, strict=True)]
        steps = [m / (1 - 0.9**t) / ((s / (1 - 0.999**t)).sqrt() + 1e-8) for m, s in means]
        w, b = w - lr * steps[0], b - lr * steps[1]
    return w


def _stepped(w, b, batches, lr, gradients, momentum=0.0):
    """The weights after an epoch of steps along other gradients, or with a momentum."""
    speed_w, speed_b = torch.zeros_like(w), torch.zeros_like(b)
    for x, y in batches:
        gw, gb = gradients(x, y, w, b)
        speed_w, speed_b = momentum * speed_w + gw, momentum * speed_b + gb
        w, b = w - lr * speed_w, b - lr * speed_b
    return w


def _cross_entropy(x, y, w, b):
    """The gradients of the mean cross-entropy: its slope for an output is (sigmoid - label)/n."""
    slope = (1 / (1 + torch.exp(-reference.outputs(x, w, b))) - y) / len(x)
    return x.T @ slope, slope.sum(0)


def _weights_never_zeroed(w, b, batches, lr):
    """The weights after an epoch in which only the bias's gradient is zeroed."""
    total = torch.zeros_like(w)
    for x, y in batches:
        gw, gb = reference.gradients(x, y, w, b)
        total = total + gw
        w, b = w - lr * total, b - lr * gb
    return w


def test_a_step_after_every_batch(train_epoch, worker, rng):
    """One epoch takes one step for each batch, against that batch's own gradient."""
    batches, w, b = _setting(rng, LR)
    found_w, found_b = _train(train_epoch, worker, batches, w, b, LR)
    expected_w, expected_b = reference.epoch(w, b, batches, LR)
    mistakes = _mistakes(w, b, batches, LR) | _in_other_orders(w, b, batches, LR)
    expect_close(found_w, expected_w, mistakes=mistakes, what="The weights after an epoch")
    expect_close(found_b, expected_b, what="The bias after an epoch")
    _expect_many_steps(train_epoch, worker, rng)


def _expect_many_steps(train_epoch, worker, rng):
    """More than a hundred batches give as many steps, of a parameter that is the only one."""
    for _ in tries():
        batches, (w, b) = reference.many_batches(rng), reference.start(rng)
        right, hundred, without_last = (
            reference.epoch_without_bias(w, b, some, LR)[0] for some in (batches, batches[:100], batches[:-1])
        )
        if all_apart([right, hundred, without_last], 0.01):
            break
    kept = worker.keep(w.clone().requires_grad_())
    train_epoch(worker.helpers.linear_function.keep(kept, b), batches, LR, [kept])
    mistakes = {
        "The batches after the hundredth were left out; go through all of them.": hundred,
        "The last, short batch was left out; it counts like the others.": without_last,
    }
    expect_close(kept.get(), right, mistakes=mistakes, what="The weights after an epoch of many batches")


def test_learning_rate_is_used(train_epoch, worker, rng):
    """The learning rate that is passed in decides how long a step is."""
    for lr in (2.5, 4.0):
        batches, w, b = _setting(rng, lr)
        found_w, _ = _train(train_epoch, worker, batches, w, b, lr)
        expected_w, _ = reference.epoch(w, b, batches, lr)
        expect_close(found_w, expected_w, mistakes=_mistakes(w, b, batches, lr), what="The weights after an epoch")


def test_two_epochs(train_epoch, worker, rng):
    """A second epoch goes on where the first one ended, with clean gradients."""
    for _ in tries():
        batches, w, b = _setting(rng, LR)
        expected_w, _ = reference.epoch(w, b, batches * 2, LR)
        leftover = _with_leftover(w, b, batches, LR)
        steps = reference.epoch_in_one_step(*reference.epoch_in_one_step(w, b, batches, LR), batches, LR)[0]
        if apart(expected_w, [leftover, steps]):
            break
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    model = worker.helpers.linear_function.keep(*kept)
    train_epoch(model, batches, LR, kept)
    train_epoch(model, batches, LR, kept)
    hint = "The first batch of the second epoch met gradients of the first: zero them after the last batch too."
    expect_close(kept[0].get(), expected_w, mistakes={hint: leftover}, what="The weights after two epochs")


def _with_leftover(w, b, batches, lr):
    """What comes out when gradients are zeroed before each step's backward pass, except at the start of an epoch."""
    w, b = reference.epoch(w, b, batches, lr)
    x, y = batches[-1]
    last = reference.gradients(x, y, w, b)
    gw, gb = reference.gradients(*batches[0], w, b)
    w, b = w - lr * (gw + last[0]), b - lr * (gb + last[1])
    return reference.epoch(w, b, batches[1:], lr)[0]


def test_module_parameters(train_epoch, worker, rng):
    """It trains the parameters of an nn.Module just as well."""
    batches, w, b = _setting(rng, LR)
    module = worker.helpers.linear_model.keep(w.T.contiguous(), b)
    train_epoch(module, batches, LR, [module.weight, module.bias])
    expected_w, expected_b = reference.epoch(w, b, batches, LR)
    expect_close(module.weight.get(), expected_w.T, what="The module's weights after an epoch")
    expect_close(module.bias.get(), expected_b, what="The module's bias after an epoch")


@manner
def test_any_loader(train_epoch, worker, rng):
    """It goes through the batches with a for loop: a DataLoader's can't be picked by number."""
    batches, w, b = _setting(rng, LR)
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    train_epoch(worker.helpers.linear_function.keep(*kept), worker.helpers.Loader.keep(batches), LR, kept)
    expected_w, _ = reference.epoch(w, b, batches, LR)
    expect_close(kept[0].get(), expected_w, mistakes=_mistakes(w, b, batches, LR), what="The weights after an epoch")


def test_steep_gradients(train_epoch, worker, rng):
    """Where the loss is steep a step is long: lr times the gradient, however large it is."""
    lr = 0.1
    for _ in tries():
        batches = [(10 * x, y) for x, y in reference.mixed_batches(rng)]
        w, b = (0.1 * start for start in reference.start(rng))
        expected_w, expected_b = reference.epoch(w, b, batches, lr)
        cut = {
            "Long gradients were cut short (clip_grad_norm_?): each step is lr times the gradient.": (
                _stepped(w, b, batches, lr, _cut_to_length)
            ),
            "Large gradients were cut off (clip_grad_value_?): each step is lr times the gradient.": (
                _stepped(w, b, batches, lr, _cut_off)
            ),
        }
        if all_apart([w, expected_w, *cut.values()], 0.01):
            break
    found_w, found_b = _train(train_epoch, worker, batches, w, b, lr)
    expect_close(found_w, expected_w, mistakes=cut, what="The weights after an epoch of steep steps")
    expect_close(found_b, expected_b, what="The bias after an epoch of steep steps")


def _cut_to_length(x, y, w, b):
    """The gradients, made as long as 1 together if they are longer."""
    gw, gb = reference.gradients(x, y, w, b)
    length = float((gw.pow(2).sum() + gb.pow(2).sum()).sqrt())
    return gw / max(length, 1.0), gb / max(length, 1.0)


def _cut_off(x, y, w, b):
    """The gradients, each number of them between -0.5 and 0.5."""
    return [g.clamp(-0.5, 0.5) for g in reference.gradients(x, y, w, b)]


def _net(rng):
    """A network with two layers and random parameters."""
    net = torch.nn.Sequential(torch.nn.Linear(9, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    for p in net.parameters():
        p.data = torch.randn(p.shape, generator=rng)
    return net


def _trained(net, batches, in_one_step=False):
    """A copy of `net` after an epoch of steps by autograd's gradients."""
    net = copy.deepcopy(net)
    for i, (x, y) in enumerate(batches):
        s = net(x).sigmoid()
        torch.where(y == 1, 1 - s, s).mean().backward()
        if not in_one_step or i == len(batches) - 1:
            for p in net.parameters():
                p.data -= LR * p.grad
                p.grad = None
    return net


def test_more_than_two_parameters(train_epoch, worker, rng):
    """Every parameter is trained, however many there are."""
    for _ in tries():
        batches, start = reference.mixed_batches(rng), _net(rng)
        right, at_once = _trained(start, batches), _trained(start, batches, in_one_step=True)
        # A ReLU that is at 0 for every picture would leave its weights where they were.
        moved = [apart(p, [q]) for p, q in zip(right.parameters(), start.parameters(), strict=True)]
        if all(moved) and apart(right[0].weight, [at_once[0].weight]):
            break
    layers = [worker.torch.nn.Linear.keep(9, 4), worker.torch.nn.ReLU.keep(), worker.torch.nn.Linear.keep(4, 1)]
    net = worker.torch.nn.Sequential.keep(*layers)
    net.to.keep(worker.device)
    net.load_state_dict(dict(start.state_dict()))
    train_epoch(net, batches, LR, [layers[0].weight, layers[0].bias, layers[2].weight, layers[2].bias])
    for layer, p in ((layers[0], right[0]), (layers[2], right[2])):
        expect_close(layer.weight.get(), p.weight, what="A weight of a network with two layers")
        expect_close(layer.bias.get(), p.bias, what="A bias of a network with two layers")
    _expect_all_moved(train_epoch, worker, rng)


def _expect_all_moved(train_epoch, worker, rng):
    """A single batch moves each of more than a hundred parameters."""
    (w, b), batches, right = reference.moving_all(rng, LR)
    model = worker.helpers.linear_in_parts.keep(w, b)
    parameters = worker.helpers.listed.keep(model.parameters())
    train_epoch(model, batches, LR, parameters)
    reference.expect_moved(worker.helpers.listed(parameters), w, right)


def picture_of_the_weights(train_epoch, worker, digits):
    """The weight of each pixel, after an epoch on some 3s and 7s."""
    batches, w, b = some_batches(digits, 4), torch.zeros(784, 1), torch.zeros(1)
    found, _ = _train(train_epoch, worker, batches, w, b, LR)
    return weights_as_pictures(found, reference.epoch(w, b, batches, LR)[0], "weights")
