"""Hidden check of the question `q_shape_of_matmul`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "The axis that both share is added up, and gone.",
    "c": "A product of two matrices is a matrix.",
    "d": "The inner sizes agree: 784 and 784.",
}


def test_answer(q_shape_of_matmul):
    """The right letter was chosen."""
    expect_choice(q_shape_of_matmul.get(), "a", WHY_NOT)
