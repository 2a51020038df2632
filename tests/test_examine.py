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
