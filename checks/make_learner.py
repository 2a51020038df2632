"""Hidden checks of `make_learner(...)`: a fastai Learner with the right parts in it."""

from itertools import pairwise

import torch

from autograder.checking import (
    Handle,
    Unexpected,
    all_apart,
    described,
    expect,
    expect_close,
    expect_object,
    expect_tensor,
    tries,
)

from .reference import numbers_of

MOST_NUMBERS = 10_000
"""In all batches of a loader: more than thirty times what the largest dataset here has."""


def _pairs(rng, n, pixels=5):
    x, y = torch.rand(n, pixels, generator=rng), torch.randn(n, 1, generator=rng)
    return x, y, [(x[i], y[i]) for i in range(n)]


def _squared(output, y):
    """The slope of the squared distance for an output."""
    return 2 * (output - y)


def _absolute(output, y):
    """The slope of the distance."""
    return (output - y).sign()


def _lopsided(output, y):
    """The slope of helpers.lopsided_loss."""
    return 2 * (output - y) + 1


def _lopsided_metric(output, y):
    """The slope of helpers.lopsided_metric."""
    return (output - y).sign() + 0.5


def _mnist_loss(output, y):
    """The slope of mnist_loss; none of the labels is 1, so each counts as a 7."""
    s = 1 / (1 + torch.exp(-output))
    return s * (1 - s)


def _epoch(w, b, x, y, size, lr, slope=_squared):
    """Gradient descent on the squared distance, batch by batch, by hand."""
    for xb, yb in zip(x.split(size), y.split(size), strict=True):
        d = slope(xb @ w.T + b, yb)
        w, b = w - lr * (d * xb).mean(0, keepdim=True), b - lr * d.mean(0)
    return w, b


def _gradient(w, b, x, y):
    """The gradient for the weights over all pictures."""
    return w - _epoch(w, b, x, y, len(x), 1.0)[0]


def _trained(w, b, x, y, slope=_squared, size=4, epochs=2):
    """The weights after two epochs, with a learning rate of 0.1."""
    for _ in range(epochs):
        w, b = _epoch(w, b, x, y, size, 0.1, slope)
    return w, b


def _with_momentum(w, b, x, y):
    """The weights after two epochs in which each step goes on along nine tenths of the one before."""
    speed_w, speed_b = torch.zeros_like(w), torch.zeros_like(b)
    for xb, yb in 2 * list(zip(x.split(4), y.split(4), strict=True)):
        next_w, next_b = _epoch(w, b, xb, yb, 4, 1.0)
        speed_w, speed_b = 0.9 * speed_w + w - next_w, 0.9 * speed_b + b - next_b
        w, b = w - 0.1 * speed_w, b - 0.1 * speed_b
    return w


def _learner(make_learner, worker, rng, size, lopsided=False):
    """A Learner with the squared distance and the distance, or with helpers.lopsided_loss and its metric."""
    for _ in tries():
        x, y, train = _pairs(rng, 11)
        vx, vy, valid = _pairs(rng, 7)
        w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
        g = _gradient(w, b, x, y).abs()
        answers = [_trained(w, b, x, y, slope)[0] for slope in (_squared, _absolute, _mnist_loss)]
        answers += [w, _trained(w, b, vx, vy)[0], _trained(w, b, x, y, size=256)[0], _with_momentum(w, b, x, y)]
        figures = all(all_apart([right, *wrong.values()], 5e-3) for right, wrong in _figures(w, b, x, y, vx, vy))
        # No mistake gives the right weights or those of another one; steps of plain gradient descent differ in length.
        if g.min() > 0.05 and g.max() > 2 * g.min() and all_apart(answers, 5e-3) and figures:
            break
    model = worker.helpers.linear_model.keep(w, b)
    functional, helpers = worker.torch.nn.functional, worker.helpers
    both = (helpers.lopsided_loss, helpers.lopsided_metric) if lopsided else (functional.mse_loss, functional.l1_loss)
    value = make_learner(train, valid, model, *both, size)
    return _expect_learner(value), model, (x, y), (vx, vy), (w, b)


def _expect_learner(value):
    """The Learner that came back, which has its loaders as a pair."""
    learn = expect_object(value, "A Learner")
    loaders = "What came back is a {}: put the loaders into a Learner, with the model and all the rest, and return that."
    expect(learn.type_name not in ("DataLoaders", "DataLoader"), loaders.format(learn.type_name))
    pair = learn.dls.get()
    hint = "The Learner has one DataLoader where it needs a pair of them: DataLoaders(...), with an s."
    expect(not (isinstance(pair, Handle) and pair.type_name == "DataLoader"), hint)
    return learn


