"""How long one submission can make a run wait: `make longest` grades some that do what they can, with the course's own limits.

Prints the wall time of each; on a busy machine it holds the seconds, too, in which others had the processor.
"""

import time

import classroom
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of, is_solution

ASSIGNMENT = "06_training_loop"
SPIN, SLEEP, DIE = "while True: pass", "import time; time.sleep(1e9)", "import os; sum(range(50_000_000)); os._exit(0)"
NAP = "import time\nfor _ in range(10**9): time.sleep(0.2); sum(range(10_000))"


def doing(deed: str, everywhere: bool) -> NotebookNode:
    """The assignment with `deed` in the place of each exercise, and, `everywhere`, in a cell of its own before each."""
    notebook = classroom.released(ASSIGNMENT)
    cells = []
    for cell in notebook.cells:
        if is_solution(cell) and cell.cell_type == "code":
            body = "\n".join(f"    {line}" for line in deed.splitlines())
            cell.source = f"def {grade_id_of(cell)}(*args, **kwargs):\n{body}"
            if everywhere:
                cells.append(new_code_cell(deed))
        cells.append(cell)
    notebook.cells = cells
    return notebook


WAYS = {
    "endless loops in each function": (SPIN, False),
    "endless loops in each function and in cells": (SPIN, True),
    "sleeping without end, everywhere": (SLEEP, True),
    "sleeping a little, without end, everywhere": (NAP, True),
    "ending its process, everywhere": (DIE, True),
}


def main() -> None:
    table = Table("what it does", "seconds", "points")
    with Judge(classroom.COURSE, device="cpu") as judge:
        judge.grade(classroom.solved(ASSIGNMENT), ASSIGNMENT, "warm")
        for name, (deed, everywhere) in track(WAYS.items(), "submissions"):
            start = time.monotonic()
            report = judge.grade(doing(deed, everywhere), ASSIGNMENT, "worst")
            took = time.monotonic() - start
            table.add_row(name, f"{took:.0f}", f"{report.score:g} of {report.max_score:g} ({report.status})")
    Console().print(table)


if __name__ == "__main__":
    main()
