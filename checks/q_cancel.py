"""Hidden check of the question `q_cancel`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "That is the L1 distance; here nothing takes the absolute value.",
    "c": "Those are the differences of one sign. Ten more have the other sign: what do they do to the sum?",
    "d": "That is the RMSE; here nothing is squared, and no root is taken.",
}


def test_answer(q_cancel):
    """The right letter was chosen."""
    expect_choice(q_cancel.get(), "b", WHY_NOT)
