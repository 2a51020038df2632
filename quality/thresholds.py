"""How accurate correct training is, over many seeds: what the thresholds of the accuracy checks rest on.

    make thresholds      (docs/thresholds.md; about half an hour)

Runs that see the pictures in the same order are trained at once, as the columns of one matrix; a few of them are
trained by torch's plain loop too, and by the solution and by every right variant of the loop, and must come out the same.
Each net variant is another usual way to start the weights.
"""

import contextlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

import classroom
import torch
from rich.progress import track
from scipy.stats import beta
from torch import Tensor, nn

from autograder.notebooks.cells import grade_id_of
from checks import simple_net, train_model
from checks.conftest import real_digits
from checks.reference import ORDERS, epoch, fixed_order, off_the_way

ROOT = Path(__file__).parents[1]
BATCH, LINEAR_AT_ONCE, NETS_AT_ONCE = 256, 1000, 20

Net = list[Tensor]
"""w1 (784, nets * 30), b1 (nets * 30,), w2 (nets, 30), b2 (nets,): many nets side by side."""


def batches(order: Tensor) -> list[tuple[Tensor, Tensor]]:
    """The real training pictures in `order`: x (256, 784) and y (256, 1), the last one shorter."""
    d = real_digits()
    return [(d.train_x[chosen], d.train_y[chosen]) for chosen in order.split(BATCH)]


def slopes(outputs: Tensor, y: Tensor) -> Tensor:
    """The slope of mnist_loss for each output (pictures, runs), worked out on paper: checks/reference.py."""
    s = outputs.sigmoid()
    return torch.where(y == 1, -s * (1 - s), s * (1 - s)) / len(outputs)


def train_linear(w: Tensor, b: Tensor, order: Tensor, epochs: int, lr: float) -> tuple[Tensor, Tensor]:
    """w (784, runs) and b (runs,) after training."""
    for x, y in batches(order) * epochs:
        g = slopes(x @ w + b, y)
        w, b = w - lr * (x.T @ g), b - lr * g.sum(0)
    return w, b


def net_outputs(net: Net, x: Tensor) -> tuple[Tensor, Tensor]:
    """The activations (pictures, nets, 30) and the outputs (pictures, nets)."""
    w1, b1, w2, b2 = net
    hidden = (x @ w1 + b1).relu_().view(len(x), *w2.shape)
    return hidden, (hidden * w2).sum(2) + b2


def train_nets(net: Net, order: Tensor, epochs: int, lr: float) -> Net:
    """Many nets after training."""
    w1, b1, w2, b2 = net
    for x, y in batches(order) * epochs:
        hidden, outputs = net_outputs([w1, b1, w2, b2], x)
        g = slopes(outputs, y)
        back = ((g[:, :, None] * w2) * (hidden > 0)).view(len(x), -1)
        w2, b2 = w2 - lr * torch.einsum("pr,prh->rh", g, hidden), b2 - lr * g.sum(0)
        w1, b1 = w1 - lr * (x.T @ back), b1 - lr * back.sum(0)
    return [w1, b1, w2, b2]


