"""Hidden check of the question `q_sigmoid_slope`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "The loss is large here. But what does the sigmoid look like at -12?",
    "b": "The slope of the sigmoid is at most 0.25.",
    "d": "For a 3 with the prediction -12 the loss is almost 1.",
}


def test_answer(q_sigmoid_slope):
    """The right letter was chosen."""
    expect_choice(q_sigmoid_slope.get(), "c", WHY_NOT)
