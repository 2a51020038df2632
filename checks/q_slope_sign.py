"""Hidden check of the question `q_slope_sign`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "A negative slope means that the curve falls to the right. On which side is the loss smaller, then?",
    "c": "Nothing moves by itself. The slope says what would happen if the weight grew.",
    "d": "The slope is a rate, not a place to go to.",
}


def test_answer(q_slope_sign):
    """The right letter was chosen."""
    expect_choice(q_slope_sign.get(), "a", WHY_NOT)
