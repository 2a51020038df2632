"""Hidden check of the question `q_over_fitting`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "A small rate makes everything slow, and both losses fall slowly.",
    "c": "Then its loss would be low, and not rising.",
    "d": "One of the two losses is on pictures that matter. Which?",
}


def test_answer(q_over_fitting):
    """The right letter was chosen."""
    expect_choice(q_over_fitting.get(), "b", WHY_NOT)