def _figures(w, b, x, y, vx, vy):
    """The validation loss and the metric after an epoch with helpers.lopsided_loss, each with what mistakes make of it."""
    loss = lambda p, t: ((p - t) ** 2 + p).mean()  # noqa: E731  # named once, and used in the figures below
    metric = lambda p, t: ((p - t).abs() + p / 2).mean()  # noqa: E731  # as above
    after = _epoch(w, b, x, y, 4, 0.1, _lopsided)
    other, squared = _epoch(w, b, x, y, 4, 0.1, _lopsided_metric), _epoch(w, b, x, y, 4, 0.1)
    on_valid, on_train = vx @ after[0].T + after[1], x @ after[0].T + after[1]
    hint = "These are figures of the training set: the second loader should have the validation set."
    own = "This is the squared distance; pass on the loss_func, whatever it is."
    return (
        loss(on_valid, vy),
        {
            hint: loss(on_train, y),
            "The loss and the metric are exchanged.": metric(vx @ other[0].T + other[1], vy),
            own: ((vx @ squared[0].T + squared[1] - vy) ** 2).mean(),
        },
    ), (
        metric(on_valid, vy),
        {
            hint: metric(on_train, y),
            "The metric is the loss once more; pass on the `metric`.": loss(on_valid, vy),
            "This is the distance; pass on the `metric`, whatever it is.": (on_valid - vy).abs().mean(),
        },
    )


def test_trains_like_the_loop(make_learner, worker, rng):
    """learn.fit takes the steps of plain gradient descent, on the training set, in its order."""
    learn, model, (x, y), (vx, vy), (w, b) = _learner(make_learner, worker, rng, 4)
    before = numbers_of(model.weight.get(), (1, 5), "The weights")
    hint = "The model that was passed in has trained already: leave learn.fit to whoever asked for the Learner."
    expect_close(before, w, mistakes={hint: before}, what="The weights before learn.fit")
    _expect_not_shuffled(_batches(worker, learn.dls.train, "train"), x)
    worker.helpers.fit_quietly(learn, 2, 0.1)
    expected, bias = _trained(w, b, x, y)
    mistakes = {
        "It trains on the validation set.": _trained(w, b, vx, vy)[0],
        "The batch size that was passed in isn't used.": _trained(w, b, x, y, size=256)[0],
        "Nothing was trained: does the Learner get the model that was passed in?": w,
        "The loss and the metric are exchanged: it trains with the metric.": _trained(w, b, x, y, _absolute)[0],
        "It trains with mnist_loss; use the loss_func that is passed in.": _trained(w, b, x, y, _mnist_loss)[0],
        "Each step goes on along the steps before it: is there a momentum? SGD has none if nothing is said.": (
            _with_momentum(w, b, x, y)
        ),
    }
    try:
        expect_close(model.weight.get(), expected, mistakes=mistakes, what="The weights after two epochs")
    except Unexpected as e:
        if e.hint is None and _steps_by_the_rate(make_learner, worker, rng):
            adam = (
                "A weight's first step is as long as the learning rate, whatever its gradient, as Adam's is: pass opt_func=SGD."
            )
            raise Unexpected(adam, adam) from None
        raise
    expect_close(model.bias.get(), bias, what="The bias after two epochs")


def _expect_not_shuffled(batches, x):
    """Batches that hold the pictures, all of them or most, hold them in their order."""
    found = torch.cat(batches) if batches and len({xb.shape[1:] for xb in batches}) == 1 else torch.zeros(0)
    if found.shape[1:] == x.shape[1:] and len(x) / 2 < len(found) <= len(x):
        order = torch.cdist(found.double(), x.double()).argmin(1)
        each_once = len(set(order.tolist())) == len(found) and torch.allclose(found, x[order], atol=1e-5)
        if each_once and order.tolist() != sorted(order.tolist()):
            expect(False, "The pictures come shuffled: they should come in the order of the dataset.")


def _steps_by_the_rate(make_learner, worker, rng):
    """Whether the first step of each weight is as long as the learning rate: Adam's is, by its formula.

    All pictures are in one batch here, so that there is one step. The gradients are of very different lengths.
    """
    learn, model, _, _, (w, _) = _learner(make_learner, worker, rng, 11)
    worker.helpers.fit_quietly(learn, 1, 0.1)
    found = model.weight.get()
    if not isinstance(found, torch.Tensor) or found.shape != w.shape:
        return False
    # fastai's Adam shortens the weights a little besides, by a thousandth of each.
    moved = (found.detach() - w).abs()
    return bool(((moved - 0.1).abs() < 0.006).all())


def test_validates_on_the_validation_set(make_learner, worker, rng):
    """After each epoch the loss and the metric are those of the validation set."""
    learn, _, train, valid, start = _learner(make_learner, worker, rng, 4, lopsided=True)
    value = worker.helpers.fit_quietly(learn, 1, 0.1)
    if not isinstance(value, list) or not value or not isinstance(value[-1], list):
        raise Unexpected(f"The Learner's record of an epoch should be a list, but is {described(value)}.")
    expect(len(value[-1]) == 3, "After an epoch there should be two losses and one metric: is the metric passed on?")
    (loss, mistakes), (right, wrong) = _figures(*start, *train, *valid)
    expect_close(value[-1][1], loss, mistakes=mistakes, what="The validation loss")
    metric = value[-1][2]
    if isinstance(metric, float) and metric == metric:
        wrong["The validation loss is right, but the metric isn't: is it the `metric` that was passed in?"] = metric
    expect_close(metric, right, mistakes=wrong, what="The metric")


