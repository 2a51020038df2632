"""Hidden check of the question `q_which_grows`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "L1 counts every difference by its size; squares count a large one for much more than many small ones.",
    "b": "Square, mean, root, for the second: 1.0 squared is 1.0, at a tenth of the pixels. What is the mean, and what its root?",
    "d": "Which of the two has the large differences? Squaring makes those count for more.",
}


def test_answer(q_which_grows):
    """The right letter was chosen."""
    expect_choice(q_which_grows.get(), "c", WHY_NOT)
