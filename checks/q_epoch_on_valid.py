"""Hidden check of the question `q_epoch_on_valid`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "It may have, or it may not: which pictures would show it?",
    "b": "The rate has nothing to do with it. On which pictures were the last steps taken?",
    "c": "Accuracy says something, if one knows which pictures it was counted on.",
}


def test_answer(q_epoch_on_valid):
    """The right letter was chosen."""
    expect_choice(q_epoch_on_valid.get(), "d", WHY_NOT)
