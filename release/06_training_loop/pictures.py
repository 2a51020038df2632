"""Pictures for the notebooks of Threes & Sevens, and a sentence where a cell comes too early or an error speaks PyTorch.

Ships beside each notebook, and is short enough to be read. Pictures of digits are tensors of shape
(28, 28), or (784,) in one row; several of them (n, 28, 28) or (n, 784). 0 is background, 1 is ink.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import torch
from IPython import get_ipython
from torch import Tensor

BLUE, RED, GREY = "#1f5fa8", "#c0392b", "#8a8f98"


class MissingExercise(Exception):
    """Something that a cell needs isn't there yet, most often an exercise."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]  # one sentence instead of a traceback


def needs(namespace: dict[str, Any], *names: str) -> None:
    """Stop the cell unless the notebook defines all of `names`; call it with `globals()`."""
    for name in names:
        if name not in namespace:
            raise MissingExercise(
                f"This cell uses `{name}`, which isn't there yet. If it is an exercise, write it and run its cell; "
                "if a cell further up makes it, run that first."
            )


STUB = "Write your code here"
"""The words of the error that an exercise raises as long as nobody has written it."""

PLAIN = [
    (r"bitwise_xor", "`^` isn't a power in Python but the exclusive or of bits: write `** 2`."),
    (
        r"does not require grad and does not have a grad_fn",
        "What backward() is called on doesn't depend on a tracked tensor: is it an accuracy, or is there a comparison, "
        "an item(), a detach() or a .data on the way? Or do the parameters ask for no gradient?",
    ),
    (
        r"a leaf Variable that requires grad is being used in an in-place operation",
        "PyTorch is recording, and refuses to change a parameter meanwhile: write the step to p.data, or put it "
        "into `with torch.no_grad():`. If it isn't a step, make a new tensor: write x = x - 1 in place of x -= 1, and clamp() in "
        "place of clamp_().",
    ),
    (
        r"mat1 and mat2 shapes cannot be multiplied",
        "The inner numbers of (n, k) @ (k, m) must be alike: look at the order of the two, and at .T. If they are right, does "
        "the code use the model and the pictures that it is given?",
    ),
    (
        r"The size of tensor a .{0,200} must match the size of tensor b",
        "Two tensors don't fit each other: print both shapes, and look where the one that surprises you was made. Where products "
        "are to be added up, write `@`, not `*`.",
    ),
    (
        r"Dimension out of range",
        "There is no such axis here. Counted from the end, -1 and -2 are the last two; but after a mean(), sum() or squeeze() an "
        "axis is gone, and the count changes. A mean over two takes both at once: mean((-1, -2)).",
    ),
    (r"argument 'keepdim'", "Several axes go into parentheses of their own: .mean((-1, -2))."),
    (
        r"shape '\[.{0,200}\]' is invalid for input of size",
        "A number there is fixed, or comes from the wrong axes; it should follow from the shape of the input.",
    ),
    (
        r"only one element tensors can be converted to Python scalars|Tensor with \d+ elements cannot be converted to Scalar",
        "math.exp(), float() and item() take one number; torch.exp() and the like take a whole tensor.",
    ),
    (r"Can't call numpy\(\)", "numpy would cut the gradient off: use torch's function of that name, such as torch.exp."),
    (
        r"Boolean value of Tensor with more than one value",
        "`if` asks one question, and a tensor holds many answers: torch.where chooses for each element. Whether something "
        "is there at all is asked by `is not None`.",
    ),
    (
        r"where expected condition to be a boolean",
        "torch.where wants truth values first: make them by a comparison, such as `== 1`.",
    ),
    (r"could not infer output dtype", "Truth values and whole numbers have no mean in PyTorch: make them .float() first."),
    (r"is not a Module subclass", "A layer is made by calling its class: are its parentheses missing, as in nn.ReLU()?"),
    (r"grad can be implicitly created only for scalar outputs", "backward() starts from one number: take the mean first."),
    (
        r"operand type(\(s\))? for .*'NoneType'",
        "Something is None: a .grad before backward() or after it was cleared, that of a part of a parameter "
        "(sgd_step takes a list: [params]), or a function without a return.",
    ),
    (
        r"takes \d+ positional arguments? but \d+ (was|were) given",
        "Has the method its `self`, and the function all the arguments that it is given?",
    ),
    (r"'method' object|'builtin_function_or_method'|'function' object is not", "Are the parentheses of a call missing?"),
]
"""What PyTorch's commonest errors mean. Feedback has the same sentences; a test of the course holds the two together."""


