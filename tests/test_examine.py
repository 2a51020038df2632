"""What `autograder exercise` makes of gradings: which of a wrong solution's checks a seed can show."""

import pytest

from autograder.authoring.exercise import faults_of
from autograder.authoring.one_exercise import Code, Graded
from autograder.authoring.variants import Variant
from autograder.results.report import CheckResult

FAST, TRAINED = CheckResult("test_loop", "pass", ""), CheckResult("test_accuracy", "fail", "It doesn't train.")
GRADED = Graded(Code("train", "wrong/train/stops", "", (1, 2)), {1: [FAST, TRAINED], 2: [FAST]})


@pytest.mark.parametrize(
    ("fails", "first", "second"),
    [
        (["test_accuracy"], {"test_accuracy"}, set()),
        (["test_loop", "test_accuracy"], {"test_loop", "test_accuracy"}, {"test_loop"}),
        (["test_misspelt"], {"test_misspelt"}, set()),
    ],
)
def test_a_seed_can_show_what_ran_with_it(fails: list[str], first: set[str], second: set[str]) -> None:
    """A check that trains runs with the first seed only; a name that no check has shows there."""
    assert GRADED.expected(fails, 1) == first
    assert GRADED.expected(fails, 2) == second


def test_a_wrong_solution_that_only_training_shows_is_nothing_to_mend() -> None:
    assert faults_of(GRADED, Variant("train", "stops", "", ("test_accuracy",))) == []
    assert faults_of(GRADED, Variant("train", "stops", "", ("test_loop", "test_accuracy"))) != []


def graded(name: str, *by_seed: dict[str, str]) -> Graded:
    """What the checks say with the seeds 7000, 7001…: the sentence of each that failed, "" of each that passed."""
    seeds = tuple(range(7000, 7000 + len(by_seed)))
    checks = [[CheckResult(check, "fail" if said else "pass", said) for check, said in found.items()] for found in by_seed]
    return Graded(Code("rms", name, "", seeds), dict(zip(seeds, checks, strict=True)))


WRONG = {"test_rms": "No root.", "test_one": ""}
PASSES = {"test_rms": "", "test_one": ""}


def test_a_wrong_solution_that_passes_by_chance_is_told_with_the_remedy() -> None:
    (told,) = faults_of(graded("wrong/rms/sum", WRONG, PASSES, WRONG, WRONG), Variant("rms", "sum", "", ("test_rms",)))
    assert told.startswith("wrong/rms/sum passes with 1 of 4 seeds (7001), and should fail. Its inputs don't always")
    assert "for _ in tries():" in told
    assert "all_apart(" in told
    (told,) = faults_of(graded("wrong/rms/sum", *[WRONG] + [PASSES] * 5), Variant("rms", "sum", "", ("test_rms",)))
    assert "with 5 of 6 seeds (7001, 7002, 7003, …)" in told
    (told,) = faults_of(graded("wrong/rms/sum", PASSES, PASSES), Variant("rms", "sum", "", ("test_rms",)))
    assert told == "wrong/rms/sum passes (seed 7000), and should fail."


def test_other_checks_by_chance_are_told_with_the_remedy() -> None:
    both = {"test_rms": "No root.", "test_one": "No root."}
    (told,) = faults_of(graded("wrong/rms/sum", both, WRONG), Variant("rms", "sum", "", ("test_rms", "test_one")))
    assert told.startswith("wrong/rms/sum fails other checks than it says with 1 of 2 seeds (7001): test_one passed. Its inputs")


def test_a_check_that_isnt_there_didnt_pass() -> None:
    told = faults_of(graded("wrong/rms/sum", WRONG, WRONG), Variant("rms", "sum", "", ("test_rmss",)))
    assert told == ["wrong/rms/sum says that `test_rmss` must fail, and no check is called so (did you mean `test_rms`?)."]


def test_the_same_sentence_is_told_once() -> None:
    said = {"test_rms": "It raised.", "test_one": "It raised.", "test_two": "No root."}
    (told,) = faults_of(graded("the solution of rms", said), None)
    assert told == "the solution of rms fails, and should pass (seed 7000): test_rms, test_one: It raised.; test_two: No root."
    (told,) = faults_of(graded("wrong/rms/sum", said), Variant("rms", "sum", "", tuple(said), "the root"))
    assert told == "wrong/rms/sum isn't told its hint 'the root' (seed 7000), but: It raised.; No root."
