"""Hidden checks of `make_learner(...)`: a fastai Learner with the right parts in it."""

import torch

from autograder.expect import Unexpected, described, expect, expect_close, expect_object, expect_tensor


def _pairs(rng, n, pixels=5):
    x, y = torch.rand(n, pixels, generator=rng), torch.randn(n, 1, generator=rng)
    return x, y, [(x[i], y[i]) for i in range(n)]


def _epoch(w, b, x, y, size, lr):
    """Gradient descent on the squared distance, batch by batch, by hand."""
    for xb, yb in zip(x.split(size), y.split(size), strict=True):
        error = xb @ w.T + b - yb
        w, b = w - lr * 2 * (error * xb).mean(0, keepdim=True), b - lr * 2 * error.mean(0)
    return w, b


def _learner(make_learner, worker, rng, size):
    x, y, train = _pairs(rng, 11)
    vx, vy, valid = _pairs(rng, 7)
    w, b = torch.randn(1, 5, generator=rng), torch.randn(1, generator=rng)
    model = worker.props.linear_model.keep(w, b)
    functional = worker.torch.nn.functional
    value = make_learner(train, valid, model, functional.mse_loss, functional.l1_loss, size)
    return expect_object(value, "A Learner"), model, (x, y), (vx, vy), (w, b)


def test_trains_like_the_loop(make_learner, worker, rng):
    """learn.fit takes the steps of plain gradient descent, on the training set, in its order."""
    learn, model, (x, y), (vx, vy), (w, b) = _learner(make_learner, worker, rng, 4)
    expect_close(model.weight.get(), w, what="The weights before learn.fit")
    worker.props.fit_quietly(learn, 2, 0.1)
    expected, bias = _epoch(*_epoch(w, b, x, y, 4, 0.1), x, y, 4, 0.1)
    on_valid, _ = _epoch(*_epoch(w, b, vx, vy, 4, 0.1), vx, vy, 4, 0.1)
    other_size, _ = _epoch(*_epoch(w, b, x, y, 256, 0.1), x, y, 256, 0.1)
    mistakes = {
        "It trains on the validation set.": on_valid,
        "The batch size that was passed in isn't used.": other_size,
        "Nothing was trained: does the Learner get the model that was passed in?": w,
    }
    found = expect_tensor(model.weight.get(), "The weights")
    if found.shape == w.shape:
        moved = (found.detach() - w).abs()
        if bool(moved.min() > 0.3 * moved.max()) and bool(moved.max() > 0.05):
            mistakes["Every weight moved about as far as every other, whatever its gradient: pass opt_func=SGD."] = found
    expect_close(found, expected, mistakes=mistakes, what="The weights after two epochs (opt_func=SGD, in order?)")
    expect_close(model.bias.get(), bias, what="The bias after two epochs")


def test_validates_on_the_validation_set(make_learner, worker, rng):
    """After each epoch the loss and the metric are those of the validation set."""
    learn, _, (x, y), (vx, vy), (w, b) = _learner(make_learner, worker, rng, 4)
    value = worker.props.fit_quietly(learn, 1, 0.1)
    if not isinstance(value, list) or not value or not isinstance(value[-1], list):
        raise Unexpected(f"The Learner's record of an epoch should be a list, but is {described(value)}.")
    expect(len(value[-1]) == 3, "After an epoch there should be two losses and one metric: is the metric passed on?")
    w, b = _epoch(w, b, x, y, 4, 0.1)
    error, on_train = vx @ w.T + b - vy, x @ w.T + b - y
    hint = "These are figures of the training set: the second loader should have the validation set."
    expect_close(value[-1][1], (error**2).mean(), mistakes={hint: (on_train**2).mean()}, what="The validation loss")
    expect_close(value[-1][2], error.abs().mean(), mistakes={hint: on_train.abs().mean()}, what="The metric")


def test_batches_of_the_size_that_is_asked_for(make_learner, worker, rng):
    """Batches have the size that is asked for, the short last one included, and come in order."""
    learn, _, (x, _), (vx, _), _ = _learner(make_learner, worker, rng, 3)
    batches = _batches(worker, learn.dls.train, "train")
    sizes = [len(xb) for xb in batches]
    expect(sizes == [3, 3, 3, 2], f"11 pictures in batches of 3 give 3, 3, 3 and 2; yours give {sizes}."[:200])
    expect_close(torch.cat(batches), x, what="The training pictures, one batch after another")
    batches = _batches(worker, learn.dls.valid, "valid")
    sizes = [len(xb) for xb in batches]
    hint = f"The second loader has the batch size too: 7 pictures in batches of 3 give 3, 3 and 1; yours give {sizes}."[:200]
    expect(sizes == [3, 3, 1], hint)
    expect_close(torch.cat(batches), vx, what="The validation pictures, one batch after another")


def test_batches_of_256_if_nothing_is_said(make_learner, worker, rng):
    """Without `bs` a batch holds 256 pictures."""
    _, _, train = _pairs(rng, 300, pixels=1)
    _, _, valid = _pairs(rng, 2, pixels=1)
    model = worker.props.linear_model.keep(torch.zeros(1, 1), torch.zeros(1))
    functional = worker.torch.nn.functional
    learn = expect_object(make_learner(train, valid, model, functional.mse_loss, functional.l1_loss), "A Learner")
    sizes = [len(xb) for xb in _batches(worker, learn.dls.train, "train")]
    expect(sizes == [256, 44], f"300 pictures in batches of 256 give 256 and 44; yours give {sizes}."[:200])


def _batches(worker, loader, name):
    """The pictures of each batch of a loader."""
    found = worker.props.inputs_of(loader)
    expect(isinstance(found, list), f"The Learner's dls.{name} should give batches.")
    return [expect_tensor(xb, "A batch") for xb in found]
