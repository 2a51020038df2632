"""Hidden checks of `MiniLearner`: a Learner of one's own."""

import torch

from autograder.expect import Unexpected, described, expect, expect_close, expect_number, expect_object
from autograder.marks import part


def _batches(rng, sizes, pixels=5):
    return [(torch.rand(n, pixels, generator=rng), torch.randn(n, 1, generator=rng)) for n in sizes]


def _epoch(w, b, batches, lr, zeroed=True, tilt=1.0):
    """Gradient descent on props.lopsided_loss, batch by batch, by hand: its slope for an output is 2 (output - label) + 1.

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
    """props.lopsided_metric, averaged over the batches."""
    found = [(xb @ w.T + b, yb) for xb, yb in batches]
    return sum(((p - y).abs() + (y if exchanged else p) / 2).mean() for p, y in found) / len(batches)


def _learner(MiniLearner, worker, rng):
    train, valid = _batches(rng, (6, 6, 2)), _batches(rng, (5, 5, 3))
    w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
    model = worker.props.linear_model.keep(w, b)
    props = worker.props
    learn = expect_object(MiniLearner(train, valid, model, props.lopsided_loss, 0.1, props.lopsided_metric), "A MiniLearner")
    return learn, model, train, valid, w, b


def _accuracies(learn):
    value = learn.accuracies.get()
    if not isinstance(value, list | tuple):
        raise Unexpected(f"`accuracies` should be a list of numbers, but is {described(value)}.")
    return torch.tensor([expect_number(item, "Each of `accuracies`") for item in value])


def test_trains_the_model(MiniLearner, worker, rng):
    """fit takes one step for each batch, in every epoch, with the loss that it was given."""
    learn, model, train, valid, w, b = _learner(MiniLearner, worker, rng)
    learn.fit(2)
    expected, bias = _epoch(*_epoch(w, b, train, 0.1), train, 0.1)
    mistakes = {
        "The weights haven't moved: step the model's own parameters, in place.": w,
        "The gradients aren't zeroed after each step.": _epoch(w, b, train + train, 0.1, zeroed=False)[0],
        "Only one epoch was trained.": _epoch(w, b, train, 0.1)[0],
        "It trained on the validation batches.": _epoch(*_epoch(w, b, valid, 0.1), valid, 0.1)[0],
        "The steps go uphill.": _epoch(*_epoch(w, b, train, -0.1), train, -0.1)[0],
        "The loss takes the predictions first, and then the targets.": (
            _epoch(*_epoch(w, b, train, 0.1, tilt=0.0), train, 0.1, tilt=0.0)[0]
        ),
        "The learning rate isn't used.": _epoch(*_epoch(w, b, train, 1.0), train, 1.0)[0],
    }
    expect_close(model.weight.get(), expected, mistakes=mistakes, what="The weights after two epochs")
    expect_close(model.bias.get(), bias, what="The bias after two epochs")


def test_accuracies_after_each_epoch(MiniLearner, worker, rng):
    """accuracies holds the mean of the metric over the validation batches, after each epoch, also of a second fit."""
    learn, _, train, valid, w, b = _learner(MiniLearner, worker, rng)
    learn.fit(2)
    learn.fit(1)
    states = [(w, b)]
    for _ in range(3):
        states.append(_epoch(*states[-1], train, 0.1))
    found = _accuracies(learn)
    expect(len(found) == 3, f"After two epochs and one more there should be three numbers; there are {len(found)}.")
    expect_close(
        found,
        torch.stack([_metric(*s, valid) for s in states[1:]]),
        mistakes={
            "These are figures of the training batches; validate on valid_dl.": (
                torch.stack([_metric(*s, train) for s in states[1:]])
            ),
            "The metric takes the predictions first, and then the targets.": (
                torch.stack([_metric(*s, valid, exchanged=True) for s in states[1:]])
            ),
            "These are sums over the batches; take their mean.": torch.stack([3 * _metric(*s, valid) for s in states[1:]]),
            "These are the figures before each epoch.": torch.stack([_metric(*s, valid) for s in states[:-1]]),
        },
        what="The numbers in accuracies",
    )


@part("modes")
def test_train_and_eval(MiniLearner, worker, rng):
    """It switches to model.train() before training and to model.eval() before validation, in every epoch."""
    train, valid = _batches(rng, (4, 2)), _batches(rng, (3, 3))
    w = torch.randn(1, 5, generator=rng)
    linear = worker.torch.nn.Linear.keep(5, 1, bias=False)
    linear.load_state_dict({"weight": w})
    # Dropout of everything: in training nothing reaches the weights, in validation all of it does.
    model = worker.torch.nn.Sequential.keep(worker.torch.nn.Dropout.keep(1.0), linear)
    model.to.keep(worker.device)
    functional = worker.torch.nn.functional
    learn = expect_object(MiniLearner(train, valid, model, functional.mse_loss, 0.1, functional.l1_loss), "A MiniLearner")
    learn.fit(2)
    hint = "Dropout was off while training: call model.train() at the start of every epoch."
    moved = linear.weight.get()
    expect_close(moved, w, mistakes={hint: moved}, what="The weights")
    right = sum((xb @ w.T - yb).abs().mean() for xb, yb in valid) / 2
    dropped = sum(yb.abs().mean() for _, yb in valid) / 2
    hint = "Dropout was still at work while validating: call model.eval() before it."
    expect_close(_accuracies(learn), right.repeat(2), mistakes={hint: dropped.repeat(2)}, what="The numbers in accuracies")
