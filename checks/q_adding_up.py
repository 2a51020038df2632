"""Hidden check of the question `q_adding_up`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "2 is the slope of one call. What does the second call do to a gradient that is there already?",
    "b": "10 is the value of 2 * x, and not its slope.",
    "d": "The slope of 2 * x does not depend on where x is.",
}


def test_answer(q_adding_up):
    """The right letter was chosen."""
    expect_choice(q_adding_up.get(), "c", WHY_NOT)
