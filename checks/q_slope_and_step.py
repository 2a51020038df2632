"""Hidden check of the question `q_slope_and_step`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "A steep place can be close to the bottom or far from it: the slope alone does not know.",
    "b": "The height of a curve and its slope are two things; think of a steep place near the sea.",
    "c": "How many steps there are depends on how long each is.",
}


def test_answer(q_slope_and_step):
    """The right letter was chosen."""
    expect_choice(q_slope_and_step.get(), "d", WHY_NOT)
