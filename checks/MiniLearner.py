"""Hidden checks of `MiniLearner`: a Learner of one's own."""

import torch

from autograder.checking import (
    StudentError,
    all_apart,
    expect,
    expect_close,
    expect_list,
    expect_number,
    expect_object,
    manner,
    part,
    tries,
)

from .reference import MANY_BATCHES, expect_moved, numbers_of

EPOCHS = 12
"""Enough for code that stops early or changes the rate to show it, and few enough for code that draws after each of them."""


def _batches(rng, sizes, pixels=5):
    return [(torch.rand(n, pixels, generator=rng), torch.randn(n, 1, generator=rng)) for n in sizes]


def _epoch(w, b, batches, lr, zeroed=True, tilt=1.0):
    """Gradient descent on helpers.lopsided_loss, batch by batch, by hand: its slope for an output is 2 (output - label) + 1.

    With labels and outputs exchanged the 1 is missing: `tilt`.
    """
    gw, gb = torch.zeros_like(w), torch.zeros_like(b)
    for xb, yb in batches:
        error = xb @ w.T + b - yb
        slope = 2 * error + tilt
        gw = (0 if zeroed else gw) + (slope * xb).mean(0, keepdim=True)
        gb = (0 if zeroed else gb) + slope.mean(0)
        w, b = w - lr * gw, b - lr * gb
    return w, b


def _metric(w, b, batches, exchanged=False):
    """helpers.lopsided_metric, averaged over the batches."""
    found = [(xb @ w.T + b, yb) for xb, yb in batches]
    return sum(((p - y).abs() + (y if exchanged else p) / 2).mean() for p, y in found) / len(batches)


def _weighted(w, b, batches):
    """helpers.lopsided_metric over all pictures at once: large batches count more."""
    return sum(_metric(w, b, [(x, y)]) * len(x) for x, y in batches) / sum(len(x) for x, _ in batches)


def _loss(w, b, batches):
    """helpers.lopsided_loss, averaged over the batches."""
    return sum(((x @ w.T + b - y) ** 2 + x @ w.T + b).mean() for x, y in batches) / len(batches)


def _mistakes(w, b, train, valid):
    """What the usual mistakes make of the weights in two epochs."""
    return {
        "The weights haven't moved: step the model's own parameters, in place.": w,
        "The gradients aren't zeroed after each step.": _epoch(w, b, train + train, 0.1, zeroed=False)[0],
        "The gradients are zeroed once an epoch; they should be after each step.": (
            _epoch(*_epoch(w, b, train, 0.1, zeroed=False), train, 0.1, zeroed=False)[0]
        ),
        "All batches of an epoch went into one step; take one after each batch.": _at_once(*_at_once(w, b, train), train)[0],
        "Only one epoch was trained.": _epoch(w, b, train, 0.1)[0],
        "Only the first batch moved the weights: is a return inside the loop, or was model.parameters() kept, a generator, "
        "which is empty after one pass?": _epoch(w, b, train[:1], 0.1)[0],
        "It trained on the validation batches.": _epoch(*_epoch(w, b, valid, 0.1), valid, 0.1)[0],
        "The steps go uphill.": _epoch(*_epoch(w, b, train, -0.1), train, -0.1)[0],
        "The loss takes the predictions first, and then the targets.": (
            _epoch(*_epoch(w, b, train, 0.1, tilt=0.0), train, 0.1, tilt=0.0)[0]
        ),
        "The learning rate isn't used.": _epoch(*_epoch(w, b, train, 1.0), train, 1.0)[0],
        "Each step goes on along the steps before it: is there a momentum? Each is lr times the gradient.": (
            _with_momentum(w, b, train + train)
        ),
        "These are the steps that Adam takes; each should be lr times the gradient.": _by_adam(w, b, train + train),
    }


def _gradients(w, b, batch):
    """The gradients of helpers.lopsided_loss on a batch."""
    next_w, next_b = _epoch(w, b, [batch], 1.0)
    return w - next_w, b - next_b


def _with_momentum(w, b, batches):
    """The weights after steps that go on along nine tenths of the ones before."""
    speed_w, speed_b = torch.zeros_like(w), torch.zeros_like(b)
    for batch in batches:
        gw, gb = _gradients(w, b, batch)
        speed_w, speed_b = 0.9 * speed_w + gw, 0.9 * speed_b + gb
        w, b = w - 0.1 * speed_w, b - 0.1 * speed_b
    return w


