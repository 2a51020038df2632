"""How good the grader is, in figures: `make grader-report` writes docs/grader-quality.md.

    python quality/grader_report.py [--seeds N] [EXERCISE ...]

Grades every right solution, every wrong one and every mutant in the real worker, with many seeds, and every hostile
submission once. With names, only the right and wrong solutions of these exercises; what was wrong is printed, and the
document is left as it is. Exit status 1 when the grader was wrong about one of them.
"""

import argparse
import sys
import tomllib
from dataclasses import dataclass, field

import classroom
from mutants import Mutant, exercises, mutants
from one_exercise import Code, grade_all
from rich.progress import track

from autograder.course import exercise_and_part
from autograder.judge import Judge

DOCUMENT = classroom.COURSE.root / "docs" / "grader-quality.md"
EQUIVALENT = classroom.COURSE.root / "quality" / "equivalent.toml"
RIGHT_SEEDS, WRONG_SEEDS = 40, 10
"""How many seeds each right and each wrong solution is graded with; --seeds N tries more on single exercises."""
FIRST_SEED = 7000
ACCURACY = "test_trains_to_the_expected_accuracy"

HEAD = """# How good the grader is

Made by `make grader-report`, in the real worker. Each right solution was graded with {} seeds and each wrong one with
{}, so with other hidden inputs each time; checks that train an accuracy were run with the first seed, and questions,
which draw nothing, with one. *Right* and *wrong* are the files of `tests/right/` and `tests/wrong/`; a *false fail* is
a grading in which a right one lost a point, a *false pass* one in which a wrong one lost none. *Exact*: gradings in
which precisely the checks failed that the file names. *Hints*: wrong solutions that name a hint, and how many of them
got it in every grading. *Mutants*: the instructor's solution with one small change; those that no check kills are listed
below, each with the reason why it is as right as the solution.
"""


@dataclass
class Tally:
    """What became of one exercise. The lists hold what the grader was wrong about, in words."""

    right: int = 0
    wrong: int = 0
    right_gradings: int = 0
    wrong_gradings: int = 0
    false_fails: list[str] = field(default_factory=list)
    false_passes: list[str] = field(default_factory=list)
    other_checks: list[str] = field(default_factory=list)
    hints: int = 0
    hints_missed: list[str] = field(default_factory=list)
    mutants: int = 0
    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def grade_variants(tallies: dict[str, Tally], right_seeds: int, wrong_seeds: int) -> None:
    """Every right and every wrong solution of the exercises in `tallies`."""
    right, wrong = ([v for v in classroom.variants(kind) if v.exercise in tallies] for kind in ("right", "wrong"))
    for variant in right:
        tallies[variant.exercise].right += 1
    for variant in wrong:
        tallies[variant.exercise].wrong += 1
        tallies[variant.exercise].hints += bool(variant.hint)
    by_name = {f"{kind}/{v.exercise}/{v.name}": v for kind, found in (("right", right), ("wrong", wrong)) for v in found}
    codes = [
        Code(v.exercise, name, v.code, seeds_of(v.exercise, right_seeds if name.startswith("right/") else wrong_seeds))
        for name, v in by_name.items()
    ]
    for graded in track(grade_all(codes), "right and wrong solutions", total=len(codes)):
        name, variant, tally = graded.code.name, by_name[graded.code.name], tallies[graded.code.exercise]
        tally.errors += [f"{name}, {error}" for error in graded.errors]
        hinted = True
        for seed in graded.code.seeds:
            failed, named = graded.failed(seed), f"{name}, seed {seed}"
            if name.startswith("right/"):
                tally.right_gradings += 1
                tally.false_fails += [f"{named}: {failed}"] if failed else []
                continue
            tally.wrong_gradings += 1
            expected = {check for check in variant.fails if seed == FIRST_SEED or check != ACCURACY}
            if not failed and expected:
                tally.false_passes.append(named)
            elif failed.keys() != expected:
                others = f"failed {sorted(failed.keys() - expected)}, passed {sorted(expected - failed.keys())}"
                tally.other_checks.append(f"{named}: {others}")
            hinted &= not expected or any(variant.hint in message for message in failed.values())
        if variant.hint and not hinted:
            tally.hints_missed.append(f"{name}: the hint wasn't given in every grading")


def seeds_of(exercise: str, seeds: int) -> tuple[int, ...]:
    """The seeds that an exercise is graded with: one for a question, whose check draws nothing."""
    return tuple(range(FIRST_SEED, FIRST_SEED + (1 if exercise.startswith("q_") else seeds)))


def grade_mutants(tallies: dict[str, Tally]) -> None:
    """Every mutant: first by what it does; what gets past that, with more seeds and by its accuracy too."""
    left = [mutant for exercise in exercises() for mutant in mutants(exercise)]
    for mutant in left:
        tallies[mutant.exercise].mutants += 1
    for seed, training in ((FIRST_SEED, False), (FIRST_SEED + 1, False), (FIRST_SEED + 2, True)):
        codes = [Code(m.exercise, m.name, m.text, (seed,), training) for m in left]
        results = list(track(grade_all(codes), "mutants", total=len(codes)))
        for mutant, graded in zip(left, results, strict=True):
            tallies[mutant.exercise].errors += [f"mutant {mutant.name}: {error}" for error in graded.errors]
            tallies[mutant.exercise].killed += bool(graded.failed(seed))
        left = [mutant for mutant, graded in zip(left, results, strict=True) if not graded.failed(seed)]
    for mutant in left:
        tallies[mutant.exercise].survivors.append(mutant)


