"""How good the grader is, in figures: `make grader-report` writes docs/grader-quality.md.

Grades every right solution, every wrong one and every mutant in the real worker, with many seeds, and every hostile
submission once. Exit status 1 when the grader was wrong about one of them. `autograder exercise NAME` does it for one.
Goes on where it was cut off: build/grader_report.json keeps each finished assignment; remove it after a change of the code.
"""

import json
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import asdict

import classroom
import forger_report
import sections
import spoilt_table
from rich.progress import track as shown

from autograder.authoring.mutants import Mutant
from autograder.authoring.one_exercise import Graded
from autograder.authoring.tally import FIRST_SEED, Tally, grade_mutants, grade_variants, what_was_wrong
from autograder.judge.judge import Judge

DOCUMENT = classroom.COURSE.root / "docs" / "grader-quality.md"
KEPT = classroom.COURSE.root / "build" / "grader_report.json"
EQUIVALENT = classroom.COURSE.root / "quality" / "equivalent.toml"
RIGHT_SEEDS, WRONG_SEEDS = 40, 10
"""How many seeds each right and each wrong solution is graded with; --seeds N tries more on single exercises."""

HEAD = """# How good the grader is

Made by `make grader-report`, in the real worker. Each right solution was graded with {} seeds and each wrong one with
{}, so with other hidden inputs each time; checks that train an accuracy were run with the first seed, and questions,
which draw nothing, with one. *Right* and *wrong* are the files of `tests/right/` and `tests/wrong/`; a *false fail* is
a grading in which a right one lost a point, a *false pass* one in which a wrong one lost none. *Exact*: gradings in
which precisely the checks failed that the file names. *Named*: wrong solutions of which what is read first names the mistake, the
line or the letter in every grading, and doesn't say only that a shape or a value is wrong. *Hints*: wrong solutions that name a
hint, and how many of them got it in every grading. *Misleading*: other hints that any check gave, and that aren't true of that
solution by its file (`# also:`). *Mutants*: the instructor's solution with one small change; those that no check kills are listed
below, each with the reason why it is as right as the solution, or why no check asks for what would show it. *Conditions*: mutants
that are right under a condition, such as for so many items, for numbers above 0, or for what the first call was given, and how
many of them are killed.
"""


def equivalents() -> dict[tuple[str, str, str], str]:
    """The mutants that do the same as the solution: (exercise, line before, line after) -> why."""
    listed = tomllib.loads(EQUIVALENT.read_text())["mutant"]
    return {(m["exercise"], m["old"], m["new"]): m["why"] for m in listed}


def grade_attacks() -> list[tuple[str, str, float, str]]:
    """Each hostile submission: its name, what it tries, its score and its outcome."""
    found: list[tuple[str, str, float, str]] = []
    with Judge(classroom.COURSE, device="cpu") as judge:
        for name, code in shown(classroom.attacks().items(), "hostile submissions"):
            notebook = classroom.with_first_cell(classroom.released("02_distances"), code)
            report = judge.grade(notebook, "02_distances", name, FIRST_SEED)
            found.append((name, code.splitlines()[0].removeprefix("# "), report.score, report.status))
    return found


