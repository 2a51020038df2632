"""Hidden checks of `train_model(model, train_dl, valid_dl, epochs, lr, params)`."""

import torch

from autograder.checks import reference
from autograder.expect import Unexpected, described, expect, expect_close, expect_number, expect_tensor, with_picture
from autograder.feedback_pictures import learning_curve
from autograder.marks import cpu_seconds, part

THRESHOLD = 0.975
"""Accuracy on the held-out pictures after 20 epochs from small weights on mixed batches of 256, lr 1.

The mean of correct runs less 14 of their standard deviations: docs/thresholds.md. Wrong code that gets this far is
caught by what it does, not by its accuracy.
"""


def _accuracies(value):
    """The list that train_model returned, as floats."""
    if isinstance(value, torch.Tensor) and value.ndim == 1:
        value = list(value)
    if not isinstance(value, list | tuple):
        raise Unexpected(f"train_model should return a list of accuracies, but what came back is {described(value)}.")
    return [expect_number(item, "Each item of the list") for item in value]


def _curve(value):
    """What can be drawn of the accuracies that were returned; the other checks say what is wrong with the rest."""
    items = value if isinstance(value, list | tuple) else []
    return [float(item) for item in items[:100] if isinstance(item, int | float) or getattr(item, "shape", None) == ()]


def _setting(worker, rng):
    train, valid = reference.mixed_batches(rng), reference.mixed_batches(rng, sizes=(40, 40, 9))
    w, b = reference.start(rng)
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    return train, valid, w, b, kept


def _validate(w, b, batches):
    return sum(reference.accuracy(x, y, w, b) for x, y in batches) / len(batches)


def test_trains_for_all_epochs(train_model, worker, rng):
    """It trains for as many epochs as it is told, on the training batches."""
    train, valid, w, b, kept = _setting(worker, rng)
    train_model(worker.props.linear_function.keep(*kept), train, valid, 3, 0.7, kept)
    after = [(w, b)]
    for _ in range(4):
        after.append(reference.epoch(*after[-1], train, 0.7))
    own_rate, _ = reference.epoch(w, b, train * 3, 1.0)
    on_valid, _ = reference.epoch(w, b, valid * 3, 0.7)
    expect_close(
        kept[0].get(),
        after[3][0],
        mistakes={
            "The weights haven't moved: does train_model train the parameters that it is given?": w,
            "It trained for one epoch only: is the return inside the loop?": after[1][0],
            "It trained for one epoch too few.": after[2][0],
            "It trained for one epoch too many.": after[4][0],
            "It trained on the validation set.": on_valid,
            "The learning rate that was passed in isn't used: this comes out with 1.": own_rate,
        },
        what="The weights after three epochs",
    )
    expect_close(kept[1].get(), after[3][1], what="The bias after three epochs")


def test_accuracy_after_each_epoch(train_model, worker, rng):
    """It returns the accuracy on the validation set after each epoch, first to last."""
    while True:
        train, valid, w, b, kept = _setting(worker, rng)
        after = [(w, b)]
        for _ in range(4):
            after.append(reference.epoch(*after[-1], train, 2.0))
        expected = [_validate(*state, valid) for state in after]
        wrong = {
            "These are the accuracies before each epoch; wanted are those after it.": expected[:-1],
            "These are accuracies on the training set; validate on valid_dl.": [_validate(*s, train) for s in after[1:]],
            "The last accuracy is repeated; each epoch has one of its own.": expected[-1:] * 4,
        }
        # No mistake may give the right answer, and no output may lie where rounding decides.
        if reference.decided(valid, after) and expected[1:] not in wrong.values():
            break
    found = _accuracies(train_model(worker.props.linear_function.keep(*kept), train, valid, 4, 2.0, kept))
    expect(len(found) == 4, f"Four epochs give four accuracies; {len(found)} came back.")
    expect_close(
        torch.tensor(found),
        torch.tensor(expected[1:]),
        mistakes={hint: torch.tensor(answer) for hint, answer in wrong.items()},
        atol=2e-4,
        what="The list of accuracies",
    )


@part("accuracy")
@cpu_seconds(60)
def test_trains_to_the_expected_accuracy(train_model, worker, rng, digits):
    """On the real pictures it trains a linear model to the accuracy that a right loop reaches."""
    order = reference.an_order(len(digits.train_x), rng)
    model = worker.props.linear_model.keep(0.01 * torch.randn(1, 784, generator=rng), torch.zeros(1))
    train = worker.props.batches.keep("train", 256, worker.device, order)
    # Labels of held-out pictures stay here: the worker validates on pictures that it trains on.
    valid = worker.props.batches.keep("train", 256, worker.device, order[:512])
    returned = train_model(model, train, valid, 20, 1.0, [model.weight, model.bias])
    weight, bias = (expect_tensor(p.get(), "A parameter").detach() for p in (model.weight, model.bias))
    expect_close(torch.tensor(weight.shape), torch.tensor((1, 784)), what="The shape of the weights")
    found = (((digits.valid_x @ weight.T + bias) > 0) == (digits.valid_y == 1)).float().mean().item()
    told = f"After 20 epochs {100 * found:.1f} % of pictures that the model never saw come out right; "
    with with_picture(lambda: learning_curve(_curve(returned) or [found], (THRESHOLD, 0.985))):
        expect(
            found >= THRESHOLD,
            told + f"a right loop gets to at least {100 * THRESHOLD:g} %. Look at what the other checks say about your loop.",
        )
