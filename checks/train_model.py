"""Hidden checks of `train_model(model, train_dl, valid_dl, epochs, lr, params)`."""

import torch

from autograder.checking import (
    Handle,
    Unexpected,
    all_apart,
    apart,
    cpu_seconds,
    described,
    expect,
    expect_close,
    expect_list,
    expect_number,
    learning_curve,
    note_curve,
    part,
    tries,
    with_picture,
)

from . import reference

STANDS_ON = ["calc_grad", "train_epoch", "validate_epoch"]

REAL_EPOCHS, REAL_LR = 12, 1.0
"""On the real pictures: so many epochs that the accuracy is there, and so few that the judge can go the same way."""

THRESHOLD = 0.975
"""Accuracy on the held-out pictures after these epochs from small weights on mixed batches of 256.

Correct runs end above it, all of them (docs/thresholds.md). It is not what tells a right loop from a wrong one: the weights are.
"""

OFF = 0.01
"""How far from the end of the way the weights may be, as a share of it. What rounding makes of it is far
smaller (docs/thresholds.md)."""


EPOCHS = 12
"""Long enough for code that stops early, changes the rate or skips an epoch to show it."""


def _accuracies(value, worker):
    """The list that train_model returned, as floats."""
    if isinstance(value, torch.Tensor) and value.ndim == 1:
        value = expect_list(value, "The list of accuracies")
    if isinstance(value, Handle) and value.type_name in ("list", "tuple"):
        kinds = worker.helpers.kinds_of(value)
        function = isinstance(kinds, list) and any(kind in ("function", "method") for kind in kinds)
        why = " but functions: is validate_epoch called, with its parentheses?" if function else "."
        raise Unexpected(f"train_model should return a list of accuracies; the items of yours aren't all numbers{why}")
    if not isinstance(value, list | tuple):
        raise Unexpected(f"train_model should return a list of accuracies, but what came back is {described(value)}.")
    return [expect_number(item, "Each item of the list") for item in expect_list(value, "The list of accuracies")]


def _expect_so_many(found, epochs):
    """An accuracy for each epoch."""
    early = ": does something end the training early, or leave epochs out?" if len(found) < epochs else "."
    if len(found) == 1 < epochs:
        early = ": is the list made inside the loop, for each epoch anew, or does the return stand there?"
    expect(len(found) == epochs, f"{epochs} epochs give {epochs} accuracies; {len(found)} came back{early}")


def _curve(value):
    """What can be drawn of the accuracies that were returned; the other checks say what is wrong with the rest."""
    items = value if isinstance(value, list | tuple) else []
    return [float(item) for item in items[:100] if isinstance(item, int | float) or getattr(item, "shape", None) == ()]


def _validate(w, b, batches):
    return sum(reference.accuracy(x, y, w, b) for x, y in batches) / len(batches)


def _best_so_far(accuracies):
    return [max(accuracies[: i + 1]) for i in range(len(accuracies))]


def _stalls(accuracies, patience=3):
    """Whether code that waits `patience` epochs for a better accuracy would stop before the last epoch."""
    best = _best_so_far(accuracies)
    return any(best[i] == best[i - patience] for i in range(patience, len(best) - 1))


def _setting(rng, lr):
    """Batches, and the parameters at the start and after each epoch, for which early stopping and keeping the best show."""
    for _ in tries():
        train, valid = reference.mixed_batches(rng), reference.mixed_batches(rng, sizes=(20, 20, 9))
        after = [reference.start(rng)]
        for _ in range(EPOCHS + 1):
            after.append(reference.epoch(*after[-1], train, lr))
        # No output may lie where rounding decides: that would change an accuracy, and with it the best one.
        if not reference.decided(valid, after):
            continue
        accuracies = [_validate(*state, valid) for state in after]
        told = accuracies[1 : EPOCHS + 1]
        # The best one comes neither first nor among the last two: those have hints of their own.
        best = {i for i, accuracy in enumerate(told) if accuracy == max(told)}
        if _stalls(told) and _best_so_far(told) != told and not best & {0, EPOCHS - 2, EPOCHS - 1}:
            return train, valid, after, accuracies


def _kept(worker, w, b):
    return [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]


