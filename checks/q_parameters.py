"""Hidden check of the question `q_parameters`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "Each of the 10 activations has a weight for each of the 784 pixels: multiply.",
    "b": "Those are the weights of both layers. What else does a linear layer have?",
    "d": "That is the linear model: 784 weights and a bias.",
}


def test_answer(q_parameters):
    """The right letter was chosen."""
    expect_choice(q_parameters.get(), "c", WHY_NOT)
