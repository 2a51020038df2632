"""One exercise examined: does its stub fail, its solution pass, and is each of its variants told for what it is?"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.authoring import made_files
from autograder.authoring.made_files import NotMade
from autograder.authoring.one_exercise import Code, Graded, grade_all
from autograder.authoring.submissions import assignment_of, code_of
from autograder.authoring.tally import seeds_of
from autograder.authoring.variants import Variant, variants
from autograder.notebooks import reading
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.settings import CourseError
from autograder.results.telling import said


def examine(course: Course, names: Iterable[str], seeds: int) -> tuple[list[str], str]:
    """Grade the stub, the solution and all variants of the exercises `names`, with `seeds` seeds each.

    Returns what is wrong, a sentence each, and a line that sums up. Raises CourseError for a name that no exercise has.
    """
    faults, codes, known = [], [], {}
    wanted = {name: assignment_of(course, name) for name in names}
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
        if assignment_of(course, name)
        for variant in variants(course, "wrong", name)
    ]
    for graded in grade_all(course, codes):
        told = said(check for checks in graded.checks.values() for check in checks)
        yield graded.code.name
        yield f"    {told[0].line if told else 'It passes.'}"


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
    """What the checks are wrong about: one sentence for each kind of fault, with the first seed that shows it."""
    name = graded.code.name
    if graded.errors:
        # What follows from it isn't told as another fault.
        return [f"a check of {graded.code.exercise} is broken: {graded.errors[0]}"]
    found: dict[str, str] = {}
    for seed in graded.code.seeds:
        failed = graded.failed(seed)
        if name.startswith(("right/", "the solution")):
            if failed:
                told = "; ".join(f"{check}: {message}" for check, message in failed.items())
                found.setdefault("fails", f"{name} fails, and should pass (seed {seed}): {told}")
            continue
        expected = graded.expected(variant.fails, seed) if variant is not None else set()
        if not failed and (expected or seed == graded.code.seeds[0]):
            found.setdefault("passes", f"{name} passes, and should fail (seed {seed}).")
        elif failed and variant is not None:
            for key, told in _of_wrong(name, variant, seed, failed, expected):
                found.setdefault(key, told)
    return list(found.values())


def _of_wrong(name: str, variant: Variant, seed: int, failed: dict[str, str], expected: set[str]) -> list[tuple[str, str]]:
    """What is wrong with how a wrong solution failed."""
    if not variant.fails:
        return [("none", f"{name} doesn't say which checks must fail: begin it with `# fails: {', '.join(sorted(failed))}`.")]
    found = []
    if failed.keys() != expected:
        also, instead = sorted(failed.keys() - expected), sorted(expected - failed.keys())
        parts = [f"{', '.join(also)} failed too"] * bool(also) + [f"{', '.join(instead)} passed"] * bool(instead)
        found.append(("others", f"{name} fails other checks than it says (seed {seed}): {'; '.join(parts)}."))
    if variant.hint and not any(variant.hint in message for message in failed.values()):
        told = "; ".join(failed.values())
        found.append(("hint", f"{name} isn't told its hint {variant.hint!r} (seed {seed}), but: {told}"))
    return found
