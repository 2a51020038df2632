"""Hidden check of the question `q_regression`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "There are two answers to choose from.",
    "b": "There are ten answers to choose from.",
    "c": "The answer is yes or no.",
}


def test_answer(q_regression):
    """The right letter was chosen."""
    expect_choice(q_regression.get(), "d", WHY_NOT)
