"""Hidden check of the question `q_backward_returns`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "12 is the slope, and it can be found; but not in what backward() returns.",
    "c": "8 is the value of y itself; backward() is about slopes, and leaves them elsewhere.",
    "d": "That would be y.backward without parentheses; here it was called.",
}


def test_answer(q_backward_returns):
    """The right letter was chosen."""
    expect_choice(q_backward_returns.get(), "b", WHY_NOT)