def _by_adam(w, b, batches):
    """The weights after steps of Adam, by its formula: the mean gradient, over the root of the mean square."""
    means = [(torch.zeros_like(p), torch.zeros_like(p)) for p in (w, b)]
    for t, batch in enumerate(batches, start=1):
        gradients = _gradients(w, b, batch)
        means = [(0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2) for (m, s), g in zip(means, gradients, strict=True)]
        steps = [m / (1 - 0.9**t) / ((s / (1 - 0.999**t)).sqrt() + 1e-8) for m, s in means]
        w, b = w - 0.1 * steps[0], b - 0.1 * steps[1]
    return w


def _at_once(w, b, batches):
    """One step along the sum of the batches' gradients."""
    steps = [_epoch(w, b, [batch], 0.1) for batch in batches]
    return w + sum(v - w for v, _ in steps), b + sum(c - b for _, c in steps)


def _figures(w, b, train, valid):
    """The numbers in accuracies after three epochs, and what the usual mistakes make of them."""
    states = [(w, b)]
    for _ in range(3):
        states.append(_epoch(*states[-1], train, 0.1))
    after = states[1:]
    return torch.stack([_metric(*s, valid) for s in after]), {
        "These are figures of the training batches; validate on valid_dl.": torch.stack([_metric(*s, train) for s in after]),
        "The metric takes the predictions first, and then the targets.": (
            torch.stack([_metric(*s, valid, exchanged=True) for s in after])
        ),
        "These are sums over the batches; take their mean.": torch.stack([len(valid) * _metric(*s, valid) for s in after]),
        "These are the figures before each epoch.": torch.stack([_metric(*s, valid) for s in states[:-1]]),
        "These are means over the pictures; wanted are those over the batches, whatever their sizes.": (
            torch.stack([_weighted(*s, valid) for s in after])
        ),
        "These are the figures of the last batch alone.": torch.stack([_metric(*s, valid[-1:]) for s in after]),
        "These are the figures of the first batch alone.": torch.stack([_metric(*s, valid[:1]) for s in after]),
        "These are losses; wanted is the metric.": torch.stack([_loss(*s, valid) for s in after]),
    }


def _learner(MiniLearner, worker, rng):
    for _ in tries():
        train, valid = _batches(rng, (6, 6, 2)), _batches(rng, (5, 5, 3))
        w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
        right, wrong = _figures(w, b, train, valid)
        weights = _epoch(*_epoch(w, b, train, 0.1), train, 0.1)[0]
        # No mistake gives the right answer, or that of another one.
        if all_apart([right, *wrong.values()], 2e-3) and all_apart([weights, *_mistakes(w, b, train, valid).values()], 2e-3):
            break
    model = worker.helpers.linear_model.keep(w, b)
    helpers = worker.helpers
    learn = expect_object(MiniLearner(train, valid, model, helpers.lopsided_loss, 0.1, helpers.lopsided_metric), "A MiniLearner")
    return learn, model, train, valid, w, b


def _accuracies(learn):
    value = expect_list(learn.accuracies.get(), "`accuracies`")
    return torch.tensor([expect_number(item, "Each of `accuracies`") for item in value])


def test_trains_the_model(MiniLearner, worker, rng):
    """fit takes one step for each batch, in every epoch, with the loss that it was given."""
    learn, model, train, valid, w, b = _learner(MiniLearner, worker, rng)
    learn.fit(2)
    expected, bias = _epoch(*_epoch(w, b, train, 0.1), train, 0.1)
    mistakes = _mistakes(w, b, train, valid)
    expect_close(model.weight.get(), expected, mistakes=mistakes, what="The weights after two epochs")
    expect_close(model.bias.get(), bias, what="The bias after two epochs")
    _expect_one_of_each(MiniLearner, worker, rng)
    _expect_many_parameters(MiniLearner, worker, rng)


def _expect_one_of_each(MiniLearner, worker, rng):
    """An epoch of a single batch, with a rate above 1."""
    train, valid = _batches(rng, (6,)), _batches(rng, (5,))
    for _ in tries():
        w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
        right, bias = _epoch(w, b, train, 1.5)
        if all_apart([right, w, _epoch(w, b, train, 1.0)[0]], 0.05):
            break
    helpers = worker.helpers
    model = helpers.linear_model.keep(w, b)
    learn = expect_object(MiniLearner(train, valid, model, helpers.lopsided_loss, 1.5, helpers.lopsided_metric), "A MiniLearner")
    learn.fit(1)
    mistakes = {"The learning rate is 1.5 here, and 1 was taken.": _epoch(w, b, train, 1.0)[0]}
    expect_close(model.weight.get(), right, mistakes=mistakes, what="The weights after an epoch of a single batch")
    expect_close(model.bias.get(), bias, what="The bias after an epoch of a single batch")


