"""Hidden check of the question `q_uint8`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "uint8 has no negative numbers: it runs from 0 to 255.",
    "b": "It does not stop at zero. It goes on at the other end.",
    "c": "Nobody takes an absolute value here.",
}


def test_answer(q_uint8):
    """The right letter was chosen."""
    expect_choice(q_uint8.get(), "d", WHY_NOT)
