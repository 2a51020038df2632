"""One exercise examined: does its stub fail, its solution pass, and is each of its variants told for what it is?"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.authoring import made_files, of_variants
from autograder.authoring.made_files import NotMade
from autograder.authoring.one_exercise import Code, Graded, grade_all
from autograder.authoring.submissions import assignment_of, code_of
from autograder.authoring.tally import seeds_of
from autograder.authoring.variants import Variant, variants
from autograder.notebooks import reading, rules
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.settings import CourseError
from autograder.results.telling import said
from autograder.text.near import near


def examine(course: Course, names: Iterable[str], seeds: int) -> tuple[list[str], str]:
    """Grade the stub, the solution and all variants of the exercises `names`, with `seeds` seeds each.

    Returns what is wrong, a sentence each, and a line that sums up. Raises CourseError for a name that no exercise has.
    """
    faults, codes, known = [], [], {}
    wanted = {name: _sound(course, name) for name in names}
    stubs = _stubs(course, wanted)
    for name, assignment in wanted.items():
        right, wrong = (variants(course, kind, name) for kind in ("right", "wrong"))
        folder = course.settings.variants or course.root / "tests"
        for kind, found in (("right", right), ("wrong", wrong)):
            if not found:
                where = folder / kind / name
                faults.append(f"{name} has no {kind} solutions: write one to {where}/, so that its checks are tried.")
        drawn = seeds_of(course, name, seeds)
        codes += [
            Code(name, f"the solution of {name}", code_of(assignment.notebook, name), drawn),
            Code(name, f"the stub of {name}", stubs[name], drawn[:1], training=False),
        ]
        for kind, found in (("right", right), ("wrong", wrong)):
            for variant in found:
                why = of_variants.why_no_answer(name, variant.code)
                if why is not None and (kind == "right" or not variant.hint):
                    mend = of_variants.MEND_ANSWER if kind == "wrong" else "Mend it."
                    faults.append(f"{kind}/{name}/{variant.name}: {why}. {mend}")
                    continue
                known[f"{kind}/{name}/{variant.name}"] = variant
                codes.append(Code(name, f"{kind}/{name}/{variant.name}", variant.code, drawn))
    gradings = 0
    for graded in grade_all(course, codes):
        gradings += len(graded.checks)
        faults += [told for told in faults_of(graded, known.get(graded.code.name)) if told not in faults]
    return faults, f"{gradings:,} gradings; {len(faults) or 'nothing'} to mend."


def messages(course: Course, names: Iterable[str]) -> Iterator[str]:
    """Two lines for each wrong solution of the exercises `names`: its file, and what its student reads first. For a person to go
    through. Raises CourseError for a name that no exercise has.
    """
    codes = [
        Code(name, f"wrong/{name}/{variant.name}", variant.code, seeds_of(course, name, 1))
        for name in names
        if _sound(course, name)
        for variant in variants(course, "wrong", name)
    ]
    for graded in grade_all(course, codes):
        told = said(check for checks in graded.checks.values() for check in checks)
        yield graded.code.name
        yield f"    {told[0].line if told else 'It passes.'}"


def _sound(course: Course, name: str) -> Assignment:
    """The assignment of an exercise. Raises CourseError if there is none, or it can't be graded as it is."""
    assignment = assignment_of(course, name)
    rules.refuse([assignment])
    return assignment


def _stubs(course: Course, wanted: dict[str, Assignment]) -> dict[str, str]:
    """The code of exercises as students get it, made now: what lies in release/ may be older than the notebook."""
    found = {}
    for folder in {assignment.name for assignment in wanted.values()}:
        with TemporaryDirectory() as elsewhere:
            try:
                made = made_files.release(course, folder, Path(elsewhere))
            except NotMade as e:
                raise CourseError(f"nbgrader can't make what students get of {folder}: {e}") from e
            for name, assignment in wanted.items():
                if assignment.name == folder:
                    found[name] = code_of(reading.read(made / assignment.path.name), name)
    return found


