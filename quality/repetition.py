"""One submission, one score, however often it is graded: `make repetition`, or

    python quality/repetition.py [--alone N] [--load N] [--thousand N] [--go-on] [ASSIGNMENT[:STUDENT] ...]

Every submission of the demo is graded with one seed, N times alone and N times among others, and one of them N times more in
both ways. Each time the outcome of every check must be the same, in the same words. docs/repetition.md says what was
found, and is written anew after each round; a run that was stopped, or that had time for one way only, is added to by
--go-on. With names nothing is written. Endless loops are stopped after CELL_SECONDS here, so that many of them end.
"""

import argparse
import copy
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context

import classroom
import demo
from nbformat import NotebookNode
from rich.progress import Progress

from autograder.judge.judge import Judge
from autograder.sandbox.libc import die_with_parent

DOCUMENT = classroom.COURSE.root / "docs" / "repetition.md"
SEED = 4321
CELL_SECONDS = 3.0
AMONG = 2 * (os.cpu_count() or 1)
"""How many are graded at a time under load: twice as many as there are cores, so that each waits for the others."""
ONE = ("02_distances", "solution")

Key = tuple[str, str]
"""The assignment and the student of a submission."""
Found = dict[Key, dict[str, Counter[str]]]
"""How often each outcome was seen, by the submission and by the way ("alone", "under load")."""


@cache
def submission(key: Key) -> NotebookNode:
    return demo.students_of(key[0])[key[1]]


_judge: Judge | None = None


def outcome(key: Key) -> str:
    """Grade a submission in this process's judge: the score, and a fingerprint of every check's outcome and message."""
    global _judge
    if _judge is None:
        _judge = Judge(classroom.COURSE, device="cpu")
        _judge.seconds = replace(_judge.seconds, cell=CELL_SECONDS)
    report = _judge.grade(copy.deepcopy(submission(key)), key[0], "again", SEED)
    told = json.dumps([[(c.name, c.status, c.message) for c in cell.checks] for cell in report.cells])
    return f"{report.score:g} of {report.max_score:g} ({report.status}, {hashlib.sha256(told.encode()).hexdigest()[:8]})"


def document(found: Found) -> str:
    """What was found, as Markdown."""
    ways = [Counter(w for by_way in found.values() for w, seen in by_way.items() for _ in seen.elements())[w] for w in WAYS]
    steady = sum(len(seen_at_all(by_way)) == 1 for by_way in found.values())
    most = max(found, key=lambda key: seen_at_all(found[key]).total())
    lines = [
        "# One submission, one score",
        "",
        f"Made by `make repetition` on {time.strftime('%Y-%m-%d')}, with {os.cpu_count()} cores: {sum(ways):,} gradings of "
        f"{len(found)} submissions of the demo, with one seed; {ways[0]:,} of them alone and {ways[1]:,} with {AMONG} at a time.",
        "*Outcome* is the score, the status, and a fingerprint of the outcome and the words of every check.",
        "",
        f"**{steady} of {len(found)} submissions had one outcome only**; {' of '.join(most[::-1])} was graded "
        f"{seen_at_all(found[most]).total():,} times.",
        "",
        "| assignment | submission | outcome | alone | under load |",
        "|---|---|---|---|---|",
    ]
    for (assignment, student), by_way in found.items():
        for told in seen_at_all(by_way):
            lines.append(f"| {assignment} | {student} | {told} | {by_way[WAYS[0]][told]} | {by_way[WAYS[1]][told]} |")
    return "\n".join(lines) + "\n"


def read(text: str, found: Found) -> None:
    """Add what a document says to `found`; rows of submissions that the demo no longer has are left out."""
    for row in re.findall(r"^\| (\w+) \| (\S+) \| (.*) \| (\d+) \| (\d+) \|$", text, re.M):
        assignment, student, told, *counts = row
        for way, count in zip(WAYS, counts, strict=True):
            if (assignment, student) in found and int(count):
                found[assignment, student][way][told] += int(count)


WAYS = ("alone", "under load")


def seen_at_all(by_way: dict[str, Counter[str]]) -> Counter[str]:
    return sum((by_way[way] for way in WAYS), Counter())


def repeat(keys: list[Key], way: str, at_once: int, write: bool, found: Found, bar: Progress) -> None:
    """Grade all of `keys`, in their order, `at_once` at a time; count what comes out in `found`."""
    task = bar.add_task(way, total=len(keys))
    with ProcessPoolExecutor(at_once, get_context("spawn"), die_with_parent) as executor:
        outcomes: Iterable[str] = executor.map(outcome, keys)
        for i, (key, told) in enumerate(zip(keys, outcomes, strict=True), start=1):
            found[key][way][told] += 1
            bar.advance(task)
            if write and (i % len(found) == 0 or i == len(keys)):
                DOCUMENT.write_text(document(found))


def main() -> int:
    parser = argparse.ArgumentParser(description="Grade the demo's submissions again and again.")
    parser.add_argument("names", nargs="*", metavar="ASSIGNMENT[:STUDENT]")
    parser.add_argument("--alone", type=int, default=100)
    parser.add_argument("--load", type=int, default=100)
    parser.add_argument("--thousand", type=int, default=400, help="further gradings of one submission, in each way")
    parser.add_argument("--go-on", action="store_true", help="add to what stands in the document")
    given = parser.parse_args()
    wanted = [name.partition(":") for name in given.names or classroom.COURSE.names()]
    every = [(name, student) for name, _, one in wanted for student in demo.students_of(name) if one in ("", student)]
    found: Found = {key: defaultdict(Counter) for key in every}
    if given.go_on:
        read(DOCUMENT.read_text(), found)
    again = [ONE] * (given.thousand if ONE in every else 0)
    with Progress() as bar:
        for way, rounds, at_once in zip(WAYS, (given.alone, given.load), (1, AMONG), strict=True):
            repeat(every * rounds + again, way, at_once, not given.names, found, bar)
    print(document(found))
    return 0 if all(len(seen_at_all(by_way)) == 1 for by_way in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
