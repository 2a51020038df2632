"""Hidden checks of `validate_epoch(model, dl)`: the mean of the batch accuracies."""

import torch

from autograder.checks import reference
from autograder.expect import expect_close, expect_number, expect_tensor


def _mean(values):
    return sum(values) / len(values)


def _mistakes(w, b, batches):
    """What the usual mistakes give, by the hint for each."""
    found = [reference.accuracy(x, y, w, b) for x, y in batches]
    sizes = [len(x) for x, _ in batches]
    return {
        "This is the accuracy of the last batch alone.": found[-1],
        "This is the accuracy of the first batch alone: is the return inside the loop?": found[0],
        "This is the share of right pictures; wanted is the mean of the batch accuracies.": (
            sum(a * n for a, n in zip(found, sizes, strict=True)) / sum(sizes)
        ),
        "The accuracies were added up; take their mean.": sum(found),
        "This is 1 minus the accuracy: are the labels exchanged, or is it the error rate?": 1 - _mean(found),
        "A raw output counts as a 3 above 0, which is where the sigmoid passes 0.5.": (
            _mean([(((x @ w + b) > 0.5) == (y == 1)).float().mean().item() for x, y in batches])
        ),
        "Each output was compared with every label: the shapes (n, 1) and (n,) broadcast to (n, n).": (
            _mean([(((x @ w + b) > 0) == (y == 1).flatten()).float().mean().item() for x, y in batches])
        ),
        "This is a percentage; wanted is a number between 0 and 1.": 100 * _mean(found),
    }


def _setting(rng, sizes):
    """Batches and a model for which no mistake gives the right answer, and no output is so close to 0 that rounding decides."""
    while True:
        batches = reference.mixed_batches(rng, sizes=sizes)
        w, b = reference.start(rng)
        b = b - (batches[0][0] @ w + b).mean()  # outputs on both sides of 0
        right = _mean([reference.accuracy(x, y, w, b) for x, y in batches])
        wrong = list(_mistakes(w, b, batches).values())[4 if len(sizes) == 1 else 0 :]
        if reference.decided(batches, [(w, b)]) and all(abs(answer - right) > 2e-3 for answer in wrong):
            return batches, w, b, right


def _check(validate_epoch, worker, rng, sizes):
    batches, w, b, right = _setting(rng, sizes)
    value = validate_epoch(worker.props.linear_function.keep(w, b), batches)
    expect_number(value, "The accuracy")
    # Rounding to four digits is allowed.
    expect_close(value, right, mistakes=_mistakes(w, b, batches), atol=2e-4, what="The accuracy")


def test_mean_of_batch_accuracies(validate_epoch, worker, rng):
    """It is the mean of the accuracies of all batches, the short last one among them."""
    _check(validate_epoch, worker, rng, sizes=(16, 16, 5))


def test_one_batch(validate_epoch, worker, rng):
    """With one batch it is that batch's accuracy."""
    _check(validate_epoch, worker, rng, sizes=(10,))


def test_many_batches(validate_epoch, worker, rng):
    """It goes through all batches, however many there are, and looks at the ones that it was given."""
    _check(validate_epoch, worker, rng, sizes=(8,) * 11 + (3,))


def test_nothing_is_trained(validate_epoch, worker, rng):
    """Validation changes no parameter."""
    batches, w, b, _ = _setting(rng, (16, 5))
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    validate_epoch(worker.props.linear_function.keep(*kept), batches)
    found = torch.cat([expect_tensor(p.get(), "A parameter").detach().flatten() for p in kept])
    hint = "The parameters moved during validation: no step may be taken on the validation set."
    expect_close(found, torch.cat([w.flatten(), b]), mistakes={hint: found}, what="The parameters after validation")