def plain_loop(model: nn.Module, order: Tensor, epochs: int, lr: float) -> None:
    """The same by torch's own autograd and optimizer, one run."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for x, y in batches(order) * epochs:
        s = model(x).sigmoid()
        torch.where(y == 1, 1 - s, s).mean().backward()
        optimizer.step()
        optimizer.zero_grad()


def accuracies(outputs: Tensor) -> Tensor:
    """The accuracy of each run on the validation pictures: (runs,)."""
    valid_y: Tensor = real_digits().valid_y
    return ((outputs > 0) == (valid_y == 1)).float().mean(0)


def linear_runs(runs: int) -> Tensor:
    """The accuracy of each run of train_model's check: an order of the ten, weights of 0.01."""
    d, found = real_digits(), []
    for i in track(range(runs // LINEAR_AT_ONCE), "linear"):
        generator = torch.Generator().manual_seed(i)
        order = fixed_order(len(d.train_x), i % ORDERS)
        w, b = 0.01 * torch.randn(784, LINEAR_AT_ONCE, generator=generator), torch.zeros(LINEAR_AT_ONCE)
        if i < 3:
            model = nn.Linear(784, 1)
            model.load_state_dict({"weight": w[:, 0:1].T, "bias": b[0:1]})
            plain_loop(model, order, 2, 1.0)
            trained, _ = train_linear(w, b, order, 2, 1.0)
            torch.testing.assert_close(trained[:, 0:1].T, model.weight.detach(), atol=1e-4, rtol=1e-4)
        w, b = train_linear(w, b, order, train_model.REAL_EPOCHS, train_model.REAL_LR)
        found.append(accuracies(d.valid_x @ w + b))
    return torch.cat(found)


Loop = Callable[[nn.Module, list[tuple[Tensor, Tensor]], list[tuple[Tensor, Tensor]], int, float, list[Tensor]], object]
"""A student's `train_model(model, train_dl, valid_dl, epochs, lr, params)`."""


def loops() -> dict[str, Loop]:
    """train_model as the solution has it, and with each right variant of one of its exercises in its place."""
    variants = [v for v in classroom.variants("right") if v.exercise in ("train_epoch", "train_model")]
    notebooks = {"the solution": classroom.solved("06_training_loop")}
    for v in variants:
        notebooks[f"{v.exercise}/{v.name}"] = classroom.with_code(classroom.solved("06_training_loop"), v.exercise, v.code)
    sys.path.insert(0, str(classroom.COURSE.source))  # for the files that ship with the notebooks
    needed = ["given_imports", "given_functions", "calc_grad", "train_epoch", "validate_epoch", "train_model"]
    found: dict[str, Loop] = {}
    for name, notebook in notebooks.items():
        namespace: dict[str, Loop] = {}
        for cell in notebook.cells:
            if grade_id_of(cell) in needed:
                exec(cell.source, namespace)  # our own code, from this repository
        found[name] = namespace["train_model"]
    return found


def loop_rows() -> str:
    """Each loop, in each of the orders, beside the run of the batch that starts from the same weights."""
    d, all_loops = real_digits(), loops()
    found: dict[str, list[float]] = {name: [] for name in all_loops}
    offs: dict[str, list[float]] = {name: [] for name in all_loops}
    together = []
    for i in track(range(ORDERS), "loops"):
        order = fixed_order(len(d.train_x), i)
        w = 0.01 * torch.randn(784, 2, generator=torch.Generator().manual_seed(i))
        shown, epochs, lr = batches(order), train_model.REAL_EPOCHS, train_model.REAL_LR
        start, end = [w[:, 0:1], torch.zeros(1)], list(epoch(w[:, 0:1], torch.zeros(1), shown * epochs, lr))
        trained, b = train_linear(w, torch.zeros(2), order, epochs, lr)
        together.append(accuracies(d.valid_x @ trained + b)[0].item())
        for name, train in all_loops.items():
            model = nn.Linear(784, 1)
            model.load_state_dict({"weight": w[:, 0:1].T, "bias": torch.zeros(1)})
            with contextlib.redirect_stdout(io.StringIO()):  # some print after each epoch
                train(model, shown, shown[:2], epochs, lr, list(model.parameters()))
            found[name].append(accuracies(model(d.valid_x).detach())[0].item())
            offs[name].append(off_the_way([model.weight.detach().T, model.bias.detach()], start, end))
    rows = ""
    for name, accuracy in found.items():
        most = max(abs(a - t) for a, t in zip(accuracy, together, strict=True))
        rows += f"| {name} | {len(accuracy)} | {min(accuracy):.4f} | {most * len(d.valid_x):.0f} | {max(offs[name]):.1e} |\n"
    return rows


def as_pytorch_does(layer: nn.Linear) -> None:
    """nn.Linear's own start."""


def kaiming_normal(layer: nn.Linear) -> None:
    nn.init.kaiming_normal_(layer.weight)
    nn.init.zeros_(layer.bias)


def xavier_uniform(layer: nn.Linear) -> None:
    nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)


def small_normal(layer: nn.Linear) -> None:
    nn.init.normal_(layer.weight, std=0.05)
    nn.init.zeros_(layer.bias)


def kaiming_fan_out(layer: nn.Linear) -> None:
    """The largest of the usual starts: the last layer's weights spread by 1.4."""
    nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
    nn.init.zeros_(layer.bias)


STARTS: list[Callable[[nn.Linear], None]] = [as_pytorch_does, kaiming_normal, xavier_uniform, small_normal, kaiming_fan_out]


def net_runs(runs: int, start: Callable[[nn.Linear], None]) -> Tensor:
    """The accuracy of each run of simple_net's check: an order of the ten."""
    d, found = real_digits(), []
    for i in track(range(runs // NETS_AT_ONCE), start.__name__):
        torch.manual_seed(i)
        order = fixed_order(len(d.train_x), i % ORDERS)
        nets = [nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1)) for _ in range(NETS_AT_ONCE)]
        for net in nets:
            start(net[0])  # type: ignore[arg-type]  # a Sequential's items are modules to mypy
            start(net[2])  # type: ignore[arg-type]
        first, last = ([n[j].state_dict() for n in nets] for j in (0, 2))
        together = [
            torch.cat([p["weight"].T for p in first], 1).clone(),
            torch.cat([p["bias"] for p in first]).clone(),
            torch.cat([p["weight"] for p in last]).clone(),
            torch.cat([p["bias"] for p in last]).clone(),
        ]
        if i == 0:
            after = train_nets(together, order, 2, 0.1)
            plain_loop(nets[0], order, 2, 0.1)
            torch.testing.assert_close(after[0][:, :30].T, next(nets[0].parameters()).detach(), atol=1e-4, rtol=1e-4)
        found.append(accuracies(net_outputs(train_nets(together, order, simple_net.EPOCHS, simple_net.LR), d.valid_x)[1]))
    return torch.cat(found)


HEAD = f"""# Where the accuracy thresholds come from

Made by `python quality/thresholds.py`. Each run is correct training as the hidden check asks for it, from initial
weights of its own, in one of {ORDERS} orders of the pictures; the check draws from the same {ORDERS} orders. The accuracy is
that on the 2,038 validation pictures. The check also lets the pixels change places, by a secret of the submission: a model
whose weights change places with them learns the same, so that these figures hold for it too.

The accuracy says that it all works together. That the weights were learnt by the loop, the judge sees from the weights: it
goes the way itself, from the same start. *Off* is how far the solution and the right variants below end from where the judge
ends, as a share of the way; the check allows {train_model.OFF}.

From the failures in n runs follows how likely a single try is to fail at most (Clopper and Pearson, 95 %; without a
failure it is about 3/n). `simple_net` gets {simple_net.TRIES} tries, each with an order and a network of its own, and one of
them has to reach the threshold; so a correct solution fails with that probability to the power of {simple_net.TRIES}. The
weights of `train_model`'s model come from the judge, so that every correct loop has the same distribution, whatever its
style; a network's come from the student's code, so that five usual ways to start them are measured.

| check | threshold | runs | lowest | mean | standard deviation | below | one try fails | a correct solution fails |
|---|---|---|---|---|---|---|---|---|
"""


LOOPS = """
## The loop itself

The runs above are trained many at once. Here the solution's `train_model`, and the same with each right variant of
`train_epoch` or `train_model` in its place, train one model after the other, in each of the orders, from the same weights as
a run of the batch. *Pictures*: by how many of the 2,038 the two differ at most.

| loop | runs | lowest | pictures | off |
|---|---|---|---|---|
"""


def _asked(what: str, epochs: int, lr: float) -> str:
    name, _, model = what.partition(":")
    return f"`{name}`:{model}{',' if model else ''} {epochs} epochs, lr {lr:g}"


def row(name: str, threshold: float, found: Tensor, tries: int) -> str:
    failed = int((found < threshold).sum())
    bound = most_likely_to_fail(failed, len(found))
    numbers = f"{found.min():.4f} | {found.mean():.4f} | {found.std():.5f} | {failed}"
    return f"| {name} | {threshold} | {len(found):,} | {numbers} | ≤ {bound:.1e} | ≤ {bound**tries:.1e} |\n"


def most_likely_to_fail(failed: int, runs: int) -> float:
    """The upper end of Clopper and Pearson's interval (95 %, one-sided) for the probability; without a failure about 3/runs."""
    return float(beta.ppf(0.95, failed + 1, runs - failed))


def main(linear: int, nets: int) -> None:
    asked = _asked("train_model: linear", train_model.REAL_EPOCHS, train_model.REAL_LR)
    text = HEAD + row(asked, train_model.THRESHOLD, linear_runs(linear), tries=1)
    for start in STARTS:
        name = f"{_asked('simple_net', simple_net.EPOCHS, simple_net.LR)}, started by {start.__name__}"
        text += row(name, simple_net.THRESHOLD, net_runs(nets, start), tries=simple_net.TRIES)
    text += LOOPS + loop_rows()
    (ROOT / "docs" / "thresholds.md").write_text(text)
    print(text)


if __name__ == "__main__":
    given = [int(n) for n in sys.argv[1:3]]
    main(*given, *(30_000, 100)[len(given) :])
