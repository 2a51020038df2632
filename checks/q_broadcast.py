"""Hidden check of the question `q_broadcast`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "That would need shapes that are equal. Line them up from the right: 1 meets 64.",
    "c": "A 1 stretches to whatever it meets: each prediction meets 64 targets. With how many of them does it agree?",
    "d": "An error would be kind. These shapes can be broadcast, so PyTorch does it.",
}


def test_answer(q_broadcast):
    """The right letter was chosen."""
    expect_choice(q_broadcast.get(), "a", WHY_NOT)