def test_trains_for_all_epochs(train_model, worker, rng):
    """It trains for as many epochs as it is told, on the training batches."""
    for _ in tries():
        train, valid, after, _ = _setting(rng, 0.7)
        w, b = after[0]
        wrong = {
            "The weights haven't moved: does train_model train the parameters that it is given?": w,
            "It trained for one epoch too few.": after[EPOCHS - 1][0],
            "It trained for one epoch too many.": after[EPOCHS + 1][0],
            "It trained on the validation set.": reference.epoch(w, b, valid * EPOCHS, 0.7)[0],
            "It trained on the validation set as well.": reference.epoch(w, b, (train + valid) * EPOCHS, 0.7)[0],
            "The learning rate that was passed in isn't used: this comes out with 1.": (
                reference.epoch(w, b, train * EPOCHS, 1.0)[0]
            ),
            "It trained twice as often as it was told: is train_epoch called twice in each epoch?": (
                reference.epoch(*after[EPOCHS], train * EPOCHS, 0.7)[0]
            ),
            f"It trained {EPOCHS} times as often as it was told: does one loop over the epochs stand in another?": (
                reference.epoch(*after[EPOCHS], train * (EPOCHS - 1) * EPOCHS, 0.7)[0]
            ),
            "The learning rate gets smaller from epoch to epoch; keep the one that was passed in.": _falling(w, b, train, 0.7),
        }
        wrong["The learning rate gets smaller on the way; keep the one that was passed in."] = reference.epoch(
            *after[10], train * 2, 0.07
        )[0]
        earlier = [state[0] for state in after[1 : EPOCHS - 1]]
        if all_apart([after[EPOCHS][0], *wrong.values(), *earlier], 2e-3):
            break
    kept = _kept(worker, w, b)
    returned = train_model(worker.helpers.linear_function.keep(*kept), train, valid, EPOCHS, 0.7, kept)
    if isinstance(returned, list | tuple) and len(returned) == EPOCHS:
        # An accuracy for each epoch: the loop went through all of them.
        wrong["The weights are those after one epoch, however many there are: does each begin at the start again?"] = earlier[0]
        for k, weights in enumerate(earlier[1:], start=2):
            hint = (
                f"The weights are those after {k} of {EPOCHS} epochs, though each gave an accuracy: keep the last, best or not."
            )
            wrong[hint] = weights
    else:
        wrong["It trained for one epoch only: is the return inside the loop?"] = earlier[0]
        for k, weights in enumerate(earlier[1:], start=2):
            wrong[f"It trained for {k} epochs, and was told {EPOCHS}: does something end the training early?"] = weights
    expect_close(kept[0].get(), after[EPOCHS][0], mistakes=wrong, what=f"The weights after {EPOCHS} epochs")
    expect_close(kept[1].get(), after[EPOCHS][1], what=f"The bias after {EPOCHS} epochs")
    _expect_one_of_each(train_model, worker, rng)
    _expect_many_batches(train_model, worker, rng)
    _expect_many_parameters(train_model, worker, rng)


def _undecided(rng, pixels=9):
    """A batch that shows each picture with both labels: half of it is right, whatever the model."""
    x = torch.rand(3, pixels, generator=rng)
    return [(torch.cat([x, x]), torch.arange(2).repeat_interleave(3).view(-1, 1))]


def _expect_one_of_each(train_model, worker, rng):
    """Three epochs on a single batch, of a parameter that is the only one."""
    for _ in tries():
        (w, b), train = reference.start(rng), reference.mixed_batches(rng, (6,))
        right = reference.epoch_without_bias(w, b, train * 3, 0.7)[0]
        if apart(right, [w], 0.02):
            break
    kept = worker.keep(w.clone().requires_grad_())
    train_model(worker.helpers.linear_function.keep(kept, b), train, _undecided(rng), 3, 0.7, [kept])
    expect_close(kept.get(), right, what="The weights after three epochs of a single batch")


def _expect_many_batches(train_model, worker, rng):
    """One epoch of more than a hundred batches."""
    for _ in tries():
        (w, b), train = reference.start(rng), reference.many_batches(rng)
        right, hundred, without_last = (reference.epoch(w, b, some, 0.7)[0] for some in (train, train[:100], train[:-1]))
        if all_apart([right, hundred, without_last], 5e-3):
            break
    kept = _kept(worker, w, b)
    train_model(worker.helpers.linear_function.keep(*kept), train, _undecided(rng), 1, 0.7, kept)
    mistakes = {
        "The batches after the hundredth were left out; train on all of them.": hundred,
        "The last, short batch was left out; it counts like the others.": without_last,
    }
    expect_close(kept[0].get(), right, mistakes=mistakes, what="The weights after an epoch of many batches")


def _expect_many_parameters(train_model, worker, rng):
    """One epoch that moves more than a hundred parameters."""
    (w, b), train, right = reference.moving_all(rng, 0.7)
    model = worker.helpers.linear_in_parts.keep(w, b)
    parameters = worker.helpers.listed.keep(model.parameters())
    train_model(model, train, _undecided(rng, len(w)), 1, 0.7, parameters)
    reference.expect_moved(worker.helpers.listed(parameters), w, right)


def _falling(w, b, train, lr):
    """The weights if the rate is divided by the number of the epoch."""
    for epoch in range(1, EPOCHS + 1):
        w, b = reference.epoch(w, b, train, lr / epoch)
    return w


