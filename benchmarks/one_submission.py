"""What one submission costs in processor time (user and system, of the judge and the worker together), and what a student's own
training would alone. The smallest of several rounds counts, since a busy machine can only add.
"""

import copy
import os
import resource
import sys
import time
from pathlib import Path

import torch
from nbformat import NotebookNode
from rich.progress import track

from autograder import Course, Judge
from autograder.notebooks.cells import is_picture
from autograder.sandbox import large_pages
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

    The notebook's own cells, and what the checks of the accuracy train: a linear model and a net. Runs the notebook unprotected.
    """
    if str(ROOT / "source") not in sys.path:
        sys.path.insert(0, str(ROOT / "source"))
    digits = real_digits()
    helpers.DIGITS["x"], helpers.DIGITS["y"] = digits.train_x, digits.train_y
    generator = torch.Generator().manual_seed(1)
    order = torch.randperm(len(digits.train_x), generator=generator)
    stacks = (digits.train_threes, digits.train_sevens, digits.valid_threes, digits.valid_sevens)
    __import__("digits")
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


def measured() -> dict[str, dict[str, float]]:
    """Of the solution of an assignment without training and of one with it: `cpu` and `wall` seconds, start-up left out."""
    course = Course.at(ROOT)
    found = {}
    with Judge(course, device="cpu") as judge:
        for name in ("02_distances", "06_training_loop"):
            notebook = course.assignment(name).notebook
            for _ in range(large_pages.FORKS + 1):
                judged(judge, copy.deepcopy(notebook), name)  # the zygote starts, and settles
            rounds = [judged(judge, copy.deepcopy(notebook), name) for _ in track(range(ROUNDS), name, transient=True)]
            found[name] = {"cpu": min(c for c, _ in rounds), "wall": min(w for _, w in rounds)}
    return found
