"""How accurate correct training is, over many seeds: what the thresholds of the accuracy checks rest on.

    python benchmarks/thresholds.py [RUNS]      (docs/thresholds.md; some minutes)

Trains many runs at once as one batched tensor, each with initial weights and an order of the pictures of its own,
and shows on a few of them that this equals torch's plain loop.
"""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn

from autograder.checking import real_digits

ROOT = Path(__file__).parents[1]
BATCH, AT_ONCE = 256, 20


def slopes(outputs: Tensor, y: Tensor) -> Tensor:
    """The slope of mnist_loss for each output: (runs, n, 1)."""
    s = outputs.sigmoid()
    return torch.where(y == 1, -s * (1 - s), s * (1 - s)) / outputs.shape[1]


def train_linear(w: Tensor, b: Tensor, orders: Tensor, x: Tensor, y: Tensor, epochs: int, lr: float) -> tuple[Tensor, Tensor]:
    """w (runs, 784, 1) and b (runs, 1, 1) after training, each run in its own order (runs, pictures)."""
    for _ in range(epochs):
        for chosen in orders.split(BATCH, dim=1):
            xb, yb = x[chosen], y[chosen]
            g = slopes(xb @ w + b, yb)
            w, b = w - lr * xb.transpose(1, 2) @ g, b - lr * g.sum(1, keepdim=True)
    return w, b


def train_net(p: list[Tensor], orders: Tensor, x: Tensor, y: Tensor, epochs: int, lr: float) -> list[Tensor]:
    """The parameters of many nets, w1 (runs, 784, 30) and so on, after training."""
    w1, b1, w2, b2 = p
    for _ in range(epochs):
        for chosen in orders.split(BATCH, dim=1):
            xb, yb = x[chosen], y[chosen]
            hidden = (xb @ w1 + b1).relu()
            g = slopes(hidden @ w2 + b2, yb)
            back = (g @ w2.transpose(1, 2)) * (hidden > 0)
            w2, b2 = w2 - lr * hidden.transpose(1, 2) @ g, b2 - lr * g.sum(1, keepdim=True)
            w1, b1 = w1 - lr * xb.transpose(1, 2) @ back, b1 - lr * back.sum(1, keepdim=True)
    return [w1, b1, w2, b2]


def plain_loop(model: nn.Module, order: Tensor, x: Tensor, y: Tensor, epochs: int, lr: float) -> None:
    """The same by torch's own autograd and optimizer, one run."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for chosen in order.split(BATCH):
            s = model(x[chosen]).sigmoid()
            torch.where(y[chosen] == 1, 1 - s, s).mean().backward()
            optimizer.step()
            optimizer.zero_grad()


def linear_runs(runs: int, first_seed: int) -> Tensor:
    """The accuracy of each run of the check of train_model: 20 epochs, lr 1, weights of 0.01."""
    d = real_digits()
    found = []
    for start in range(first_seed, first_seed + runs, AT_ONCE):
        generators = [torch.Generator().manual_seed(s) for s in range(start, min(start + AT_ONCE, first_seed + runs))]
        orders = torch.stack([torch.randperm(len(d.train_x), generator=g) for g in generators])
        w = torch.stack([0.01 * torch.randn(784, 1, generator=g) for g in generators])
        b = torch.zeros(len(generators), 1, 1)
        if start == first_seed:
            model = nn.Linear(784, 1)
            model.load_state_dict({"weight": w[0].T, "bias": b[0, 0]})
            plain_loop(model, orders[0], d.train_x, d.train_y, 2, 1.0)
            w_, _ = train_linear(w, b, orders, d.train_x, d.train_y, 2, 1.0)
            torch.testing.assert_close(w_[0].T, model.weight.detach(), atol=1e-4, rtol=1e-4)
        w, b = train_linear(w, b, orders, d.train_x, d.train_y, 20, 1.0)
        found.append((((d.valid_x @ w + b) > 0) == (d.valid_y == 1)).float().mean((1, 2)))
    return torch.cat(found)


def net_runs(runs: int, first_seed: int) -> Tensor:
    """The accuracy of each run of the check of simple_net: 40 epochs, lr 0.1, nn.Linear's own initial weights."""
    d = real_digits()
    found = []
    for start in range(first_seed, first_seed + runs, AT_ONCE):
        seeds = range(start, min(start + AT_ONCE, first_seed + runs))
        nets = []
        for seed in seeds:
            torch.manual_seed(seed)
            nets.append(nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1)))
        orders = torch.stack([torch.randperm(len(d.train_x), generator=torch.Generator().manual_seed(s)) for s in seeds])
        p = [
            torch.stack([n[i].weight.detach().T if part == "w" else n[i].bias.detach()[None] for n in nets]) for i, part in PARTS
        ]
        if start == first_seed:
            after = train_net(p, orders, d.train_x, d.train_y, 2, 0.1)
            plain_loop(nets[0], orders[0], d.train_x, d.train_y, 2, 0.1)
            torch.testing.assert_close(after[0][0].T, nets[0][0].weight.detach(), atol=1e-4, rtol=1e-4)
        w1, b1, w2, b2 = train_net(p, orders, d.train_x, d.train_y, 40, 0.1)
        outputs = (d.valid_x @ w1 + b1).relu() @ w2 + b2
        found.append(((outputs > 0) == (d.valid_y == 1)).float().mean((1, 2)))
    return torch.cat(found)


PARTS = ((0, "w"), (0, "b"), (2, "w"), (2, "b"))

HEAD = """# Where the accuracy thresholds come from

Made by `python benchmarks/thresholds.py`. Each run is correct training with initial weights and an order of the pictures
of its own, as the hidden check does it; the accuracy is that on the 2,038 validation pictures. With no failure in n runs,
the probability that a correct solution fails is at most 3/n (95 % confidence); the last column says where the threshold
lies below the mean, in standard deviations.

| check | threshold | runs | lowest | mean | standard deviation | below the threshold | false-fail bound (95 %) | distance |
|---|---|---|---|---|---|---|---|---|
"""


def row(name: str, threshold: float, found: Tensor) -> str:
    failed = int((found < threshold).sum())
    bound = f"{3 / len(found):.1e}" if not failed else "more"
    numbers = f"{found.min():.4f} | {found.mean():.4f} | {found.std():.5f} | {failed} | {bound}"
    return f"| {name} | {threshold} | {len(found)} | {numbers} | {(found.mean() - threshold) / found.std():.1f} |\n"


def main(runs: int) -> None:
    torch.set_num_threads(1)
    text = HEAD + row("`train_model`, part accuracy: linear, 20 epochs, lr 1", 0.975, linear_runs(runs, 0))
    text += row("`simple_net`, part accuracy: net, 40 epochs, lr 0.1", 0.975, net_runs(max(20, runs // 5), 0))
    (ROOT / "docs" / "thresholds.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