def faults_of(graded: Graded, variant: Variant | None) -> list[str]:
    """What the checks are wrong about: one sentence for each kind of fault, with the seeds that show it."""
    name = graded.code.name
    if graded.errors:
        # What follows from it isn't told as another fault.
        return [f"a check of {graded.code.exercise} is broken: {graded.errors[0]}"]
    found: dict[str, tuple[str, list[int]]] = {}
    tried = []
    for seed in graded.code.seeds:
        failed = graded.failed(seed)
        if name.startswith(("right/", "the solution")):
            tried.append(seed)
            told = [("fails", f"{name} fails, and should pass {_SEEDS}: {_each_once(failed)}")] if failed else []
        else:
            expected = graded.expected(variant.fails, seed) if variant is not None else set()
            asked = bool(expected) or seed == graded.code.seeds[0]
            tried += [seed] * (bool(failed) or asked)
            told = [("passes", f"{name} passes {_SEEDS}, and should fail.")] if not failed and asked else []
            if failed and variant is not None:
                told = _of_wrong(name, variant, failed, expected, graded.names)
        for key, text in told:
            found.setdefault(key, (text, []))[1].append(seed)
    return [_with_seeds(key, text, seeds, len(tried)) for key, (text, seeds) in found.items()]


_SEEDS = "(\0)"
"""Where a sentence names the seeds that show it."""
_MOST_NAMED = 3
_BY_CHANCE = ("passes", "others")
"""What a draw is to blame for, if some seeds show it and others don't."""


def _with_seeds(key: str, text: str, seeds: list[int], tried: int) -> str:
    if len(seeds) == tried:
        return text.replace(_SEEDS, f"(seed {seeds[0]})")
    named = ", ".join(map(str, seeds[:_MOST_NAMED])) + ", …" * (len(seeds) > _MOST_NAMED)
    remedy = (
        " Its inputs don't always tell it from the right one: draw in a loop `for _ in tries():` until `all_apart([…])` is true "
        "of the right answer and the wrong ones."
    )
    return text.replace(_SEEDS, f"with {len(seeds)} of {tried} seeds ({named})") + remedy * (key in _BY_CHANCE)


def _each_once(failed: dict[str, str]) -> str:
    """What the student is told, each sentence once and with the names of its checks before it."""
    names: dict[str, list[str]] = {}
    for check, message in failed.items():
        names.setdefault(message, []).append(check)
    return "; ".join(f"{', '.join(checks)}: {message}" for message, checks in names.items())


def _of_wrong(name: str, variant: Variant, failed: dict[str, str], expected: set[str], names: set[str]) -> list[tuple[str, str]]:
    """What is wrong with how a wrong solution failed; `names` are those of all the checks."""
    if not variant.fails:
        return [("none", f"{name} doesn't say which checks must fail: begin it with `# fails: {', '.join(sorted(failed))}`.")]
    found = []
    misspelt = set(variant.fails) - names
    for unknown in sorted(misspelt):
        found.append((unknown, f"{name} says that `{unknown}` must fail, and no check is called so{near(unknown, names)}."))
    also, instead = sorted(failed.keys() - expected), sorted((expected & names) - failed.keys())
    # The check that was meant by a misspelt name failed as it should.
    if (also and not misspelt) or instead:
        parts = [f"{', '.join(also)} failed too"] * bool(also) + [f"{', '.join(instead)} passed"] * bool(instead)
        found.append(("others", f"{name} fails other checks than it says {_SEEDS}: {'; '.join(parts)}."))
    if variant.hint and not any(variant.hint in message for message in failed.values()):
        told = "; ".join(dict.fromkeys(failed.values()))
        found.append(("hint", f"{name} isn't told its hint {variant.hint!r} {_SEEDS}, but: {told}"))
    return found
