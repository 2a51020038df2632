"""A class of any size, with results, from what a few submissions got: `make class`, which writes its report to build/class/.

Each right and wrong solution of an exercise is graded once, in a notebook of its own. A student of the class then has one of them for
each exercise, by a seed, and for each the cells that it got: so everybody's results are true of their notebook, but for what one
exercise does to another. Beside them are untouched, broken and hostile notebooks, as they were graded, and some that are copies of others.
"""

import argparse
import copy
import hashlib
import random
import re
import sys
from dataclasses import replace
from pathlib import Path

import classroom
from classroom import COURSE, Variant
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import Course
from autograder.backends.local import Class, How
from autograder.backends.task import Task
from autograder.front.cli.main import main as autograder
from autograder.front.interrupted import Interruptions
from autograder.notebooks.cells import grade_id_of
from autograder.results.report import CellResult, CheckResult, Report
from autograder.store.keys import Key, checks
from autograder.store.store import Store

BUILD = COURSE.root / "build" / "class"
ASSIGNMENTS = ("02_distances", "06_training_loop")
MOST = {"02_distances": 12, "06_training_loop": 5}
"""How many wrong solutions of each exercise are graded: where models are trained each takes seconds."""
BROKEN = ("syntax-error", "endless-loop", "dies", "floods-output", "checks-deleted", "cells-duplicated", "checks-rewritten")
HOSTILE = ("read_hidden_checks", "equal_to_everything", "write_gradebook")
FIRST = (
    "Ada Alan Amina Ana Anders Anil Barbara Bea Carlos Chen Chiara Claude Dana David Donald Edsger Elena Emmy "
    "Fatima Felix Grace Hedy Hiro Ines Ivan Jana Jens John Julia Kaito Karen Katherine Lars Leila Lena Linus Lotte "
    "Luca Malik Margaret Maria Mei Mia Milan Mohammed Nadia Nils Noor Olga Oscar Paula Priya Radia Ravi Rosa Sam "
    "Sara Sofia Tariq Tim Tove Ulla Vera Wei Yara Yuki Zoe"
)
LAST = (
    "Abbas Ali Andersson Bauer Becker Bianchi Brown Chen Costa Diaz Dubois Eriksen Evans Fischer Garcia Gupta "
    "Haddad Hansen Hernandez Hopper Ito Ivanova Jansen Johnson Kaur Keller Khan Kim Klein Kowalski Kumar Lamarr "
    "Larsen Lee Lopez Lovelace Marino Martin Meyer Moreau Müller Nakamura Nguyen Noether Novak Olsen Patel Peeters "
    "Perez Petrov Ricci Rossi Sato Schmidt Silva Singh Smith Sokolov Suzuki Tanaka Torres Turing Vogel Wagner Wang "
    "Weber Wilson Wong Yamada Yilmaz Young Zhang Zimmermann"
)


