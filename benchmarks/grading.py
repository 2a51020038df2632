"""What grading costs, beside stock nbgrader and the students' own compute: `make bench`, in build/bench.json and bench.png.

Whole commands, start-up counted, on the same submissions; each ratio compares two measurements of this one run. A first, small
round of each command warms the disk's cache and isn't counted. docs/performance.md says what came of it.

    python benchmarks/grading.py              10 and 100 submissions, stock too: half an hour
    python benchmarks/grading.py --quick      10 submissions: eight minutes
    python benchmarks/grading.py --thousand   1,000 submissions without training too, stock nbgrader left out there
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import nbformat

from benchmarks import a_class, one_submission
from benchmarks.commands import Cost, cost_of, tool
from benchmarks.picture import draw, draw_run

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "bench"
RESULT = ROOT / "build" / "bench.json"
WITHOUT_TRAINING, WITH_TRAINING = "02_distances", "06_training_loop"
_TOO_LONG = {(WITH_TRAINING, 100)}
"""Of which stock nbgrader would take half an hour: it takes one submission after the other, and ten say what each takes."""
_SOME = 10
"""Of so many students the training is run alone, for their share of the processor's time."""
FASTAI = [sys.executable, "-W", "ignore", "-c", "from fastai.vision.all import *; print('ready')"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what grading a class costs.")
    parser.add_argument("--quick", action="store_true", help="10 submissions alone")
    parser.add_argument("--thousand", action="store_true", help="1,000 submissions without training too")
    arguments = parser.parse_args()
    found: dict[str, Any] = {"began": time.strftime("%Y-%m-%d %H:%M"), "classes": []}
    fastai = [cost_of(FASTAI, _there(BUILD)) for _ in range(4)][1:]  # the first one warms the disk's cache
    found["fastai"] = min(fastai, key=lambda cost: cost.wall).as_dict()
    found["one"] = one_submission.measured()
    sizes = [10] if arguments.quick else [10, 100]
    for assignment in (WITHOUT_TRAINING, WITH_TRAINING):
        for size in sizes:
            _measure(found, assignment, size, with_stock=(assignment, size) not in _TOO_LONG)
    if arguments.thousand:
        seen = _measure(found, WITHOUT_TRAINING, 1_000, with_stock=False)
        draw_run(seen, RESULT.with_name("thousand.png"))
    draw(found, RESULT.with_suffix(".png"))
    print(f"All of it is in {RESULT}, and the picture beside it.")


def _measure(found: dict[str, Any], assignment: str, size: int, with_stock: bool) -> dict[str, list[tuple[float, int, float]]]:
    """A class of one `size`, graded in each way; written down at once. Returns what was seen of our two ways."""
    row: dict[str, Any] = {"assignment": assignment, "size": size}
    found["classes"].append(row)
    folder = a_class.ours(BUILD / "ours", assignment, size)
    grade = _said(row, "autograder grade", _grade(folder))
    row["grade"] = grade.as_dict()
    row["again"] = _said(row, "autograder grade, again", _grade(folder)).as_dict()
    (folder / "results.db").unlink()
    cost_of([tool("nbgrader"), "generate_assignment", assignment], folder)
    nbgrader = _said(row, "nbgrader autograde", _autograde(folder, assignment, f" of {size}: "))
    row["nbgrader"] = nbgrader.as_dict()
    if with_stock:
        there = a_class.stock(BUILD / "stock", assignment, size)
        cost_of([tool("nbgrader"), "generate_assignment", assignment], there)
        stock = _autograde(there, assignment, f"Converting notebook {there}/submitted")
        row["stock"] = _said(row, "stock nbgrader autograde", stock).as_dict()
        for name in ("grade", "nbgrader"):
            row[f"{name}_times_as_fast"] = round(row["stock"]["wall"] / row[name]["wall"], 1)
    if assignment == WITH_TRAINING:
        alone = _training_alone(folder, assignment)
        row["share_of_students"] = {name: round(size * alone / row[name]["cpu"], 3) for name in ("grade", "nbgrader")}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1) + "\n")
    return {"grade": grade.seen, "nbgrader": nbgrader.seen}


def _training_alone(folder: Path, assignment: str) -> float:
    """Processor seconds of a student's own training, the mean of some of the class."""
    some = sorted(folder.glob(f"submitted/*/{assignment}/*.ipynb"))[:_SOME]
    notebooks = [nbformat.read(path, as_version=4) for path in some]
    one_submission.training_alone(notebooks[0])  # what torch does once
    return sum(one_submission.training_alone(notebook) for notebook in notebooks) / len(notebooks)


def _grade(folder: Path) -> Cost:
    return cost_of([tool("autograder"), "grade", "submitted"], folder, result="student")


def _autograde(folder: Path, assignment: str, result: str) -> Cost:
    return cost_of([tool("nbgrader"), "autograde", assignment], folder, result)


def _said(row: dict[str, Any], what: str, cost: Cost) -> Cost:
    print(f"{row['assignment']} {row['size']:5}  {what:24} {cost.wall:8.1f} s  {cost.cpu:8.1f} s of the processor", flush=True)
    return cost


def _there(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
