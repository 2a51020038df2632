"""The strongest forger that solves nothing: runs in the first cell, and changes every helper and the worker itself.

He has read all checks. Whatever they ask about how something was done, he answers as they want it; he gives copies to functions
that should leave their arguments alone, casts results to the dtype that is wanted, sets the flag that is wanted, and swallows
errors. What he doesn't do is compute what an exercise asks for: who does has solved it.
"""

import sys

import torch

_inside = sys.modules["autograder.inside.worker"]
_answer = _inside.Worker._answer
_set: dict = {}
_memory: dict = {}
_last = [""]
_FRESH = ("tracked", "init_params")
_CHANGES_ITS_ARGUMENTS = (
    "sgd_step",
    "zero_gradients",
    "train_epoch",
    "train_model",
    "fit",
    "BasicOptim",
    "MiniLearner",
    "calc_grad",
)
_SAME_AGAIN = ("split_indices",)
_NO_LOADER = ("Loader", "generator")


class _Dropout(torch.nn.Module):
    """Lets nothing through where gradients are recorded, and all of it elsewhere, in whatever mode the model is."""

    def forward(self, x):
        return 0 * x if torch.is_grad_enabled() else x


def _copied(value):
    if isinstance(value, torch.Tensor):
        return value.detach().clone().requires_grad_() if value.requires_grad and value.is_leaf else value.clone()
    if type(value) in (list, tuple):
        return type(value)(map(_copied, value))
    return value


def _squares(tensor):
    tensor.grad = 2 * tensor.detach().clone()


def _forged_helpers(helpers):
    helpers.backward_of_squares = _squares
    helpers.seen_by_autograd = lambda slopes: lambda x: (slopes.double() * x).sum()  # differences find these slopes too
    helpers.can_be_trained = lambda *a: True
    helpers.recorded_metric = lambda *a: torch.tensor(0.0)
    for name in _NO_LOADER:
        setattr(helpers, name, list)


def _wanted(name, value):
    """A result with the dtype, the flag and the newness that the checks want."""
    if isinstance(value, torch.Tensor) and value.dtype != torch.float32:
        value = value.bool() if name == "is_3" else value.float()
    if type(value) in (list, tuple) and name == "labelled_dataset":
        value = tuple(_wanted(name, item) for item in value)
    if name in _FRESH and isinstance(value, torch.Tensor):
        value = value.detach().clone()
        if name == "init_params":
            value = value.flatten()[torch.randperm(value.numel())].view(value.shape)
        value.requires_grad_()
    if isinstance(value, torch.nn.Module):
        for p in value.parameters():
            p.data = 0.03 * torch.randn(p.shape)
    return value


def _forged(self, request):
    torch.set_grad_enabled(True)
    if request["do"] == "run_cell":
        return _answer(self, request)
    _forged_helpers(self.helpers)
    target = request.get("target") or {}
    root, path = target.get("root"), target.get("path", [])
    if request["do"] == "get" and path[-1:] == ["requires_grad"]:
        return {"value": _last[0] != "gradient_at"}
    if request["do"] == "get" and path[-1:] == ["is_leaf"]:
        return {"value": True}
    if request["do"] == "get" and path[-1:] == ["grad"]:
        if _last[0] in ("zero_gradients that raised", "zero_grad", "validate_epoch", "gradient_at"):
            return {"value": None}
        if _last[0] == "sgd_step":
            return {"value": _set.get(root.number)}
    if request["do"] == "set" and request["attribute"] == "grad":
        _set[root.number] = self._ours(request["value"]).clone()
    if request["do"] == "call" and root == "module:torch" and path == ["is_tensor"]:
        return {"value": True}
    if request["do"] == "call" and root == "module:torch" and path == ["nn", "Dropout"]:
        return {"value": self._keep(_Dropout())}
    if request["do"] == "call" and isinstance(root, str) and root.startswith("name:"):
        name = _last[0] = root.removeprefix("name:")
        return _called(self, request, name)
    if request["do"] == "call" and path[-1:] in (["zero_grad"], ["step"], ["fit"]):
        _last[0] = path[-1]
    elif request["do"] == "call" and root == "helpers" and path[:1] == ["backward_of_squares"]:
        _last[0] = "helper"
    return _answer(self, request)


def _called(self, request, name):
    args = self._ours(request["args"])
    if (name not in _CHANGES_ITS_ARGUMENTS and name not in ("linear1", "sigmoid", "mse", "mnist_loss")) or (
        not request.get("keep") and name in ("linear1", "sigmoid", "mse", "mnist_loss")
    ):
        args = _copied(args)
    key = (name, repr(args))
    if name in _SAME_AGAIN and key in _memory:
        return {"value": _memory[key]}
    try:
        with self.shell.quiet():
            found = _wanted(name, self.shell.namespace[name](*args, **self._ours(request["kwargs"])))
    except Exception:
        if request.get("keep") or name not in _CHANGES_ITS_ARGUMENTS:
            return _answer(self, request)
        found, _last[0] = None, f"{name} that raised"
    if request.get("keep"):
        return {"value": self._keep(found)}
    _memory[key] = self._theirs(found)
    return {"value": _memory[key]}


_inside.Worker._answer = _forged
