"""What the checks of a course were right and wrong about: its right and wrong solutions, and mutants, with many seeds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from autograder.authoring import conditions
from autograder.authoring.mutants import Mutant, mutants
from autograder.authoring.one_exercise import Code, Graded, grade_all
from autograder.authoring.variants import variants
from autograder.notebooks.course import Course

FIRST_SEED = 7000


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
    misleading: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    mutants: int = 0
    killed: int = 0
    conditions: int = 0
    conditions_killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


Track = Callable[[Iterable[Graded], str, int], Iterable[Graded]]
"""Shows how far a long work has come: what is worked on, what it is called, and how much there is."""


def untracked(found: Iterable[Graded], what: str, total: int) -> Iterable[Graded]:
    return found


def grade_variants(
    course: Course, tallies: dict[str, Tally], right_seeds: int, wrong_seeds: int, track: Track = untracked
) -> None:
    """Every right and every wrong solution of the exercises in `tallies`."""
    right, wrong = ([v for v in variants(course, kind) if v.exercise in tallies] for kind in ("right", "wrong"))
    for variant in right:
        tallies[variant.exercise].right += 1
    for variant in wrong:
        tallies[variant.exercise].wrong += 1
        tallies[variant.exercise].hints += bool(variant.hint)
    by_name = {f"{kind}/{v.exercise}/{v.name}": v for kind, found in (("right", right), ("wrong", wrong)) for v in found}
    codes = [
        Code(v.exercise, name, v.code, seeds_of(course, v.exercise, right_seeds if name.startswith("right/") else wrong_seeds))
        for name, v in by_name.items()
    ]
    for graded in track(grade_all(course, codes), "right and wrong solutions", len(codes)):
        name, variant, tally = graded.code.name, by_name[graded.code.name], tallies[graded.code.exercise]
        tally.errors += [f"{name}, {error}" for error in graded.errors]
        hinted = named_first = True
        others: set[str] = set()
        for seed in graded.code.seeds:
            failed, named = graded.failed(seed), f"{name}, seed {seed}"
            if name.startswith("right/"):
                tally.right_gradings += 1
                tally.false_fails += [f"{named}: {failed}"] if failed else []
                continue
            tally.wrong_gradings += 1
            expected = graded.expected(variant.fails, seed)
            if not failed and expected:
                tally.false_passes.append(named)
            elif failed.keys() != expected:
                instead = f"failed {sorted(failed.keys() - expected)}, passed {sorted(expected - failed.keys())}"
                tally.other_checks.append(f"{named}: {instead}")
            hinted &= not expected or any(variant.hint in message for message in failed.values())
            named_first &= not failed or graded.is_named(seed)
            others |= graded.hints(seed)
        if variant.hint and not hinted:
            tally.hints_missed.append(f"{name}: the hint wasn't given in every grading")
        if name.startswith("wrong/"):
            tally.unnamed += [] if named_first else [f"{name}: {graded.first(graded.code.seeds[0])}"]
            true = (variant.hint, *variant.also)  # "" is in every hint: who names none says of none that it misleads
            tally.misleading += [f"{name}: {hint}" for hint in sorted(others) if not any(part in hint for part in true)]


def seeds_of(course: Course, exercise: str, seeds: int) -> tuple[int, ...]:
    """The seeds that an exercise is graded with: one for a question, whose check draws nothing."""
    return tuple(range(FIRST_SEED, FIRST_SEED + (1 if exercise.startswith(course.settings.words.question) else seeds)))


def grade_mutants(course: Course, tallies: dict[str, Tally], track: Track = untracked) -> None:
    """Every mutant, slips and those that are right under a condition: first by what it does; what gets past that, with more
    seeds and by its accuracy too.
    """
    left = [m for exercise in tallies for m in (*mutants(course, exercise), *conditions.conditions(course, exercise))]
    for mutant in left:
        tallies[mutant.exercise].mutants += mutant.old != conditions.OLD
        tallies[mutant.exercise].conditions += mutant.old == conditions.OLD
    for seed, training in ((FIRST_SEED, False), (FIRST_SEED + 1, False), (FIRST_SEED + 2, True)):
        codes = [Code(m.exercise, m.name, m.text, (seed,), training) for m in left]
        results = list(track(grade_all(course, codes), "mutants", len(codes)))
        for mutant, graded in zip(left, results, strict=True):
            tallies[mutant.exercise].errors += [f"mutant {mutant.name}: {error}" for error in graded.errors]
            tallies[mutant.exercise].killed += bool(graded.failed(seed)) and mutant.old != conditions.OLD
            tallies[mutant.exercise].conditions_killed += bool(graded.failed(seed)) and mutant.old == conditions.OLD
        left = [mutant for mutant, graded in zip(left, results, strict=True) if not graded.failed(seed)]
    for mutant in left:
        tallies[mutant.exercise].survivors.append(mutant)


def what_was_wrong(tallies: dict[str, Tally]) -> list[str]:
    """Every grading in which the grader was wrong, in words."""
    return [
        text
        for t in tallies.values()
        for found in (t.hints_missed, t.misleading, t.false_passes, t.false_fails, t.other_checks, t.errors)
        for text in found
    ]