def _expect_many_parameters(MiniLearner, worker, rng):
    """An epoch that moves more than a hundred parameters."""
    for _ in tries():
        train, valid = _batches(rng, (6,), MANY_BATCHES), _batches(rng, (5,), MANY_BATCHES)
        w, b = 0.1 * torch.randn(1, MANY_BATCHES, generator=rng), torch.randn(1, generator=rng)
        right, bias = _epoch(w, b, train, 0.05)
        if (right - w)[0, 99:].abs().min() > 1e-3:
            break
    helpers = worker.helpers
    model = helpers.linear_in_parts.keep(w.T.contiguous(), b)
    learn = expect_object(MiniLearner(train, valid, model, helpers.lopsided_loss, 0.05, helpers.lopsided_metric), "A MiniLearner")
    learn.fit(1)
    expect_moved(helpers.listed(model.parameters()), w.T, (right.T, bias))


def test_accuracies_after_each_epoch(MiniLearner, worker, rng):
    """accuracies holds the mean of the metric over the validation batches, after each epoch, also of a second fit."""
    learn, _, train, valid, w, b = _learner(MiniLearner, worker, rng)
    learn.fit(2)
    learn.fit(1)
    right, wrong = _figures(w, b, train, valid)
    found = _accuracies(learn)
    if len(found) != 3:
        why = _why_so_many(len(found), MiniLearner, worker, rng)
        expect(False, f"After two epochs and one more there should be three numbers; there are {len(found)}.{why}")
    expect_close(found, right, mistakes=wrong, what="The numbers in accuracies")
    _expect_many_batches(MiniLearner, worker, rng)


def _expect_many_batches(MiniLearner, worker, rng):
    """An epoch of more than a hundred batches, on both sides."""
    sizes = (2,) * (MANY_BATCHES - 1) + (1,)
    for _ in tries():
        train, valid = _batches(rng, sizes), _batches(rng, sizes)
        w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
        end, hundred, without_last = (_epoch(w, b, some, 0.1) for some in (train, train[:100], train[:-1]))
        figures = [_metric(*end, some) for some in (valid, valid[:100], valid[:-1])]
        if all_apart([end[0], hundred[0], without_last[0]], 0.01) and all_apart(figures, 1e-3):
            break
    helpers = worker.helpers
    model = helpers.linear_model.keep(w, b)
    learn = expect_object(MiniLearner(train, valid, model, helpers.lopsided_loss, 0.1, helpers.lopsided_metric), "A MiniLearner")
    learn.fit(1)
    mistakes = {
        "The batches after the hundredth were left out; train on all of them.": hundred[0],
        "The last, short batch was left out; it counts like the others.": without_last[0],
    }
    expect_close(model.weight.get(), end[0], mistakes=mistakes, what="The weights after an epoch of many batches")
    mistakes = {
        "The validation batches after the hundredth were left out.": figures[1].view(1),
        "The last, short batch was left out of the validation.": figures[2].view(1),
    }
    expect_close(_accuracies(learn), figures[0].view(1), mistakes=mistakes, what="The number after an epoch of many batches")


def _why_so_many(count, MiniLearner, worker, rng):
    """What the usual mistake is where `accuracies` has so many numbers and not three, or ""."""
    if count > 3:
        try:
            others = _learner(MiniLearner, worker, rng)[0].accuracies.get()
        except StudentError:
            others = []
        if isinstance(others, list | torch.Tensor) and len(others):
            return " Is the list made in __init__, for each object anew?"
        return " Each epoch adds one, the mean over its batches."
    return {
        1: " Is the list made anew by fit, or in each epoch? It is made once, in __init__.",
        2: " Each epoch adds one, and not each call of fit: does append() stand outside the loop?",
    }.get(count, "")


