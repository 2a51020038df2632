"""Pictures for the notebooks of Threes & Sevens, each with words for who can't see it.

Ships beside each notebook, and is short enough to be read. Pictures of digits are tensors of shape
(28, 28), or (784,) in one row; several of them (n, 28, 28) or (n, 784). 0 is background, 1 is ink.
"""

import base64
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import torch
from IPython import get_ipython
from IPython.display import display
from sentences import needs as needs  # the cells that draw ask by `pictures.needs`
from torch import Tensor

BLUE, RED, GREY = "#1f5fa8", "#c0392b", "#8a8f98"


def show(fig: Any, alt: str) -> None:
    """Show a figure, with `alt` for who hears the notebook instead of seeing it, and close it."""
    alt = " ".join(alt.split())
    if get_ipython() is not None:
        display(_with_words(fig, alt), raw=True, metadata={"image/png": {"alt": alt}})
    plt.close(fig)


def _with_words(fig: Any, alt: str) -> dict[str, str]:
    """A figure as HTML with `alt`, since JupyterLab gives a bare PNG none; and as a PNG, for whatever takes no HTML."""
    drawn = io.BytesIO()
    fig.savefig(drawn, format="png", bbox_inches="tight")
    png = base64.b64encode(drawn.getvalue()).decode()
    shown = f'<img alt="{escape(alt)}" src="data:image/png;base64,{png}">'
    return {"text/html": shown, "image/png": png, "text/plain": alt}


def _as_pictures(images: Tensor) -> Tensor:
    """Any of the shapes that digits come in, as (n, 28, 28) on the CPU."""
    shape, one = tuple(getattr(images, "shape", ())), ((28, 28), (784,))
    if shape not in one and (shape[1:] not in one or shape[0] == 0):
        raise ValueError(f"Pictures have the shape (n, 28, 28) or (n, 784); this is a {type(images).__name__} of shape {shape}.")
    return torch.as_tensor(images).detach().cpu().float().reshape(-1, 28, 28)