def _what_it_means(error: Exception, trace: TracebackType) -> str:
    """A sentence for an error in a cell: which exercise or name it waits for, or what the student most often did; else ""."""
    while trace.tb_next is not None:
        trace = trace.tb_next
    frame = trace.tb_frame
    if isinstance(error, NotImplementedError) and str(error).startswith(STUB):
        where = frame.f_code.co_qualname
        unwritten = f"`{where}` isn't written yet: write that exercise, run its cell, and then this one."
        return "" if where == "<module>" else unwritten
    if isinstance(error, NameError) and error.name:
        if "self" in frame.f_locals:
            return f"There is no `{error.name}` in this method. If it is the object's own, write self.{error.name}."
        if error.name.startswith("q_"):
            return f"`{error.name}` isn't answered yet: write a letter in its cell, and run it."
        return (
            f"There is no `{error.name}` here. Is it spelt right? If it is an exercise, write it and run its cell; if a cell "
            "further up makes it, run that first, as after every restart (menu Run, Run All Above Selected Cell)."
        )
    return next((sentence for pattern, sentence in PLAIN if re.search(pattern, str(error))), "")


def _explain(shell: Any, kind: type, error: Exception, trace: TracebackType, tb_offset: int | None = None) -> None:
    """IPython's traceback, and below it what the error means, where that is known."""
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    if meaning := _what_it_means(error, trace):
        print(meaning, file=sys.stderr)


def _as_pictures(images: Tensor) -> Tensor:
    """Any of the shapes that digits come in, as (n, 28, 28) on the CPU."""
    shape, one = tuple(getattr(images, "shape", ())), ((28, 28), (784,))
    if shape not in one and (shape[1:] not in one or shape[0] == 0):
        raise ValueError(f"Pictures have the shape (n, 28, 28) or (n, 784); this is a {type(images).__name__} of shape {shape}.")
    return torch.as_tensor(images).detach().cpu().float().reshape(-1, 28, 28)


