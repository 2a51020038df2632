"""What a forger gains, and how many points are of manner: `make forger-report` writes that section of docs/grader-quality.md.

Plays tests/forged/worker.py over every wrong solution, with one seed. Exit status 1 when he gained what isn't of manner.
"""

import sys

import classroom
import forger
import sections
from rich.progress import track

DOCUMENT = classroom.COURSE.root / "docs" / "grader-quality.md"
TITLE = "Manner, and the forger"

HEAD = f"""## {TITLE}

Made by `make forger-report`. *Results*: points of cells that need the right result for inputs that nobody can foresee; they hold
against anybody. *Both*: cells that ask for the results and also for the manner (was autograd used, do the arguments stay as they
were); what can be gained there by forging is the manner alone. *Manner*: cells that ask nothing else, which a forger gets.
*Marked*: checks marked `@manner`, of all checks. The forger of `tests/forged/worker.py` changes every helper and the worker
itself, and stands in front of each wrong solution of `tests/wrong/`, with one seed: the last two columns say with how many of
them he gained a cell, and with which. Questions have a letter for an answer, which no worker can change, and aren't listed.

| exercise | results | both | manner | marked | gained | with |
|---|---|---|---|---|---|---|
"""


def section(played: list[forger.Forged]) -> str:
    """The section, with its table."""
    rows, totals = "", [0.0, 0.0, 0.0]
    for exercise, parts in forger.points().items():
        if exercise.startswith("q_"):
            continue
        checks = forger.checks_of(exercise)
        found = [0.0, 0.0, 0.0]
        for part, points in parts.items():
            marks = {name in checks.manner for name, its in checks.parts.items() if its == part}
            found[2 if marks == {True} else 1 if True in marks else 0] += points
        totals = [a + b for a, b in zip(totals, found, strict=True)]
        own = [f for f in played if f.variant.exercise == exercise]
        names = ", ".join(f"`{f.variant.name}`" for f in own if f.gained)
        columns = " | ".join(f"{points:g}" for points in found)
        gained = f"{sum(bool(f.gained) for f in own)} of {len(own)}"
        rows += f"| `{exercise}` | {columns} | {len(checks.manner)} of {len(checks.parts)} | {gained} | {names} |\n"
    sums = " | ".join(f"**{points:g}**" for points in totals)
    all_gained = f"**{sum(bool(f.gained) for f in played)} of {len(played)}**"
    return f"{HEAD}{rows}| all | {sums} | | {all_gained} | |\n"


def main() -> int:
    wrong = [v for v in classroom.variants("wrong") if not v.exercise.startswith("q_")]
    played = list(track(forger.play(wrong), "wrong solutions", total=len(wrong)))
    DOCUMENT.write_text(sections.with_section(DOCUMENT.read_text(), TITLE, section(played)))
    wrongly = [f"{f.variant.exercise}/{f.variant.name}: {f.not_of_manner}" for f in played if f.not_of_manner]
    print(*wrongly, sep="\n")
    return 1 if wrongly else 0


if __name__ == "__main__":
    sys.exit(main())