def written(tallies: dict[str, Tally], attacks: list[tuple[str, str, float, str]]) -> tuple[str, bool]:
    """The document, and whether the grader was right about everything."""
    known = equivalents()
    unknown = [m for t in tallies.values() for m in t.survivors if (m.exercise, m.old, m.new) not in known]
    survived = {(m.exercise, m.old, m.new) for t in tallies.values() for m in t.survivors}
    stale = [key for key in known if key not in survived]
    total = lambda count: sum(count(t) for t in tallies.values())  # noqa: E731  # named once, used in the sentence below
    right_gradings = total(lambda t: t.right_gradings)
    failed, wrong = total(lambda t: len(t.false_fails)), total(lambda t: t.wrong)
    # With no failure in n gradings, 3/n: exactly 1 - 0.05 ** (1/n).
    bound = "" if failed else f" (a seed lets a right one fail with a probability of at most {3 / right_gradings:.1e}, at 95 %)"
    lines = [
        HEAD.format(RIGHT_SEEDS, WRONG_SEEDS),
        f"**{total(lambda t: len(t.false_passes))} false passes** in {total(lambda t: t.wrong_gradings):,} gradings of "
        f"{wrong} wrong solutions, and **{total(lambda t: len(t.false_fails))} false fails** in "
        f"{right_gradings:,} gradings of {total(lambda t: t.right)} right ones{bound}. What is read "
        f"first names the mistake of {wrong - total(lambda t: len(t.unnamed))} of {wrong} wrong solutions, and "
        f"{total(lambda t: len(t.misleading))} hints mislead; "
        f"{total(lambda t: t.killed)} of {total(lambda t: t.mutants)} mutants killed, and "
        f"{total(lambda t: t.conditions_killed)} of {total(lambda t: t.conditions)} that are right under a condition; "
        f"{total(lambda t: len(t.survivors))} survive, {len(unknown)} of them unjudged; "
        f"{sum(score > 0 or status != 'fail' for _, _, score, status in attacks)} of {len(attacks)} hostile submissions got "
        f"anything; {total(lambda t: len(t.errors))} errors.",
        "",
        "| exercise | right | wrong | false passes | false fails | exact | named | hints | misleading | mutants | killed | "
        "conditions | equivalent |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for exercise, t in tallies.items():
        exact = t.wrong_gradings - len(t.other_checks) - len(t.false_passes)
        lines.append(
            f"| `{exercise}` | {t.right} | {t.wrong} | {len(t.false_passes)} | {len(t.false_fails)} | {exact:,} of "
            f"{t.wrong_gradings:,} | {t.wrong - len(t.unnamed)} of {t.wrong} | {t.hints - len(t.hints_missed)} of {t.hints} | "
            f"{len(t.misleading)} | {t.mutants} | {t.killed} | {t.conditions_killed} of {t.conditions} | {len(t.survivors)} |"
        )
    lines += ["", "## Mutants that survive", ""]
    lines += [f"- `{m}`: `{old}` → `{new}`: {why}" for (m, old, new), why in known.items() if (m, old, new) in survived]
    lines += [f"- **not judged yet** `{m.exercise}`: `{m.name}`" for m in unknown]
    lines += ["", "## Hostile submissions", "", "Each stands in front of an untouched notebook, and may get: nothing.", ""]
    lines += ["| submission | what it tries | points | outcome |", "|---|---|---|---|"]
    lines += [f"| `{name}` | {tries} | {score:g} | {status} |" for name, tries, score, status in attacks]
    unnamed = [text for t in tallies.values() for text in t.unnamed]
    if unnamed:
        lines += ["", "## Mistakes without a name", "", "What is read first says no more than what was seen.", ""]
        lines += [f"- {for_page(text)}" for text in unnamed]
    found = [*what_was_wrong(tallies), *(f"listed as equivalent, but killed or gone: {key}" for key in stale)]
    if found:
        lines += ["", "## What was wrong", "", *(f"- {text[:1000]}" for text in found[:200])]
    ok = not (found or unknown) and all(score == 0 and status == "fail" for _, _, score, status in attacks)
    return "\n".join(lines) + "\n", ok


def for_page(text: str) -> str:
    """A variant's name and what is said of it, as Markdown."""
    name, _, told = text.partition(": ")
    return f"`{name}`: {told}"


def track(found: Iterable[Graded], what: str, total: int) -> Iterable[Graded]:
    return shown(found, what, total=total)


def measured() -> dict[str, Tally]:
    """What became of each exercise, one assignment after the other; those that an earlier run finished aren't graded again."""
    KEPT.parent.mkdir(exist_ok=True)
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for name in classroom.COURSE.names():
        tallies = {exercise: Tally() for exercise in classroom.COURSE.assignment(name).exercises()}
        if tallies.keys() <= kept.keys():
            continue
        print(name)
        grade_variants(classroom.COURSE, tallies, RIGHT_SEEDS, WRONG_SEEDS, track)
        grade_mutants(classroom.COURSE, tallies, track)
        kept |= {exercise: asdict(tally) for exercise, tally in tallies.items()}
        KEPT.write_text(json.dumps(kept))
    return {
        exercise: Tally(**tally | {"survivors": [Mutant(**mutant) for mutant in tally["survivors"]]})
        for exercise, tally in kept.items()
    }


def main() -> int:
    text, ok = written(measured(), grade_attacks())
    before = DOCUMENT.read_text()
    whole = text
    for title in (forger_report.TITLE, spoilt_table.TITLE):
        if kept := sections.section(before, title):
            whole = sections.with_section(whole, title, kept)
    DOCUMENT.write_text(whole)
    KEPT.unlink()
    print(text)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
