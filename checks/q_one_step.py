"""Hidden check of the question `q_one_step`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "Watch the signs: minus times minus.",
    "c": "That is a step with a learning rate of 1.",
    "d": "That step goes the wrong way, and is as long as the gradient.",
}


def test_answer(q_one_step):
    """The right letter was chosen."""
    expect_choice(q_one_step.get(), "b", WHY_NOT)
