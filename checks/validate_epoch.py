"""Hidden checks of `validate_epoch(model, dl)`: the mean of the batch accuracies."""

import torch

from autograder.checking import (
    GREY,
    RIGHT,
    YOURS,
    all_apart,
    as_picture,
    blank,
    expect,
    expect_close,
    expect_number,
    in_brief,
    manner,
    tries,
)

from . import reference
from .drawn import close


def _mean(values):
    return sum(values) / len(values)


def _batches(rng, sizes, pixels=9):
    """Random pictures, and labels by lot: with as many 3s as 7s in each batch, mistakes would give the same answer."""
    return [
        (torch.rand(n, pixels, generator=rng), (torch.rand(n, 1, generator=rng) < 0.6).long())  # more 3s than 7s, as a rule
        for n in sizes
    ]


def _mistakes(w, b, batches):
    """What the usual mistakes give, by the hint for each. The first five are right if there is one batch only."""
    found = [reference.accuracy(x, y, w, b) for x, y in batches]
    sizes = [len(x) for x, _ in batches]
    losses = []
    for x, y in batches:
        s = 1 / (1 + torch.exp(-reference.outputs(x, w, b)))
        losses.append(torch.where(y == 1, 1 - s, s).mean().item())
    wrong = {
        "This is the accuracy of the last batch alone.": found[-1],
        "This is the accuracy of the first batch alone: is the return inside the loop?": found[0],
        "This is the share of right pictures; wanted is the mean of the batch accuracies.": (
            sum(a * n for a, n in zip(found, sizes, strict=True)) / sum(sizes)
        ),
        "This is the accuracy of the first batch, divided by the number of batches: return after the loop, not inside it.": (
            found[0] / len(found)
        ),
        "The accuracies were added up; take their mean.": sum(found),
        "The sum of the accuracies was divided by the number of pictures; divide it by the number of batches.": (
            sum(found) / sum(sizes)
        ),
        "This is 1 minus the accuracy: are the labels exchanged, or is it the error rate?": 1 - _mean(found),
        "A raw output counts as a 3 above 0, which is where the sigmoid passes 0.5.": (
            _mean([(((x @ w + b) > 0.5) == (y == 1)).float().mean().item() for x, y in batches])
        ),
        "Each output was compared with every label: the shapes (n, 1) and (n,) broadcast to (n, n).": (
            _mean([(((x @ w + b) > 0) == (y == 1).flatten()).float().mean().item() for x, y in batches])
        ),
        "Everything is called a 3: is the sigmoid applied twice? batch_accuracy applies it already.": (
            _mean([(y == 1).float().mean().item() for _, y in batches])
        ),
        "Everything is called a 7: argmax over a single column is always 0. A raw output above 0 means a 3.": (
            _mean([(y != 1).float().mean().item() for _, y in batches])
        ),
        "The raw outputs were rounded and compared with the labels; any output above 0 means a 3, and any other a 7.": (
            _mean([((x @ w + b).round() == y).float().mean().item() for x, y in batches])
        ),
        "These are numbers of right pictures, and no shares: divide each by how many pictures its batch has.": (
            _mean([a * n for a, n in zip(found, sizes, strict=True)])
        ),
        "Not one picture counts as right: are the arguments of batch_accuracy exchanged? The predictions come first.": 0.0,
        "This is the mean of the losses; wanted is that of the accuracies.": _mean(losses),
        "This is a percentage; wanted is a number between 0 and 1.": 100 * _mean(found),
    }
    if len(batches) > 1:
        counted = "Everything is called a 3, and the pictures are counted: is the sigmoid applied twice? batch_accuracy does it."
        wrong[counted] = torch.cat([(y == 1).float() for _, y in batches]).mean().item()
    return wrong


def _setting(rng, sizes):
    """Batches and a model for which no mistake gives the right answer, and no output is so close to 0 that rounding decides."""
    for _ in tries():
        batches = _batches(rng, sizes)
        w, b = reference.start(rng)
        b = b - (batches[0][0] @ w + b).mean()  # outputs on both sides of 0
        right = _mean([reference.accuracy(x, y, w, b) for x, y in batches])
        wrong = list(_mistakes(w, b, batches).values())[5 if len(sizes) == 1 else 0 :]
        # Three digits are too few, four are enough; and it shows whether it was two or three.
        three, two = round(right, 3), round(right, 2)
        clear = abs(three - right) > 3.2e-4 and three != two
        if clear and reference.decided(batches, [(w, b)]) and all_apart([right, two, *wrong], 2e-3):
            return batches, w, b, right


def _check(validate_epoch, worker, rng, sizes):
    batches, w, b, right = _setting(rng, sizes)
    value = validate_epoch(worker.helpers.linear_function.keep(w, b), batches)
    _expect_accuracy(value, w, b, batches, right)


def _expect_accuracy(value, w, b, batches, right):
    expect_number(value, "The accuracy")
    rounded = {
        "This is rounded to three digits; four are the fewest that are allowed.": round(right, 3),
        "This is rounded to two digits; four are the fewest that are allowed.": round(right, 2),
    }
    # Rounding to four digits is allowed.
    expect_close(value, right, mistakes=_mistakes(w, b, batches) | rounded, atol=2e-4, what="The accuracy")


