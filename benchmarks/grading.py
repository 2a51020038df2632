"""What grading costs, in processor time, beside the student's own work and beside stock nbgrader: `make bench`.

Each figure is processor time (user and system) of the judge and the worker together; each ratio compares two
measurements of this one run. The smallest of several rounds is shown, since a busy machine can only add.
"""

import copy
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import torch
from nbclient import NotebookClient
from nbformat import NotebookNode
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder import Course, Judge
from autograder.notebooks.cells import is_picture
from checks import simple_net, train_model
from checks.conftest import real_digits
from checks.inside import helpers

ROOT = Path(__file__).parents[1]
ROUNDS = 7
SETTLED_SECONDS = 0.3
"""After which a worker that was ended counts among the zygote's children."""


def cpu() -> float:
    """Processor time of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def judged(judge: Judge, notebook: NotebookNode, name: str) -> tuple[float, float]:
    """Processor seconds and wall seconds of one submission: this process, the judge that it forks, the zygote and its workers."""
    before, wall_before = _all_cpu(judge), time.perf_counter()
    report = judge.grade(notebook, name, "bench", seed=1)
    wall = time.perf_counter() - wall_before
    time.sleep(SETTLED_SECONDS)
    assert report.score == report.max_score, report.as_json()
    return _all_cpu(judge) - before, wall


def _all_cpu(judge: Judge) -> float:
    """Processor time so far of this process and the zygote, and of all that they started and that has ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    fields = Path(f"/proc/{judge.zygote().pid}/stat").read_text().rpartition(")")[2].split()
    return cpu() + children.ru_utime + children.ru_stime + sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def training_alone(notebook: NotebookNode) -> float:
    """Processor seconds of the student's own training, as the judge asks for it, in this warm process.

    The notebook's own cells, and what the checks of the accuracy train: a linear model and a net.
    """
    digits = real_digits()
    helpers.DIGITS["x"], helpers.DIGITS["y"] = digits.train_x, digits.train_y
    generator = torch.Generator().manual_seed(1)
    order = torch.randperm(len(digits.train_x), generator=generator)
    stacks = (digits.train_threes, digits.train_sevens, digits.valid_threes, digits.valid_sevens)
    sys.path.insert(0, str(ROOT / "source"))
    sys.modules["digits"].__dict__["load_digits"] = lambda: stacks
    before = cpu()
    namespace: dict[str, object] = {"print": lambda *a, **k: None}
    for cell in notebook.cells:
        if cell.cell_type == "code" and not is_picture(cell):
            exec(compile(cell.source, "<cell>", "exec"), namespace)
    model = helpers.linear_model(0.01 * torch.randn(1, 784, generator=generator), torch.zeros(1))
    pixels = torch.randperm(28 * 28, generator=generator)
    train, valid = (helpers.batches(256, "cpu", chosen, pixels) for chosen in (order, order[:512]))
    asked = train_model.REAL_EPOCHS, train_model.REAL_LR
    namespace["train_model"](model, train, valid, *asked, list(model.parameters()))  # type: ignore[operator]
    net = namespace["simple_net"]()  # type: ignore[operator]
    namespace["train_model"](net, train, valid, simple_net.EPOCHS, simple_net.LR, list(net.parameters()))  # type: ignore[operator]
    return cpu() - before


def stock(notebook: NotebookNode) -> tuple[float, float]:
    """Processor and wall seconds of the way that stock nbgrader takes: a fresh kernel runs every cell, pictures too."""
    with tempfile.TemporaryDirectory() as folder:
        for file in ("digits.py", "pictures.py"):
            (Path(folder) / file).write_text((ROOT / "source" / file).read_text())
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu_before, wall_before = cpu(), time.perf_counter()
        without = nbformat.from_dict(copy.deepcopy(notebook))
        without.cells = [cell for cell in without.cells if not is_picture(cell)]
        NotebookClient(without, timeout=600, resources={"metadata": {"path": folder}}).execute()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        kernel = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
        return cpu() - cpu_before + kernel, time.perf_counter() - wall_before


def main() -> None:
    sys.path.insert(0, str(ROOT / "source"))
    __import__("digits")
    course = Course.at(ROOT)
    found: dict[str, dict[str, float]] = {}
    with Judge(course, device="cpu") as judge:
        for name in ("02_distances", "06_training_loop"):
            notebook = course.assignment(name).notebook
            judged(judge, copy.deepcopy(notebook), name)  # the first one starts the zygote
            rounds = [judged(judge, copy.deepcopy(notebook), name) for _ in track(range(ROUNDS), name)]
            found[name] = {"cpu": min(c for c, _ in rounds), "wall": min(w for _, w in rounds)}
            found[name]["stock_cpu"], found[name]["stock_wall"] = stock(notebook)
    loop = course.assignment("06_training_loop").notebook
    training_alone(loop)
    found["06_training_loop"]["alone"] = min(training_alone(loop) for _ in track(range(ROUNDS), "alone"))
    table = Table("", "judged: CPU s", "wall s", "alone: CPU s", "ratio", "stock: CPU s", "wall s")
    for name, row in found.items():
        alone = row.get("alone")
        ratio = f"{row['cpu'] / alone:.2f}" if alone else ""
        shown = [f"{row['cpu']:.2f}", f"{row['wall']:.2f}", f"{alone:.2f}" if alone else "", ratio]
        table.add_row(name, *shown, f"{row['stock_cpu']:.1f}", f"{row['stock_wall']:.1f}")
    Console(width=110).print(table)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(found, indent=1) + "\n")
    print("Wanted: 02_distances at most 0.3 s CPU; 06_training_loop at most 1.25 times the training alone.")


if __name__ == "__main__":
    main()
