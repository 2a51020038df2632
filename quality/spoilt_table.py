"""A mistake is paid for once: `make spoilt-table` writes that section of docs/grader-quality.md.

Spoils each function of each assignment in four ways, in a solved notebook with everything else right, and grades it whole. Exit
status 1 when a point of another exercise was lost. Goes on where it was cut off: build/spoilt.json keeps what was measured.
"""

import json
import sys
from dataclasses import dataclass, replace

import classroom
import sections
from rich.progress import track

from autograder.judge.judge import Judge

DOCUMENT = classroom.COURSE.root / "docs" / "grader-quality.md"
KEPT = classroom.COURSE.root / "build" / "spoilt.json"
TITLE = "A mistake is paid for once"
SEED = 7000
WAYS = {
    "missing": "",
    "wrong": "def {name}(*args, **kwargs): return 0",
    "endless": "def {name}(*args, **kwargs):\n    while True: pass",
    "of the wrong kind": "{name} = [1, 2]",
}

HEAD = f"""## {TITLE}

Made by `make spoilt-table`. Each function was spoilt in a solved notebook, in four ways: missing; wrong, as it returns 0
whatever it is given; endless; a list of numbers where a function should be. *Others*: points that other exercises lost by it, and
after the `+` those that they were given by right versions in its place. *Switched off*: what they lose without carrying forward,
by the wrong one. *Own*: the points of the function's own checks.

| function | own | switched off | {" | ".join(WAYS)} |
|---|---|---|{"---|" * len(WAYS)}
"""


@dataclass(frozen=True)
class Spoilt:
    """What others lost by one spoilt function, and what was carried forward to them, in points; and the function's own points."""

    own: float
    lost: float
    carried: float


def grade(judge: Judge, assignment: str, name: str, way: str) -> Spoilt:
    """Grade the solved notebook of `assignment` with `name` spoilt."""
    notebook = classroom.with_code(classroom.solved(assignment), name, WAYS[way].format(name=name))
    report = judge.grade(notebook, assignment, "spoilt", SEED)
    others = [cell for cell in report.cells if cell.exercise != name]
    return Spoilt(
        sum(cell.points for cell in report.cells if cell.exercise == name),
        sum(cell.points - cell.score for cell in others),
        sum(cell.score for cell in others if cell.carried),
    )


def measured() -> dict[str, dict[str, Spoilt]]:
    """Every function of the course, by its name; for each way, and `switched off`, what came of it."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    functions = [
        (a, name) for a in classroom.COURSE.names() for name in classroom.COURSE.assignment(a).exercises() if name[:2] != "q_"
    ]
    wanted = [(a, name, way) for a, name in functions for way in (*WAYS, "switched off")]
    KEPT.parent.mkdir(exist_ok=True)
    off = replace(classroom.COURSE, settings=replace(classroom.COURSE.settings, carried_forward=False))
    with Judge(classroom.COURSE, device="cpu") as judge, Judge(off, device="cpu") as without:
        for assignment, name, way in track(wanted, "spoilt functions"):
            if f"{name}, {way}" not in kept:
                found = (
                    grade(without, assignment, name, "wrong") if way == "switched off" else grade(judge, assignment, name, way)
                )
                kept[f"{name}, {way}"] = [found.own, found.lost, found.carried]
                KEPT.write_text(json.dumps(kept))
    return {name: {way: Spoilt(*kept[f"{name}, {way}"]) for way in (*WAYS, "switched off")} for _, name in functions}


def section(found: dict[str, dict[str, Spoilt]]) -> str:
    """The section, with its table."""
    rows = ""
    for name, ways in found.items():
        columns = " | ".join(f"{ways[way].lost:g} + {ways[way].carried:g}" for way in WAYS)
        rows += f"| `{name}` | {ways['wrong'].own:g} | {ways['switched off'].lost:g} | {columns} |\n"
    return HEAD + rows


def main() -> int:
    found = measured()
    DOCUMENT.write_text(sections.with_section(DOCUMENT.read_text(), TITLE, section(found)))
    KEPT.unlink()
    paid_twice = [f"{name}, {way}" for name, ways in found.items() for way in WAYS if ways[way].lost]
    print(*paid_twice, sep="\n")
    return 1 if paid_twice else 0


if __name__ == "__main__":
    sys.exit(main())
