"""Things that a check needs inside the worker, beside the student's code: `worker.helpers` in a check.

They run in the worker, so a student's code could change them. No outcome rests on them: a check looks at
values that come out right only if the student's code did its work.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

DIGITS: dict[str, Tensor] = {}
"""The real pictures, put here once, by warm_up.py: train_x (12396, 784), train_y (12396, 1), valid_x, valid_y."""


def linear_function(weights: Tensor, bias: Tensor) -> Callable[[Tensor], Tensor]:
    """A model that is a plain function, like the book's `linear1`: xb @ weights + bias."""
    return lambda xb: xb @ weights + bias


def linear_model(weight: Tensor, bias: Tensor) -> nn.Linear:
    """An nn.Linear that starts at `weight` (out, in) and `bias` (out,)."""
    model = nn.Linear(weight.shape[1], weight.shape[0])
    model.load_state_dict({"weight": weight, "bias": bias})
    return model.to(weight.device)


def generator(items: list[Any]) -> Iterator[Any]:
    """The items once, in order, as `model.parameters()` gives its parameters."""
    return iter(items)


def batches(part: str, size: int, device: str = "cpu", order: Tensor | None = None) -> list[tuple[Tensor, Tensor]]:
    """The real pictures of `part` ("train" or "valid") as a list of (xb, yb) of at most `size` pictures.

    `order` is a permutation of the pictures; without it the 3s come before the 7s.
    """
    x, y = DIGITS[f"{part}_x"], DIGITS[f"{part}_y"]
    if order is not None:
        x, y = x[order.cpu()], y[order.cpu()]
    x, y = x.to(device), y.to(device)
    return list(zip(x.split(size), y.split(size), strict=True))


def listed(items: Iterable[Any]) -> list[Any]:
    """The items of a generator, as a list that can be sent."""
    return list(items)


def add_gradient(parameter: Tensor, gradient: Tensor) -> None:
    """Add `gradient` to a parameter's gradient, as `backward` does."""
    parameter.grad = gradient if parameter.grad is None else parameter.grad + gradient


def polynomial(coefficients: list[float]) -> Callable[[Tensor], Tensor]:
    """A function of one weight: c0 + c1 x + c2 x**2 and so on."""
    return lambda x: sum(c * x**power for power, c in enumerate(coefficients)) + 0 * x


def quadratic(matrix: Tensor, vector: Tensor) -> Callable[[Tensor], Tensor]:
    """A function of several weights: w @ matrix @ w + vector @ w, a 0-d tensor."""
    return lambda w: w @ matrix @ w + vector @ w


def backward_of_squares(tensor: Tensor) -> None:
    """Leave the gradient of the sum of its squares in `tensor.grad`."""
    (tensor**2).sum().backward()


def parabola(t: Tensor, params: Tensor) -> Tensor:
    """params[0] t**2 + params[1] t + params[2], the curve of the rollercoaster."""
    return params[0] * t**2 + params[1] * t + params[2]


def backward_of_sum(tensor: Tensor) -> None:
    """Send the gradient of the sum of `tensor` back to what it was computed from."""
    tensor.sum().backward()


def digit_files(part: str, digit: int, rows: list[int]) -> list[Path]:
    """The files of some pictures, by their rows in MNIST, where fastai's untar_data finds them."""
    from fastai.data.external import URLs, untar_data

    folder = Path(untar_data(URLs.MNIST_SAMPLE)) / part / str(digit)
    return [folder / f"{row}.png" for row in rows]


def fit_quietly(learner: Any, epochs: int, lr: float) -> list[list[float]]:
    """Let a fastai Learner fit without its table, and give what it recorded after each epoch."""
    with learner.no_bar(), learner.no_logging():
        learner.fit(epochs, lr=lr)
    return [[float(value) for value in row] for row in learner.recorder.values]


def inputs_of(loader: Iterable[Any]) -> list[Tensor]:
    """The pictures of each batch of a loader, without the labels."""
    return [batch[0] for batch in loader]


def lopsided_loss(predictions: Tensor, targets: Tensor) -> Tensor:
    """The squared distance plus the prediction, on average: it shows which argument stands where."""
    return ((predictions - targets) ** 2 + predictions).mean()


def lopsided_metric(predictions: Tensor, targets: Tensor) -> Tensor:
    """The distance plus half the prediction, on average."""
    return ((predictions - targets).abs() + predictions / 2).mean()


def path(name: str) -> Path:
    """A path in the worker; the file needn't be there."""
    return Path(name)


def seen_by_autograd(slopes: Tensor) -> Callable[[Any], Tensor]:
    """A function that is 1 everywhere, though its gradient is `slopes` for autograd: differences find no slope."""

    def function(x: Any) -> Tensor:
        x = x if isinstance(x, Tensor) else torch.tensor(float(x))
        change: Tensor = (x - x.detach()) * slopes
        return 1.0 + (change.sum() if slopes.ndim else change)

    return function


def quadratic_of_all(matrix: Tensor, vector: Tensor) -> Callable[[Tensor], Tensor]:
    """Like `quadratic`, for weights of any shape, read row by row."""
    return lambda w: quadratic(matrix, vector)(w.flatten())


def cubic(t: Tensor, params: Tensor) -> Tensor:
    """params[0] t**3 + params[1] t + params[2]: another curve with three parameters."""
    return params[0] * t**3 + params[1] * t + params[2]


class Loader:
    """Batches that can be gone through as often as one likes, and counted, but not picked by number: as a DataLoader's."""

    def __init__(self, batches: list[Any]) -> None:
        self._batches = batches

    def __iter__(self) -> Iterator[Any]:
        return iter(self._batches)

    def __len__(self) -> int:
        return len(self._batches)


def can_be_trained(model: nn.Module, xb: Tensor) -> bool:
    """Whether PyTorch records what the model does with xb; whoever switched recording off, it is on afterwards."""
    recorded = bool(model(xb).requires_grad)
    torch.set_grad_enabled(True)
    return recorded


def recorded_metric(predictions: Tensor, targets: Tensor) -> Tensor:
    """1 if the predictions were recorded for a backward pass, 0 if not."""
    return torch.tensor(float(predictions.requires_grad))


def kinds_of(items: Iterable[Any]) -> list[str]:
    """The names of the items' types."""
    return [type(item).__name__ for item in items]
