"""Hidden check of the question `q_axis`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "Without an axis one number would be left; here one axis stays.",
    "b": "axis=0 is the axis that goes away, and it counts the days.",
}


def test_answer(q_axis):
    """The right letter was chosen."""
    expect_choice(q_axis.get(), "c", WHY_NOT)