def show_digits(
    images: Tensor, titles: Sequence[Any] | None = None, per_row: int = 10, title: str | None = None, alt: str = ""
) -> None:
    """A grid of digits, dark ink on white, each with its title. `alt` says what there is to see, if titles don't."""
    images = _as_pictures(images)
    columns = max(1, min(per_row, len(images)))
    rows = -(-len(images) // columns)
    lines = max((str(t).count("\n") + 1 for t in titles), default=0) if titles is not None else 0
    size = 1.0 if columns > 5 else 1.7
    fig, axes = plt.subplots(rows, columns, figsize=(size * columns, (size + 0.2 * lines) * rows + (0.35 if title else 0)))
    for i, ax in enumerate(_flat(axes)):
        ax.axis("off")
        if i < len(images):
            ax.imshow(images[i].numpy(), cmap="gray_r", vmin=0, vmax=1)
            if titles is not None and i < len(titles):
                ax.set_title(str(titles[i]), fontsize=9)
    count = "A digit" if len(images) == 1 else f"{len(images)} digits"
    alike = groupby(" ".join(str(t).split()) for t in titles[: len(images)]) if titles is not None else []
    runs = [(name, len(list(several))) for name, several in alike]
    named = ": " + "; ".join(name if n == 1 else f"{n} times {name}" for name, n in runs) if runs else ""
    _finish(fig, title, alt or f"{count} in dark ink on white{named}.")


def _flat(axes: Any) -> list[Any]:
    return list(axes.flat) if hasattr(axes, "flat") else [axes]


def _finish(fig: Any, title: str | None, alt: str) -> None:
    if title:
        fig.suptitle(title, fontsize=12)
    fig.tight_layout()
    show(fig, f"{title}. {alt}" if title else alt)


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
    ys = _heights(f, xs)
    ax.plot(xs, ys, color=BLUE)
    lowest, highest = (f"{ys[i]:.2f} at {xs[i]:.2f}" for i in (ys.argmin(), ys.argmax()))
    alt = f"A curve, {ylabel} over {xlabel} from {low:g} to {high:g}: lowest {lowest}, highest {highest}."
    if slope_at is not None:
        x = torch.tensor(float(slope_at), requires_grad=True)
        y = f(x)
        (slope,) = torch.autograd.grad(y, x)
        near = torch.tensor([slope_at - (high - low) / 6, slope_at + (high - low) / 6])
        ax.plot(near, y.detach() + slope * (near - slope_at), color=RED, label=f"slope {slope.item():.3g}")
        ax.plot([slope_at], [y.item()], "o", color=RED)
        ax.legend()
        alt += f" Its tangent at {slope_at:g} has the slope {slope.item():.3g}."
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    _finish(fig, title, alt)


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
    ends = ((name, p[0], p[-1], len(p) - 1) for name, p in points.items())
    went = (f"{name}: w goes from {a:.2f} to {b:.2f} in {n} step{'s' * (n != 1)}" for name, a, b, n in ends)
    _finish(fig, title, f"Steps down a curve, all panels on the same axes. {'; '.join(went)}.")


def plot_fits(x: Tensor, y: Tensor, curves: dict[str, Tensor], title: str | None = None) -> None:
    """Measured points, and curves through them by their names."""
    fig, ax = plt.subplots(figsize=(6, 3.6))
    ax.scatter(x.detach(), y.detach(), color=GREY, s=18, label="measured")
    for name, values in curves.items():
        ax.plot(x.detach(), values.detach(), label=name)
    ax.legend(fontsize=8)
    off = (f"{name}, off by {(v - y).detach().abs().mean():.3g} on average" for name, v in curves.items())
    _finish(fig, title, f"{len(x)} measured points, and curves: {'; '.join(off)}.")


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
    _finish(fig, title, _courses(losses, accuracies))


def _courses(losses: Sequence[float] | None, accuracies: Sequence[float] | None) -> str:
    """How a training went, in words."""
    given = [(name, [float(v) for v in values]) for name, values in (("Loss", losses), ("Accuracy", accuracies)) if values]
    return " ".join(
        f"{name} after epoch 1: {v[0]:.4f}, after epoch {len(v)}: {v[-1]:.4f}; lowest {min(v):.4f}, highest {max(v):.4f}."
        for name, v in given
    )


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
        for values, value in ((self.losses, loss), (self.accuracies, accuracy)):
            if value is not None:
                values.append(float(value))
        fig = self._figure()
        told = " ".join(filter(None, [f"{self.title}." if self.title else "", _courses(self.losses, self.accuracies)]))
        shown = _with_words(fig, told)
        if self._display is None:
            self._display = display(shown, raw=True, display_id=True, metadata={"image/png": {"alt": told}})
        else:
            self._display.update(shown, raw=True, metadata={"image/png": {"alt": told}})
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


def show_weights(weights: Tensor | dict[str, Tensor], title: str | None = None) -> None:
    """The weight of each pixel as a picture: blue speaks for a 3, red against it, white says nothing.

    Several by their names stand beside each other, each with a scale of its own.
    """
    several = weights if isinstance(weights, dict) else {"": weights}
    fig, axes = plt.subplots(1, len(several), figsize=(3.8 if len(several) == 1 else 3.2 * len(several), 3.2))
    told = []
    for ax, (name, given) in zip(_flat(axes), several.items(), strict=True):
        values = torch.as_tensor(given).detach().cpu().float()
        if values.numel() != 784:
            plt.close(fig)
            raise ValueError(f"A picture of weights needs 784 of them; these have the shape {tuple(values.shape)}.")
        most = float(values.abs().max()) or 1.0
        shown = ax.imshow(values.reshape(28, 28).numpy(), cmap="RdBu", vmin=-most, vmax=most)
        ax.axis("off")
        ax.set_title(name, fontsize=10)
        fig.colorbar(shown, ax=ax, shrink=0.8)
        told.append(f"{name}: {_extremes(values)}" if name else _extremes(values))
    _finish(fig, title, f"Weights as pictures of 28 by 28, blue above 0 and red below. {'; '.join(told)}.")


def _extremes(values: Tensor) -> str:
    """Where the largest and the smallest of 784 weights are."""
    flat = values.flatten()
    places = ((what, int(i)) for what, i in (("largest", flat.argmax()), ("smallest", flat.argmin())))
    return ", ".join(f"{what} {flat[i]:.3g} in row {i // 28}, column {i % 28}" for what, i in places)


LADDER = {
    "comparing with the mean digits": 0.9511,
    "linear model from scratch": 0.9696,
    "nn.Linear with BasicOptim": 0.9785,
    "simple_net": 0.9828,
    "resnet18": 0.997,
}
"""How far each model of the course gets, by the book."""
_reached: dict[str, float] = {}


def show_ladder(model: str, accuracy: float) -> None:
    """The accuracies of all models of the course up to `model`: the book's, and yours as far as this notebook has them."""
    _reached[model] = float(accuracy)
    rungs = list(LADDER)[: list(LADDER).index(model) + 1]
    fig, ax = plt.subplots(figsize=(7, 0.9 + 0.42 * len(rungs)))
    ax.plot([LADDER[rung] for rung in rungs], rungs, "-o", color=GREY, label="the book, with its number")
    yours = [rung for rung in rungs if rung in _reached]
    ax.plot([_reached[rung] for rung in yours], yours, "D", color=BLUE, label="yours")
    for rung in rungs:
        ax.text(1.004, rung, f"{LADDER[rung]:.4g}", color="#5f646c", fontsize=9, va="center")
    ax.set_xlim(min(0.945, *_reached.values()) - 0.002, 1.002)
    ax.set_ylim(-0.6, len(rungs) - 0.4)
    ax.set_xlabel("accuracy on the validation set")
    ax.legend(fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, frameon=False)
    told = (
        f"{rung}: {LADDER[rung]:.4g} in the book" + (f", yours {_reached[rung]:.4f}" if rung in yours else "") for rung in rungs
    )
    _finish(fig, None, f"The ladder of accuracies so far. {'; '.join(told)}.")


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
