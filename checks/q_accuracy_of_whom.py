"""Hidden check of the question `q_accuracy_of_whom`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "The validation set came from the same people as the training set. Who else was measured?",
    "b": "Being right for some says nothing about being wrong for the others.",
    "d": "It may be. Where would that number come from?",
}


def test_answer(q_accuracy_of_whom):
    """The right letter was chosen."""
    expect_choice(q_accuracy_of_whom.get(), "c", WHY_NOT)