def test_mean_of_batch_accuracies(validate_epoch, worker, rng):
    """It is the mean of the accuracies of all batches, the short last one among them."""
    _check(validate_epoch, worker, rng, sizes=(16, 16, 5))


def test_one_batch(validate_epoch, worker, rng):
    """With one batch it is that batch's accuracy."""
    _check(validate_epoch, worker, rng, sizes=(13,))


def test_many_batches(validate_epoch, worker, rng):
    """It goes through all batches, however many there are, and looks at the ones that it was given."""
    _check(validate_epoch, worker, rng, sizes=(8,) * 11 + (3,))
    for _ in tries():
        batches, (w, b) = reference.many_batches(rng), reference.start(rng)
        b = b - (batches[0][0] @ w + b).mean()
        found = [reference.accuracy(x, y, w, b) for x, y in batches]
        right, hundred, without_last = _mean(found), _mean(found[:100]), _mean(found[:-1])
        if reference.decided(batches, [(w, b)]) and all_apart([right, hundred, without_last], 1e-3):
            break
    mistakes = {"The batches after the hundredth were left out.": hundred, "The last, short batch was left out.": without_last}
    value = validate_epoch(worker.helpers.linear_function.keep(w, b), batches)
    expect_number(value, "The accuracy")
    expect_close(value, right, mistakes=mistakes, atol=2e-4, what="The accuracy over many batches")


@manner
def test_any_loader(validate_epoch, worker, rng):
    """It goes through the batches with a for loop: a DataLoader's can't be picked by number."""
    batches, w, b, right = _setting(rng, (11, 11, 4))
    value = validate_epoch(worker.helpers.linear_function.keep(w, b), worker.helpers.Loader.keep(batches))
    _expect_accuracy(value, w, b, batches, right)


@manner
def test_nothing_is_trained(validate_epoch, worker, rng):
    """Validation changes no parameter, and works out no gradient; the model can be trained on afterwards."""
    batches, w, b, _ = _setting(rng, (16, 5))
    kept = [worker.keep(w.clone().requires_grad_()), worker.keep(b.clone().requires_grad_())]
    module = worker.helpers.linear_model.keep(w.T.contiguous(), b)
    validate_epoch(worker.helpers.linear_function.keep(*kept), batches)
    found = torch.cat(
        [reference.numbers_of(p.get(), tuple(v.shape), "A parameter").flatten() for p, v in zip(kept, (w, b), strict=True)]
    )
    hint = "The parameters moved during validation: no step may be taken on the validation set."
    expect_close(found, torch.cat([w.flatten(), b]), mistakes={hint: found}, what="The parameters after validation")
    hint = "After validation a parameter holds a gradient: nothing is learnt here, so leave backward() out."
    expect(kept[0].grad.get() is None, hint)
    validate_epoch(module, batches)
    expect(
        worker.helpers.can_be_trained(module, batches[0][0]) is True,
        "After validation the model can't be trained on: leave requires_grad alone, and switch recording off by "
        "`with torch.no_grad():`, which ends with its block.",
    )


def picture_of_the_batches(validate_epoch, worker):
    """The accuracy of each of three batches, and the number that came back."""
    outputs = [[1, 2, 1, 3, 2, 1, 2, 2, -1, -2], [1, -1, 2, 1, -2, 3, -1, 1, 2, 1], [-1, 2, -3]]
    labels = [[1, 1, 1, 1, 1, 1, 1, 1, 0, 1], [1, 1, 0, 1, 1, 1, 0, 1, 1, 1], [1, 0, 0]]
    batches = [(torch.tensor(x).float().view(-1, 1), torch.tensor(y).view(-1, 1)) for x, y in zip(outputs, labels, strict=True)]
    model = worker.helpers.linear_function.keep(torch.ones(1, 1), torch.zeros(1))
    found = expect_number(validate_epoch(model, batches), "The accuracy")
    shares = [reference.accuracy(x, y, torch.ones(1, 1), torch.zeros(1)) for x, y in batches]
    if close(found, _mean(shares)):
        return None
    figure, (axes,) = blank(4.2, 2.6)
    axes.bar(range(3), shares, color="#d9d9d9", edgecolor=GREY, width=0.6)
    for i, share in enumerate(shares):
        axes.text(i, 0.04, in_brief(share), ha="center", va="bottom", fontsize=10)
    axes.axhline(min(max(found, -1), 3), color=YOURS, linewidth=2.2, label=f"yours: {in_brief(found)}")
    axes.axhline(_mean(shares), color=RIGHT, linestyle=(0, (4, 2.5)), linewidth=2.2, label="mean of the three")
    axes.set(ylim=(min(0, max(found, -1)), max(1.05, min(found, 3) * 1.05)))
    axes.set_xticks(range(3), ["10 pictures", "10 pictures", "3 pictures"], fontsize=9)
    axes.set_ylabel("accuracy", fontsize=9)
    axes.legend(fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
    told = ", ".join(in_brief(share) for share in shares)
    return as_picture(figure, f"The accuracies of three batches, {told}, and yours over all of them, {in_brief(found)}.")
