"""Hidden checks of `train_epoch(model, dl, lr, params)`: one step for each batch."""

import torch

from autograder.checks import reference
from autograder.expect import expect_close


def _train(train_epoch, worker, rng, batches, lr, as_list=True):
    """Train in the worker from random parameters; returns the start and what became of it."""
    w, b = reference.start(rng)
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    train_epoch(worker.props.linear_function.keep(*kept), batches, lr, kept if as_list else tuple(kept))
    return w, b, kept[0].get(), kept[1].get()


def _mistakes(w, b, batches, lr):
    """What the usual mistakes make of the weights."""
    right, _ = reference.epoch(w, b, batches, lr)
    return {
        "The gradients are never zeroed, so each step goes along the sum of all gradients so far.": (
            reference.epoch_without_zeroing(w, b, batches, lr)[0]
        ),
        "All batches went into one step at the end; take a step after each batch.": (
            reference.epoch_in_one_step(w, b, batches, lr)[0]
        ),
        "Only the first batch was used: is a return or a break inside the loop?": (reference.epoch(w, b, batches[:1], lr)[0]),
        "The last, short batch was left out; it counts like the others.": reference.epoch(w, b, batches[:-1], lr)[0],
        "Only the last batch was used: is the step outside the loop?": reference.epoch(w, b, batches[-1:], lr)[0],
        "The step goes uphill: take lr times the gradient away.": reference.epoch(w, b, batches, -lr)[0],
        "The learning rate isn't used: multiply the gradient by lr.": reference.epoch(w, b, batches, 1.0)[0],
        "The parameters that were passed in haven't moved. Change them in place (p.data -= ... or under no_grad); "
        "p = p - ... makes a new tensor. And zero the gradients after the step, not before it.": w,
        "The bias never moved: step every parameter.": reference.epoch_without_bias(w, b, batches, lr)[0],
        "The weights were trained twice as much as they should be.": reference.epoch(right, b, batches, lr)[0],
    }


def test_a_step_after_every_batch(train_epoch, worker, rng):
    """One epoch takes one step for each batch, against that batch's own gradient."""
    batches = reference.mixed_batches(rng)
    w, b, found_w, found_b = _train(train_epoch, worker, rng, batches, 0.7)
    expected_w, expected_b = reference.epoch(w, b, batches, 0.7)
    expect_close(found_w, expected_w, mistakes=_mistakes(w, b, batches, 0.7), what="The weights after an epoch")
    expect_close(found_b, expected_b, what="The bias after an epoch")


def test_learning_rate_is_used(train_epoch, worker, rng):
    """The learning rate that is passed in decides how long a step is."""
    batches = reference.mixed_batches(rng)
    for lr in (0.05, 3.0):
        w, b, found_w, _ = _train(train_epoch, worker, rng, batches, lr)
        expected_w, _ = reference.epoch(w, b, batches, lr)
        expect_close(found_w, expected_w, mistakes=_mistakes(w, b, batches, lr), what="The weights after an epoch")


def test_two_epochs(train_epoch, worker, rng):
    """A second epoch goes on where the first one ended, with clean gradients."""
    batches = reference.mixed_batches(rng)
    w, b = reference.start(rng)
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    model = worker.props.linear_function.keep(*kept)
    train_epoch(model, batches, 0.7, kept)
    train_epoch(model, batches, 0.7, kept)
    expected_w, _ = reference.epoch(*reference.epoch(w, b, batches, 0.7), batches, 0.7)
    hint = "The first batch of the second epoch met gradients of the first: zero them after the last batch too."
    leftover = _with_leftover(w, b, batches, 0.7)
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
    batches = reference.mixed_batches(rng)
    w, b = reference.start(rng)
    module = worker.props.linear_model.keep(w.T.contiguous(), b)
    train_epoch(module, batches, 0.7, [module.weight, module.bias])
    expected_w, expected_b = reference.epoch(w, b, batches, 0.7)
    expect_close(module.weight.get(), expected_w.T, what="The module's weights after an epoch")
    expect_close(module.bias.get(), expected_b, what="The module's bias after an epoch")


def test_more_than_two_parameters(train_epoch, worker, rng):
    """Every parameter is trained, however many there are."""
    batches = reference.mixed_batches(rng)
    layers = [worker.torch.nn.Linear.keep(9, 4), worker.torch.nn.ReLU.keep(), worker.torch.nn.Linear.keep(4, 1)]
    net = worker.torch.nn.Sequential.keep(*layers)
    net.to.keep(worker.device)
    ours = torch.nn.Sequential(torch.nn.Linear(9, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    for p in ours.parameters():
        p.data = torch.randn(p.shape, generator=rng)
    net.load_state_dict(dict(ours.state_dict()))
    train_epoch(net, batches, 0.7, [layers[0].weight, layers[0].bias, layers[2].weight, layers[2].bias])
    for x, y in batches:  # torch's own optimizer is the reference here
        optimizer = torch.optim.SGD(ours.parameters(), lr=0.7)
        s = ours(x).sigmoid()
        torch.where(y == 1, 1 - s, s).mean().backward()
        optimizer.step()
        optimizer.zero_grad()
    for layer, p in ((layers[0], ours[0]), (layers[2], ours[2])):
        expect_close(layer.weight.get(), p.weight, what="A weight of a network with two layers")
        expect_close(layer.bias.get(), p.bias, what="A bias of a network with two layers")