def test_accuracy_after_each_epoch(train_model, worker, rng):
    """It returns the accuracy on the validation set after each epoch, first to last."""
    for _ in tries():
        train, valid, after, accuracies = _setting(rng, 2.0)
        expected = accuracies[1 : EPOCHS + 1]
        slower = [reference.epoch(*after[10], train, 0.2)]
        slower.append(reference.epoch(*slower[0], train, 0.2))
        wrong = {
            "These are the accuracies before each epoch; wanted are those after it.": accuracies[:EPOCHS],
            "These are accuracies on the training set; validate on valid_dl.": [
                _validate(*state, train) for state in after[1 : EPOCHS + 1]
            ],
            "The accuracies stand from last to first; wanted is first to last.": expected[::-1],
            "The last accuracy is repeated; each epoch has one of its own.": expected[-1:] * EPOCHS,
            "These are the best accuracies so far; wanted is that of each epoch, worse or not.": _best_so_far(expected),
            "The learning rate gets smaller on the way; keep the one that was passed in.": (
                expected[:10] + [_validate(*state, valid) for state in slower]
            ),
            "These are losses; wanted are the accuracies.": [_loss(*state, valid) for state in after[1 : EPOCHS + 1]],
        }
        # No mistake may give the right answer, nor that of another mistake.
        apart = all_apart([torch.tensor(answer) for answer in (expected, *wrong.values())], 2e-3)
        if apart and reference.decided(valid, slower):
            break
    kept = _kept(worker, *after[0])
    found = _accuracies(train_model(worker.helpers.linear_function.keep(*kept), train, valid, EPOCHS, 2.0, kept), worker)
    _expect_so_many(found, EPOCHS)
    expect_close(
        torch.tensor(found),
        torch.tensor(expected),
        mistakes={hint: torch.tensor(answer) for hint, answer in wrong.items()},
        atol=2e-4,
        what="The list of accuracies",
    )
    _expect_all_validated(train_model, worker, rng)


def _expect_all_validated(train_model, worker, rng):
    """The accuracy over more than a hundred batches, after one epoch."""
    for _ in tries():
        (w, b), train, valid = reference.start(rng), reference.mixed_batches(rng, (6,)), reference.many_batches(rng)
        b = b - (train[0][0] @ w + b).mean()  # outputs on both sides of 0
        end = reference.epoch(w, b, train, 0.7)
        right, hundred, without_last = (_validate(*end, some) for some in (valid, valid[:100], valid[:-1]))
        if reference.decided(valid, [end]) and all_apart([right, hundred, without_last], 1e-3):
            break
    kept = _kept(worker, w, b)
    found = _accuracies(train_model(worker.helpers.linear_function.keep(*kept), train, valid, 1, 0.7, kept), worker)
    _expect_so_many(found, 1)
    mistakes = {
        "The validation batches after the hundredth were left out.": hundred,
        "The last, short batch was left out of the validation.": without_last,
    }
    expect_close(found[0], right, mistakes=mistakes, atol=2e-4, what="The accuracy over many batches")


def _loss(w, b, batches):
    """mnist_loss, averaged over the batches."""
    found = []
    for x, y in batches:
        s = 1 / (1 + torch.exp(-reference.outputs(x, w, b)))
        found.append(float(torch.where(y == 1, 1 - s, s).mean()))
    return sum(found) / len(found)


@part("accuracy")
@cpu_seconds(60)
def test_trains_to_the_expected_accuracy(train_model, worker, rng, digits):
    """On the real pictures it trains a linear model to the accuracy that a right loop reaches, and on its way."""
    order, pixels = reference.an_order(len(digits.train_x), rng), reference.mixed_pixels(rng)
    w, b = 0.01 * torch.randn(1, 784, generator=rng), torch.zeros(1)
    model = worker.helpers.linear_model.keep(w[:, pixels], b)
    train = worker.helpers.batches.keep(256, worker.device, order, pixels)
    # No held-out picture goes into the worker: it validates on pictures that it trains on.
    valid = worker.helpers.batches.keep(256, worker.device, order[:512], pixels)
    returned = train_model(model, train, valid, REAL_EPOCHS, REAL_LR, [model.weight, model.bias])
    if isinstance(returned, list | tuple):
        _expect_so_many(returned, REAL_EPOCHS)
    weight = reference.unmixed(reference.numbers_of(model.weight.get(), (1, 784), "The weights"), pixels)
    bias = reference.numbers_of(model.bias.get(), (1,), "The bias")
    found = (((digits.valid_x @ weight.T + bias) > 0) == (digits.valid_y == 1)).float().mean().item()
    told = f"After {REAL_EPOCHS} epochs {100 * found:.1f} % of pictures that the model never saw come out right"
    curve, band = _curve(returned) or [found], (THRESHOLD, 0.985)
    note_curve(curve, band)
    with with_picture(lambda: learning_curve(curve, band)):
        expect(
            found >= THRESHOLD,
            f"{told}; a right loop gets to at least {100 * THRESHOLD:g} %. Look at what the other checks say about your loop.",
        )
        batches = reference.real_batches(digits.train_x, digits.train_y, order)
        end = reference.epoch(w.T, b, batches * REAL_EPOCHS, REAL_LR)
        off = reference.off_the_way([weight, bias], [w, b], [end[0].T, end[1]])
        expect(
            off < OFF,
            f"{told}, but the weights aren't those to which one step for each batch leads, in every epoch and with the "
            "learning rate that was passed in. Look at what the other checks say about your loop.",
        )