def test_many_epochs(MiniLearner, worker, rng):
    """fit trains for as many epochs as it is told."""
    for _ in tries():
        train, valid = _batches(rng, (6, 6, 2)), _batches(rng, (5, 5, 3))
        w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
        states, falling = [(w, b)], [(w, b)]
        for i in range(EPOCHS):
            states.append(_epoch(*states[-1], train, 0.1))
            falling.append(_epoch(*falling[-1], train, 0.1 * 0.9 ** max(0, i - 2)))
        figures = [float(_metric(*s, valid)) for s in states[1:]]
        falls = any(
            figures[i] < figures[i - 3] - 1e-3 for i in range(3, EPOCHS - 1)
        )  # where code that waits for a rise would stop
        if falls and all_apart([states[EPOCHS][0], falling[EPOCHS][0], *(s[0] for s in states[3:EPOCHS])], 2e-3):
            break
    helpers = worker.helpers
    model = helpers.linear_model.keep(w, b)
    learn = expect_object(MiniLearner(train, valid, model, helpers.lopsided_loss, 0.1, helpers.lopsided_metric), "A MiniLearner")
    learn.fit(EPOCHS)
    found = _accuracies(learn)
    early = " Does something end the training early?" if 1 < len(found) < EPOCHS else ""
    expect(len(found) == EPOCHS, f"After {EPOCHS} epochs there should be {EPOCHS} numbers; there are {len(found)}.{early}")
    hint = "The learning rate gets smaller on the way; keep the one that was passed in."
    expect_close(
        model.weight.get(), states[EPOCHS][0], mistakes={hint: falling[EPOCHS][0]}, what=f"The weights after {EPOCHS} epochs"
    )
    expect_close(found, torch.tensor(figures), what="The numbers in accuracies")


@manner
def test_any_loader(MiniLearner, worker, rng):
    """It goes through its batches with a for loop: a DataLoader's can't be picked by number."""
    train, valid = _batches(rng, (6, 2)), _batches(rng, (5, 3))
    w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
    helpers = worker.helpers
    loaders, model = (helpers.Loader.keep(train), helpers.Loader.keep(valid)), helpers.linear_model.keep(w, b)
    learn = expect_object(MiniLearner(*loaders, model, helpers.lopsided_loss, 0.1, helpers.lopsided_metric), "A MiniLearner")
    learn.fit(1)
    after = _epoch(w, b, train, 0.1)
    expect_close(model.weight.get(), after[0], what="The weights after an epoch")
    expect_close(_accuracies(learn), _metric(*after, valid).view(1), what="The numbers in accuracies")


@manner
def test_validation_is_not_recorded(MiniLearner, worker, rng):
    """Validation runs inside torch.no_grad()."""
    train, valid = _batches(rng, (4, 2)), _batches(rng, (3, 3))
    helpers = worker.helpers
    model = helpers.linear_model.keep(torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng))
    learn = expect_object(MiniLearner(train, valid, model, helpers.lopsided_loss, 0.1, helpers.recorded_metric), "A MiniLearner")
    learn.fit(2)
    hint = "Validation is recorded as if it were to be learnt from: put it inside `with torch.no_grad():`."
    # The metric is 1 for predictions that are recorded, and 0 for others.
    expect_close(_accuracies(learn), torch.zeros(2), mistakes={hint: torch.ones(2)}, what="The numbers in accuracies")


@part("modes")
@manner
def test_train_and_eval(MiniLearner, worker, rng):
    """It switches to model.train() before training and to model.eval() before validation, in every epoch."""
    train, valid = _batches(rng, (4, 2)), _batches(rng, (3, 3))
    w = torch.randn(1, 5, generator=rng)
    linear = worker.torch.nn.Linear.keep(5, 1, bias=False)
    linear.load_state_dict({"weight": w})
    # Dropout of everything: in training nothing reaches the weights, in validation all of it does.
    model = worker.torch.nn.Sequential.keep(worker.torch.nn.Dropout.keep(1.0), linear)
    model.to.keep(worker.device)
    model.eval.keep()  # as a model comes that somebody has validated before
    functional = worker.torch.nn.functional
    learn = expect_object(MiniLearner(train, valid, model, functional.mse_loss, 0.1, functional.l1_loss), "A MiniLearner")
    learn.fit(2)
    hint = "Dropout was off while training: call model.train() at the start of every epoch."
    moved = numbers_of(linear.weight.get(), (1, 5), "The weights")
    expect_close(moved, w, mistakes={hint: moved}, what="The weights")
    right = sum((xb @ w.T - yb).abs().mean() for xb, yb in valid) / 2
    dropped = sum(yb.abs().mean() for _, yb in valid) / 2
    hint = "Dropout was still at work while validating: call model.eval() before it."
    expect_close(_accuracies(learn), right.repeat(2), mistakes={hint: dropped.repeat(2)}, what="The numbers in accuracies")
