"""Hidden check of the question `q_new_tensor`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "The name w now belongs to a new tensor. Which tensor does the model use?",
    "c": "Look at which tensor has changed, and whether the model knows of it.",
    "d": "This line makes a new tensor from old ones, which is always allowed.",
}


def test_answer(q_new_tensor):
    """The right letter was chosen."""
    expect_choice(q_new_tensor.get(), "a", WHY_NOT)
