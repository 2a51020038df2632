"""Hidden check of the question `q_double_brackets`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "That would be t[2:10, 1:4]. Here there are two pairs of brackets.",
    "b": "The second pair of brackets cuts something as well. What?",
    "d": "The second pair counts its rows in what the first pair left, where row 0 is row 2 of t.",
}


def test_answer(q_double_brackets):
    """The right letter was chosen."""
    expect_choice(q_double_brackets.get(), "c", WHY_NOT)
