"""Hidden check of the question `q_rate_too_large`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "The loss grows faster and faster. Would more of the same bring it down?",
    "b": "Gradients that add up make steps longer, and these are too long as it is.",
    "d": "The steps already jump over the bottom; should they be longer?",
}


def test_answer(q_rate_too_large):
    """The right letter was chosen."""
    expect_choice(q_rate_too_large.get(), "c", WHY_NOT)
