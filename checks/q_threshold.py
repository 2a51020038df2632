"""Hidden check of the question `q_threshold`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "0.5 is the border for sigmoids. What is the sigmoid of 0.2?",
    "c": "There are two answers, and one border between them.",
    "d": "Each picture is judged by itself.",
}


def test_answer(q_threshold):
    """The right letter was chosen."""
    expect_choice(q_threshold.get(), "b", WHY_NOT)
