"""Hidden check of the question `q_threshold`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "It is the other way round: 0.5 is the border for sigmoids. What is the sigmoid of 0.4?",
    "c": "With the border at 0, which of the four would come out wrong?",
    "d": "With the border at 0.5, what becomes of the picture with 0.4?",
}


def test_answer(q_threshold):
    """The right letter was chosen."""
    expect_choice(q_threshold.get(), "b", WHY_NOT)
