"""Functions of weights, for the checks of gradients and steps."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor


def polynomial(coefficients: list[float]) -> Callable[[Tensor], Tensor]:
    """A function of one weight: c0 + c1 x + c2 x**2 and so on."""
    return lambda x: sum(c * x**power for power, c in enumerate(coefficients)) + 0 * x


def quadratic(matrix: Tensor, vector: Tensor) -> Callable[[Tensor], Tensor]:
    """A function of several weights: w @ matrix @ w + vector @ w, a 0-d tensor."""
    return lambda w: w @ matrix @ w + vector @ w


def quadratic_of_all(matrix: Tensor, vector: Tensor) -> Callable[[Tensor], Tensor]:
    """Like `quadratic`, for weights of any shape, read row by row."""
    return lambda w: quadratic(matrix, vector)(w.flatten())


def parabola(t: Tensor, params: Tensor) -> Tensor:
    """params[0] t**2 + params[1] t + params[2], the curve of the rollercoaster."""
    return params[0] * t**2 + params[1] * t + params[2]


def cubic(t: Tensor, params: Tensor) -> Tensor:
    """params[0] t**3 + params[1] t + params[2]: another curve with three parameters."""
    return params[0] * t**3 + params[1] * t + params[2]


def line_through_0(t: Tensor, params: Tensor) -> Tensor:
    """params[0] t: a curve with one parameter."""
    return params[0] * t


class recorded_line:
    """params[0] t, which notes each params[0] that it was asked for, one after another: `places`."""

    def __init__(self) -> None:
        self.places: list[float] = []

    def __call__(self, t: Tensor, params: Tensor) -> Tensor:
        if len(self.places) < 60:
            self.places.append(float(params[0]))
        return params[0] * t


def seen_by_autograd(slopes: Tensor) -> Callable[[Any], Tensor]:
    """A function that is 1 everywhere, though its gradient is `slopes` for autograd: differences find no slope."""

    def function(x: Any) -> Tensor:
        x = x if isinstance(x, Tensor) else torch.tensor(float(x))
        change: Tensor = (x - x.detach()) * slopes
        return 1.0 + (change.sum() if slopes.ndim else change)

    return function


def backward_of_squares(tensor: Tensor) -> None:
    """Leave the gradient of the sum of its squares in `tensor.grad`."""
    (tensor**2).sum().backward()


def backward_of_sum(tensor: Tensor) -> None:
    """Send the gradient of the sum of `tensor` back to what it was computed from."""
    tensor.sum().backward()


def add_gradient(parameter: Tensor, gradient: Tensor) -> None:
    """Add `gradient` to a parameter's gradient, as `backward` does."""
    parameter.grad = gradient if parameter.grad is None else parameter.grad + gradient


def add_gradients(parameters: list[Tensor], gradients: list[Tensor]) -> None:
    """Add to each parameter's gradient its own of `gradients`."""
    for parameter, gradient in zip(parameters, gradients, strict=True):
        add_gradient(parameter, gradient)


def weighted_sum(slopes: Tensor) -> Callable[[Tensor], Tensor]:
    """A function of several weights whose slopes are `slopes`, everywhere."""
    return lambda w: (slopes * w).sum()
