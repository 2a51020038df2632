"""Hidden check of the question `q_cancel`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "That is the L1 distance; here nothing takes the absolute value.",
    "c": "There are differences in 60 places: 30 of one sign, 30 of the other.",
    "d": "That is the RMSE; here nothing is squared, and no root is taken.",
}


def test_answer(q_cancel):
    """The right letter was chosen."""
    expect_choice(q_cancel.get(), "b", WHY_NOT)