def equivalents() -> dict[tuple[str, str, str], str]:
    """The mutants that do the same as the solution: (exercise, line before, line after) -> why."""
    listed = tomllib.loads(EQUIVALENT.read_text())["mutant"]
    return {(m["exercise"], m["old"], m["new"]): m["why"] for m in listed}


def grade_attacks() -> list[tuple[str, str, float, str]]:
    """Each hostile submission: its name, what it tries, its score and its outcome."""
    found = []
    with Judge(classroom.COURSE, device="cpu") as judge:
        for name, code in track(classroom.attacks().items(), "hostile submissions"):
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
    failed = total(lambda t: len(t.false_fails))
    # With no failure in n gradings, 3/n: exactly 1 - 0.05 ** (1/n).
    bound = "" if failed else f" (a seed lets a right one fail with a probability of at most {3 / right_gradings:.1e}, at 95 %)"
    lines = [
        HEAD.format(RIGHT_SEEDS, WRONG_SEEDS),
        f"**{total(lambda t: len(t.false_passes))} false passes** in {total(lambda t: t.wrong_gradings):,} gradings of "
        f"{total(lambda t: t.wrong)} wrong solutions, and **{total(lambda t: len(t.false_fails))} false fails** in "
        f"{right_gradings:,} gradings of {total(lambda t: t.right)} right ones{bound}; "
        f"{total(lambda t: t.killed)} of {total(lambda t: t.mutants)} mutants killed, "
        f"{total(lambda t: len(t.survivors))} survive, {len(unknown)} of them unjudged; "
        f"{sum(score > 0 or status != 'fail' for _, _, score, status in attacks)} of {len(attacks)} hostile submissions got "
        f"anything; {total(lambda t: len(t.errors))} errors.",
        "",
        "| exercise | right | wrong | false passes | false fails | exact | hints | mutants | killed | equivalent |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for exercise, t in tallies.items():
        exact = t.wrong_gradings - len(t.other_checks) - len(t.false_passes)
        lines.append(
            f"| `{exercise}` | {t.right} | {t.wrong} | {len(t.false_passes)} | {len(t.false_fails)} | {exact:,} of "
            f"{t.wrong_gradings:,} | {t.hints - len(t.hints_missed)} of {t.hints} | {t.mutants} | {t.killed} | "
            f"{len(t.survivors)} |"
        )
    lines += ["", "## Mutants that survive", ""]
    lines += [f"- `{m}`: `{old}` → `{new}`: {why}" for (m, old, new), why in known.items() if (m, old, new) in survived]
    lines += [f"- **not judged yet** `{m.exercise}`: `{m.name}`" for m in unknown]
    lines += ["", "## Hostile submissions", "", "Each stands in front of an untouched notebook, and may get: nothing.", ""]
    lines += ["| submission | what it tries | points | outcome |", "|---|---|---|---|"]
    lines += [f"| `{name}` | {tries} | {score:g} | {status} |" for name, tries, score, status in attacks]
    found = [*what_was_wrong(tallies), *(f"listed as equivalent, but killed or gone: {key}" for key in stale)]
    if found:
        lines += ["", "## What was wrong", "", *(f"- {text[:1000]}" for text in found[:200])]
    ok = not (found or unknown) and all(score == 0 and status == "fail" for _, _, score, status in attacks)
    return "\n".join(lines) + "\n", ok


def what_was_wrong(tallies: dict[str, Tally]) -> list[str]:
    """Every grading in which the grader was wrong, in words."""
    return [
        text for t in tallies.values() for text in (*t.hints_missed, *t.false_passes, *t.false_fails, *t.other_checks, *t.errors)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="How good the grader is, in figures.")
    parser.add_argument("exercises", nargs="*", metavar="EXERCISE")
    parser.add_argument("--seeds", type=int, metavar="N", help="with exercises: grade each file with N seeds")
    given = parser.parse_args()
    graded = [grade_id for name in classroom.COURSE.names() for grade_id in classroom.COURSE.assignment(name).checked()]
    everything = list(dict.fromkeys(exercise_and_part(grade_id)[0] for grade_id in graded))
    tallies = {exercise: Tally() for exercise in given.exercises or everything}
    if given.seeds and not given.exercises:
        parser.error("--seeds goes with exercises; the document's are fixed")
    grade_variants(tallies, given.seeds or RIGHT_SEEDS, given.seeds or WRONG_SEEDS)
    if given.exercises:
        found = what_was_wrong(tallies)
        gradings = sum(t.right_gradings + t.wrong_gradings for t in tallies.values())
        print("\n".join([*found, f"{gradings:,} gradings, {len(found)} of them wrong"]))
        return 1 if found else 0
    grade_mutants(tallies)
    text, ok = written(tallies, grade_attacks())
    DOCUMENT.write_text(text)
    print(text)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