def graded_once(assignment: str, folder: Path) -> dict[str, tuple[NotebookNode, Report]]:
    """The notebook and the report of each kind there is, by its name; graded once, and kept in `folder`, whatever changes here."""
    notebooks: dict[str, NotebookNode] = {
        "solution": classroom.solved(assignment),
        "untouched": classroom.released(assignment),
    }
    for v in (*_some("right", assignment, 4), *_some("wrong", assignment, MOST[assignment])):
        notebooks[f"{v.exercise}/{v.name}"] = classroom.with_code(classroom.solved(assignment), v.exercise, v.code)
    for kind in BROKEN:
        notebooks[f"broken/{kind}"] = classroom.solved(assignment)
        classroom.CHANGES[kind](notebooks[f"broken/{kind}"])
    for name in HOSTILE:
        code = classroom.attacks()[name]
        notebooks[f"hostile/{name}"] = classroom.with_first_cell(classroom.released(assignment), code)
    students = {name: name.replace("/", "--") for name in notebooks}
    tasks = [
        Task(
            classroom.hand_in(folder, students[name], assignment, notebook), students[name], assignment, top=folder / "submitted"
        )
        for name, notebook in notebooks.items()
    ]
    store = Store(folder / "graded.db")
    how = How(device="cpu", seed=None, sandbox=True, store=store, jobs=1)
    reports = {kept.report.student: kept.report for kept in store.latest(assignment=assignment)}
    tasks = [task for task in tasks if task.student not in reports]
    with Interruptions() as interrupted:
        for one in Class(COURSE, tasks, how, interrupted).graded():
            reports[one.report.student] = one.report
            print(f"\r{len(reports)} of {len(students)} of {assignment}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return {name: (notebooks[name], reports[students[name]]) for name in notebooks}


def _some(kind: str, assignment: str, most: int) -> list[Variant]:
    found: dict[str, list[Variant]] = {}
    for v in classroom.variants(kind):
        if classroom.assignment_of(v.exercise) == assignment:
            found.setdefault(v.exercise, []).append(v)
    return [v for all_of_it in found.values() for v in all_of_it[:: max(1, len(all_of_it) // most)][:most]]


def the_class(
    known: dict[str, tuple[NotebookNode, Report]], assignment: str, number: int, seed: int = 7
) -> list[tuple[NotebookNode, Report]]:
    """The notebooks and reports of so many students."""
    chance = random.Random(f"{assignment} {seed}")
    names = [f"{first.lower()}.{last.lower()}" for first in FIRST.split() for last in LAST.split()]
    random.Random(seed).shuffle(names)
    exercises = COURSE.assignment(assignment).exercises()
    whole = [name for name in known if name.startswith(("broken/", "hostile/"))]
    found: list[tuple[NotebookNode, Report]] = []
    for student in names[:number]:
        kind = chance.random()
        if kind < 0.03:
            notebook, report = known["untouched"]
        elif kind < 0.07:
            notebook, report = known[chance.choice(whole)]
        elif kind < 0.09 and found:
            notebook, report = _copied(chance.choice(found))
        else:
            notebook, report = _one(known, exercises, chance)
        report = copy.deepcopy(report)
        if 0.5 < kind < 0.515:
            _lost(report)
        report = replace(report, student=student, notebook=f"{assignment}.ipynb", seed=chance.randrange(2**32))
        report.took = {"seconds": round(chance.lognormvariate(0, 0.4) * _usual(report, "seconds"), 2)}
        report.took["mib"] = round(chance.lognormvariate(0, 0.15) * _usual(known["solution"][1], "mib"))
        found.append((notebook, report))
    return found


def _lost(report: Report) -> None:
    """A machine that was lost in the middle: of the last exercise nothing is known."""
    why = "ZygoteError: the zygote has ended (signal 9), and the machine has run out of memory"
    report.cells[-1].checks = [CheckResult("test_answer", "error", "This couldn't be graded.", why, f"Traceback:\n{why}")]


def _usual(report: Report, what: str) -> float:
    return report.took.get(what) or {"seconds": 0.5, "mib": 180.0}[what]


def _one(
    known: dict[str, tuple[NotebookNode, Report]], exercises: list[str], chance: random.Random
) -> tuple[NotebookNode, Report]:
    """Somebody who is good at it or isn't, and stops where time runs out."""
    able, stops = chance.betavariate(4, 1.6), chance.random()
    notebook, report = copy.deepcopy(known["solution"][0]), copy.deepcopy(known["solution"][1])
    cells: list[CellResult] = []
    for at, exercise in enumerate(exercises):
        mine = [name for name in known if name.startswith(f"{exercise}/")]
        right = [name for name in mine if known[name][1].score == known["solution"][1].score] or ["solution"]
        wrong = [name for name in mine if name not in right] or ["untouched"]
        is_unwritten = stops < 0.12 and at > len(exercises) * 2 * able / 3
        # The first mistakes of a list are commoner than its last.
        which = min(int(chance.expovariate(1.2)), len(wrong) - 1)
        kind = "untouched" if is_unwritten else chance.choice(right) if chance.random() < 0.35 + 0.65 * able else wrong[which]
        cells += [cell for cell in known[kind][1].cells if cell.exercise == exercise]
        classroom.with_code(notebook, exercise, _personal(_code(known[kind][0], exercise), chance))
    report.cells = cells
    if chance.random() < 0.6:
        _looked(notebook, chance)
    return notebook, report


def _code(notebook: NotebookNode, exercise: str) -> str:
    return next(str(cell.source) for cell in notebook.cells if grade_id_of(cell) == exercise)


def _personal(code: str, chance: random.Random) -> str:
    """The same code as another person types it: a line of thought more."""
    return chance.choice(("", "", "# first try\n", "# this works now\n", "# see the lecture\n")) + code


def _looked(notebook: NotebookNode, chance: random.Random) -> None:
    """A cell in which somebody looks at something, as nobody else does."""
    names = ("stacked_threes", "stacked_sevens", "mean3", "mean7", "valid_3", "sample")
    lines = [f"for number in range({chance.randrange(2, 90)}):"]
    for _ in range(chance.randrange(2, 5)):
        a, b, c = chance.choice(names), chance.randrange(1, 999), chance.choice((".mean()", ".max()", ".abs().sum()", ".std()"))
        lines.append(f"    {a}_diff = {chance.choice(names)}[number + {b}]{c} * {chance.randrange(2, 99)}")
    lines.append(f"    print(number, {a}_diff / {chance.randrange(3, 400)})")
    notebook.cells.insert(len(notebook.cells) - chance.randrange(1, 6), new_code_cell("\n".join(lines)))


def _copied(of: tuple[NotebookNode, Report]) -> tuple[NotebookNode, Report]:
    """Somebody else's notebook with other names for things."""
    notebook = copy.deepcopy(of[0])
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = re.sub(r"\w+_diff\b|\bdist\b|\btotal\b", "result", cell.source)
    return notebook, of[1]


def fill(folder: Path, assignment: str, students: list[tuple[NotebookNode, Report]]) -> None:
    """Hand in their notebooks below `folder`, and put their reports into its store."""
    store = Store(folder / "results.db")
    course = Course.at(folder)
    now = checks(course, course.assignment(assignment))
    for notebook, report in students:
        path = classroom.hand_in(folder, report.student, assignment, notebook)
        report.digest = hashlib.sha256(path.read_bytes()).hexdigest()
        key = Key(report.student, assignment, assignment, report.digest, now, "kit", "cpu", True)
        task = Task(path, report.student, assignment, assignment, top=folder / "submitted", has_folder=True)
        store.put(key, report, task.as_dict())


def main() -> int:
    """Make a class in build/class/<number>/, of as many students as the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int, nargs="?", default=200)
    number = parser.parse_args().number
    folder = BUILD / str(number)
    (folder / "results.db").unlink(missing_ok=True)
    if not folder.exists():
        classroom.course_elsewhere(folder)
    for assignment in ASSIGNMENTS:
        known = graded_once(assignment, BUILD / "pool")
        fill(folder, assignment, the_class(known, assignment, number))
    return autograder(["report", "--course-dir", str(folder)])


if __name__ == "__main__":
    sys.exit(main())