def test_as_many_epochs_as_are_asked_for(make_learner, worker, rng):
    """learn.fit goes through all the epochs, whether the validation loss falls or not."""
    for _ in tries():
        # The validation set pulls the other way, so that its loss rises: what waits for a better one would stop.
        x, y, train = _pairs(rng, 11)
        w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
        states = [(w, b)]
        for _ in range(8):
            states.append(_epoch(*states[-1], x, y, 11, 0.1))
        vy = x @ w.T + b
        losses = [float((x @ w.T + b - vy).pow(2).mean()) for w, b in states[1:]]
        # An epoch more or less shows in the weights too.
        apart = all_apart([states[8][0], states[7][0], states[4][0]], 1e-3)
        if apart and all(later > sooner for sooner, later in pairwise(losses[:5])):
            break
    valid = [(x[i], vy[i]) for i in range(11)]
    model = worker.helpers.linear_model.keep(w, b)
    functional = worker.torch.nn.functional
    learn = _expect_learner(make_learner(train, valid, model, functional.mse_loss, functional.l1_loss, 11))
    value = worker.helpers.fit_quietly(learn, 8, 0.1)
    if not isinstance(value, list):
        raise Unexpected(f"The Learner's record should be a list of epochs, but is {described(value)}.")
    early = "fit(8) trains for eight epochs; yours trained for {}: does something end the training early, such as a callback?"
    expect(len(value) == 8, early.format(len(value)))
    expect_close(model.weight.get(), states[8][0], what="The weights after eight epochs")


def test_batches_of_the_size_that_is_asked_for(make_learner, worker, rng):
    """Batches have the size that is asked for, the short last one included, and come in order."""
    learn, _, (x, _), (vx, _), _ = _learner(make_learner, worker, rng, 3)
    batches = _batches(worker, learn.dls.train, "train")
    sizes = [len(xb) for xb in batches]
    expect(sizes == [3, 3, 3, 2], f"11 pictures in batches of 3 give 3, 3, 3 and 2; yours give {sizes}."[:200])
    _expect_not_shuffled(batches, x)
    expect_close(torch.cat(batches), x, what="The training pictures, one batch after another")
    batches = _batches(worker, learn.dls.valid, "valid")
    sizes = [len(xb) for xb in batches]
    hint = f"The second loader has the batch size too: 7 pictures in batches of 3 give 3, 3 and 1; yours give {sizes}."[:200]
    expect(sizes == [3, 3, 1], hint)
    expect_close(torch.cat(batches), vx, what="The validation pictures, one batch after another")
    for of_train, of_valid in ((1, 105), (105, 1)):
        x, _, train = _pairs(rng, of_train)
        vx, _, valid = _pairs(rng, of_valid)
        model = worker.helpers.linear_model.keep(torch.zeros(1, 5), torch.zeros(1))
        functional = worker.torch.nn.functional
        learn = expect_object(make_learner(train, valid, model, functional.mse_loss, functional.l1_loss, 50), "A Learner")
        for name, pictures in (("train", x), ("valid", vx)):
            batches = _batches(worker, getattr(learn.dls, name), name)
            sizes, right = [len(xb) for xb in batches], [1] if len(pictures) == 1 else [50, 50, 5]
            told = f"dls.{name} of {len(pictures)} pictures in batches of 50 has batches of {right}; yours are {sizes}."
            expect(sizes == right, told[:200])
            expect_close(torch.cat(batches), pictures, what="The pictures, one batch after another")


def test_batches_of_256_if_nothing_is_said(make_learner, worker, rng):
    """Without `bs` a batch holds 256 pictures."""
    _, _, train = _pairs(rng, 300, pixels=1)
    _, _, valid = _pairs(rng, 2, pixels=1)
    model = worker.helpers.linear_model.keep(torch.zeros(1, 1), torch.zeros(1))
    functional = worker.torch.nn.functional
    learn = _expect_learner(make_learner(train, valid, model, functional.mse_loss, functional.l1_loss))
    sizes = [len(xb) for xb in _batches(worker, learn.dls.train, "train")]
    expect(sizes == [256, 44], f"300 pictures in batches of 256 give 256 and 44; yours give {sizes}."[:200])


def _batches(worker, loader, name):
    """The pictures of each batch of a loader."""
    found = worker.helpers.inputs_of(loader)
    expect(isinstance(found, list), f"The Learner's dls.{name} should give batches.")
    sizes = [expect_tensor(xb, "A batch").numel() for xb in found]
    hint = f"The Learner's dls.{name} should give batches of pictures, each picture once."
    # One axis: single pictures, of a loader that was told no size. The checks of sizes have a sentence for these.
    alike = all(xb.ndim in (1, 2) for xb in found) and len({xb.shape[1:] for xb in found}) < 2
    expect(alike and sum(sizes) <= MOST_NUMBERS, hint)
    return [xb.detach().float() for xb in found]
