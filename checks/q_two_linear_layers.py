"""Hidden check of the question `q_two_linear_layers`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "For that, something between the layers has to be bent.",
    "c": "It has more weights, and they all end in one weighted sum: write the two sums into each other.",
    "d": "Squeezing into 0 to 1 is what sigmoid does, and mnist_loss applies it to either model.",
}


def test_answer(q_two_linear_layers):
    """The right letter was chosen."""
    expect_choice(q_two_linear_layers.get(), "a", WHY_NOT)
