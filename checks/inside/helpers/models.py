"""Models, losses and metrics that a check passes to a student's loop."""

from collections.abc import Callable

import torch
from torch import Tensor, nn


def linear_function(weights: Tensor, bias: Tensor) -> Callable[[Tensor], Tensor]:
    """A model that is a plain function, like the book's `linear1`: xb @ weights + bias."""
    return lambda xb: xb @ weights + bias


def linear_model(weight: Tensor, bias: Tensor) -> nn.Linear:
    """An nn.Linear that starts at `weight` (out, in) and `bias` (out,)."""
    model = nn.Linear(weight.shape[1], weight.shape[0])
    model.load_state_dict({"weight": weight, "bias": bias})
    return model.to(weight.device)


class _InParts(nn.Module):
    """A linear model whose weights are parameters of one number each."""

    def __init__(self, weights: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.parts = nn.ParameterList(weights.detach().clone().split(1))
        self.bias = nn.Parameter(bias.detach().clone())

    def forward(self, xb: Tensor) -> Tensor:
        return xb @ torch.cat(list(self.parts)) + self.bias


def linear_in_parts(weights: Tensor, bias: Tensor) -> nn.Module:
    """xb @ weights + bias, whose parameters are the bias and then each row of weights (in, out)."""
    return _InParts(weights, bias)


def can_be_trained(model: nn.Module, xb: Tensor) -> bool:
    """Whether PyTorch records what the model does with xb; whoever switched recording off, it is on afterwards."""
    recorded = bool(model(xb).requires_grad)
    torch.set_grad_enabled(True)
    return recorded


def lopsided_loss(predictions: Tensor, targets: Tensor) -> Tensor:
    """The squared distance plus the prediction, on average: it shows which argument stands where."""
    return ((predictions - targets) ** 2 + predictions).mean()


def lopsided_metric(predictions: Tensor, targets: Tensor) -> Tensor:
    """The distance plus half the prediction, on average."""
    return ((predictions - targets).abs() + predictions / 2).mean()


def recorded_metric(predictions: Tensor, targets: Tensor) -> Tensor:
    """1 if the predictions were recorded for a backward pass, 0 if not."""
    return torch.tensor(float(predictions.requires_grad))
