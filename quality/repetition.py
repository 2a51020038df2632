"""One submission, one score, however often it is graded: `python quality/repetition.py [TIMES] [ASSIGNMENT…]`.

Every submission of the demo is graded TIMES times with one seed, alone and beside processes that keep every core
busy. Each time the outcome of every check must be the same; docs/repetition.md says what was found. ASSIGNMENT:STUDENT
grades one submission, and only prints. Endless loops are stopped after CELL_SECONDS here, so that a hundred of them end.
"""

import copy
import hashlib
import json
import multiprocessing
import os
import sys
import time
from collections import Counter

import classroom
import demo
from nbformat import NotebookNode
from rich.progress import Progress

from autograder import judge as judge_module
from autograder.judge import Judge

DOCUMENT = classroom.COURSE.root / "docs" / "repetition.md"
SEED = 4321
CELL_SECONDS = 3.0


def outcome(judge: Judge, notebook: NotebookNode, assignment: str) -> str:
    """The score, and a fingerprint of every check's outcome and message."""
    report = judge.grade(copy.deepcopy(notebook), assignment, "again", SEED)
    told = json.dumps([[(c.name, c.status, c.message) for c in cell.checks] for cell in report.cells])
    return f"{report.score:g} of {report.max_score:g} ({report.status}, {hashlib.sha256(told.encode()).hexdigest()[:8]})"


def _burn() -> None:
    while True:
        pass


def main(times: int, assignments: list[str]) -> int:
    judge_module.CELL_SECONDS = CELL_SECONDS
    wanted = [name.partition(":") for name in assignments]
    submissions = [
        (assignment, student, notebook)
        for assignment, _, one in wanted
        for student, notebook in demo.students_of(assignment).items()
        if one in ("", student)
    ]
    rows, began = [], time.strftime("%Y-%m-%d")
    with Judge(classroom.COURSE, device="cpu") as judge, Progress() as bar:
        for load in ("alone", "under load"):
            cores = os.cpu_count() or 1
            busy = [multiprocessing.Process(target=_burn, daemon=True) for _ in range(cores if load != "alone" else 0)]
            for process in busy:
                process.start()
            task = bar.add_task(load, total=len(submissions) * times)
            for assignment, student, notebook in submissions:
                found: Counter[str] = Counter()
                for _ in range(times):
                    found[outcome(judge, notebook, assignment)] += 1
                    bar.advance(task)
                rows.append((assignment, student, load, found))
            for process in busy:
                process.kill()
    unsteady = [row for row in rows if len(row[3]) > 1]
    total = sum(sum(found.values()) for *_, found in rows)
    lines = [
        "# One submission, one score",
        "",
        f"Made by `make repetition` on {began}: {total:,} gradings of {len(submissions)} submissions of the demo,",
        f"each {times} times alone and as often beside processes that keep every core busy, with one seed. *Same*",
        "counts the gradings in which every check had the same outcome and the same words as in the most frequent one.",
        "",
        f"**{len(rows) - len(unsteady)} of {len(rows)} rows with one outcome only.**",
        "",
        "| assignment | submission | | score and outcome | same |",
        "|---|---|---|---|---|",
    ]
    for assignment, student, load, found in rows:
        (most, count), others = found.most_common(1)[0], list(found)[1:]
        told = f"{most}; others: {others}" if others else most
        lines.append(f"| {assignment} | {student} | {load} | {told} | {count} of {sum(found.values())} |")
    if not any(one for *_, one in wanted):
        DOCUMENT.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))
    return 1 if unsteady else 0


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    sys.exit(main(count, sys.argv[2:] or classroom.COURSE.names()))