def show_digits(images: Tensor, titles: Sequence[Any] | None = None, per_row: int = 10, title: str | None = None) -> None:
    """A grid of digits, dark ink on white, each with its title."""
    images = _as_pictures(images)
    columns = max(1, min(per_row, len(images)))
    rows = -(-len(images) // columns)
    lines = max((str(t).count("\n") + 1 for t in titles), default=0) if titles is not None else 0
    size = 1.0 if columns > 5 else 1.7
    fig, axes = plt.subplots(rows, columns, figsize=(size * columns, (size + 0.2 * lines) * rows + (0.35 if title else 0)))
    for i, ax in enumerate(_flat(axes)):
        ax.axis("off")
        if i < len(images):
            ax.imshow(images[i], cmap="gray_r", vmin=0, vmax=1)
            if titles is not None and i < len(titles):
                ax.set_title(str(titles[i]), fontsize=9)
    _finish(fig, title)


def _flat(axes: Any) -> list[Any]:
    return list(axes.flat) if hasattr(axes, "flat") else [axes]


def _finish(fig: Any, title: str | None) -> None:
    if title:
        fig.suptitle(title, fontsize=12)
    fig.tight_layout()
    plt.show()


def digit_table(image: Tensor) -> Any:
    """A picture as the table of its grey numbers, each cell as dark as its number."""
    if image.ndim != 2:
        raise ValueError(f"One picture, or a part of one, has two axes; this has the shape {tuple(image.shape)}.")
    table = pd.DataFrame(image.detach().cpu().numpy()).style
    table = table.set_properties(**{"font-size": "6pt", "padding": "2px"}).background_gradient("Greys", axis=None)
    return table.format(precision=2)


def _heights(f: Callable[[Tensor], Tensor], xs: Tensor) -> Tensor:
    """What `f` gives for each of `xs`, if it does."""
    ys = torch.as_tensor(f(xs)).detach()
    if ys.shape != xs.shape:
        raise ValueError(f"f should give one number for each w, so the shape {tuple(xs.shape)}; it gave {tuple(ys.shape)}.")
    return ys


def plot_function(
    f: Callable[[Tensor], Tensor],
    low: float = -2,
    high: float = 2,
    slope_at: float | None = None,
    xlabel: str = "w",
    ylabel: str = "loss",
    title: str | None = None,
) -> None:
    """The curve of `f`, and its tangent at `slope_at`, whose slope autograd works out."""
    xs = torch.linspace(low, high, 200)
    fig, ax = plt.subplots(figsize=(6, 3.6))
    ax.plot(xs, _heights(f, xs), color=BLUE)
    if slope_at is not None:
        x = torch.tensor(float(slope_at), requires_grad=True)
        y = f(x)
        (slope,) = torch.autograd.grad(y, x)
        near = torch.tensor([slope_at - (high - low) / 6, slope_at + (high - low) / 6])
        ax.plot(near, y.detach() + slope * (near - slope_at), color=RED, label=f"slope {slope.item():.3g}")
        ax.plot([slope_at], [y.item()], "o", color=RED)
        ax.legend()
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    _finish(fig, title)


def plot_descents(f: Callable[[Tensor], Tensor], paths: dict[str, Sequence[float]], title: str | None = None) -> None:
    """The steps of gradient descent on the curve of `f`, a panel for each of `paths`, all on the same axes.

    A path holds the weight before and after each step, from the start on.
    """
    points = {name: torch.tensor([float(w) for w in path]) for name, path in paths.items()}
    if not points or not all(len(p) for p in points.values()):
        raise ValueError("Each path should hold the weights from the start on; there is none, or an empty one.")
    farthest = 1.1 * max(float(p.abs().max()) for p in points.values())
    xs = torch.linspace(-farthest, farthest, 200)
    rows = -(-len(points) // 2)
    fig, axes = plt.subplots(rows, min(2, len(points)), figsize=(8.4, 3 * rows), sharex=True, sharey=True)
    for ax, (name, places) in zip(_flat(axes), points.items(), strict=False):
        heights = _heights(f, places)
        ax.plot(xs, _heights(f, xs), color=GREY)
        for i in range(len(places) - 1):
            start, end = (places[i].item(), heights[i].item()), (places[i + 1].item(), heights[i + 1].item())
            ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": BLUE, "lw": 1.2})
        ax.plot(places, heights, "o", color=BLUE, markersize=4)
        ax.plot(places[:1], heights[:1], "o", color=RED)
        ax.set_title(name, fontsize=10)
    for ax in _flat(axes)[-2:]:
        ax.set_xlabel("w")
    for ax in _flat(axes)[::2]:
        ax.set_ylabel("loss")
    _finish(fig, title)


def plot_fits(x: Tensor, y: Tensor, curves: dict[str, Tensor], title: str | None = None) -> None:
    """Measured points, and curves through them by their names."""
    fig, ax = plt.subplots(figsize=(6, 3.6))
    ax.scatter(x.detach(), y.detach(), color=GREY, s=18, label="measured")
    for name, values in curves.items():
        ax.plot(x.detach(), values.detach(), label=name)
    ax.legend(fontsize=8)
    _finish(fig, title)


def plot_history(
    losses: Sequence[float] | None = None,
    accuracies: Sequence[float] | None = None,
    band: tuple[float, float] | None = None,
    title: str | None = None,
) -> None:
    """Loss and accuracy after each epoch; `band` is the range in which right code ends."""
    given = [(name, values) for name, values in (("loss", losses), ("accuracy", accuracies)) if values is not None]
    if not given:
        raise ValueError("plot_history draws losses, accuracies or both: sequences of one number per epoch.")
    fig, axes = plt.subplots(1, len(given), figsize=(4.2 * len(given), 3.2))
    for ax, (name, values) in zip(_flat(axes), given, strict=False):
        ax.plot(range(1, len(values) + 1), [float(v) for v in values], marker=".", color=RED if name == "loss" else BLUE)
        if name == "accuracy" and band is not None:
            ax.axhspan(*band, color=BLUE, alpha=0.15, label="where right code ends")
            ax.legend(fontsize=8)
        ax.set_xlabel("epoch")
        ax.xaxis.get_major_locator().set_params(integer=True)  # there is no epoch 2.5
        ax.set_ylabel(name)
    _finish(fig, title)


class Live(Iterable[int]):
    """Counts the epochs with a progress bar, and draws loss and accuracy while the model trains.

    live = Live(20)
    for epoch in live:
        ...
        live.update(loss=..., accuracy=...)
    """

    def __init__(self, epochs: int, title: str | None = None) -> None:
        self.epochs, self.title = epochs, title
        self.losses: list[float] = []
        self.accuracies: list[float] = []
        self._display: Any = None

    def __iter__(self) -> Iterator[int]:
        from fastprogress.fastprogress import progress_bar

        yield from progress_bar(range(self.epochs), total=self.epochs)

    def update(self, loss: float | None = None, accuracy: float | None = None) -> None:
        """One more epoch is done."""
        from IPython.display import display

        for values, value in ((self.losses, loss), (self.accuracies, accuracy)):
            if value is not None:
                values.append(float(value))
        fig = self._figure()
        if self._display is None:
            self._display = display(fig, display_id=True)
        else:
            self._display.update(fig)
        plt.close(fig)

    def _figure(self) -> Any:
        fig, (left, right) = plt.subplots(1, 2, figsize=(8.4, 3))
        epochs = range(1, len(self.losses or self.accuracies) + 1)
        for ax, name, values, colour in ((left, "loss", self.losses, RED), (right, "accuracy", self.accuracies, BLUE)):
            ax.plot(list(epochs)[: len(values)], values, marker=".", color=colour)
            ax.set_xlim(0.5, self.epochs + 0.5)
            ax.set_xlabel("epoch")
            ax.xaxis.get_major_locator().set_params(integer=True)
            ax.set_ylabel(name)
        if self.accuracies:
            right.set_title(f"{self.accuracies[-1]:.4f} after epoch {len(self.accuracies)}", fontsize=9)
        if self.title:
            fig.suptitle(self.title, fontsize=12)
        fig.tight_layout()
        return fig


def show_weights(weights: Tensor, title: str | None = None) -> None:
    """The weight of each pixel as a picture: blue speaks for a 3, red against it, white says nothing."""
    weights = torch.as_tensor(weights).detach().cpu().float()
    if weights.numel() != 784:
        raise ValueError(f"A picture of weights needs 784 of them; these have the shape {tuple(weights.shape)}.")
    most = float(weights.abs().max()) or 1.0
    fig, ax = plt.subplots(figsize=(3.8, 3.2))
    shown = ax.imshow(weights.reshape(28, 28), cmap="RdBu", vmin=-most, vmax=most)
    ax.axis("off")
    fig.colorbar(shown, ax=ax, shrink=0.8)
    _finish(fig, title)


def worst_mistakes(images: Tensor, scores: Tensor, is_three: Tensor, n: int = 10) -> None:
    """The pictures on which the model was most sure and wrong. `scores` are raw outputs, or probabilities."""
    images, scores = _as_pictures(images), torch.as_tensor(scores).detach().cpu().float().flatten()
    truth = torch.as_tensor(is_three).cpu().flatten().bool()
    if not len(images) == len(scores) == len(truth):
        raise ValueError(
            f"{len(images)} pictures, {len(scores)} scores and {len(truth)} answers: there should be as many of each."
        )
    sure = scores if bool(((scores >= 0) & (scores <= 1)).all()) else scores.sigmoid()
    error = torch.where(truth, 1 - sure, sure)
    worst = error.argsort(descending=True)[:n]
    worst = worst[error[worst] > 0.5]
    if not len(worst):
        print("There are no mistakes to show.")
        return
    titles = [f"a {3 if truth[i] else 7}, called\n{100 * error[i]:.0f} % {7 if truth[i] else 3}" for i in worst]
    show_digits(images[worst], titles, per_row=5, title="Most sure, and wrong")


if get_ipython() is not None:  # in a notebook
    explained = (AttributeError, IndexError, NameError, NotImplementedError, RuntimeError, TypeError, ValueError)
    get_ipython().set_custom_exc(explained, _explain)
