"""Hidden check of the question `q_new_split`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "It takes no time worth speaking of.",
    "c": "New to the set, but are they new to the network?",
    "d": "Its size stays what it was.",
}


def test_answer(q_new_split):
    """The right letter was chosen."""
    expect_choice(q_new_split.get(), "a", WHY_NOT)
