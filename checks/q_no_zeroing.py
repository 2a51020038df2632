"""Hidden check of the question `q_no_zeroing`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "That would need somebody to have cleared the other nine.",
    "b": "PyTorch says nothing, and that is what makes this mistake so common.",
    "c": "Nobody divides by ten.",
}


def test_answer(q_no_zeroing):
    """The right letter was chosen."""
    expect_choice(q_no_zeroing.get(), "d", WHY_NOT)
