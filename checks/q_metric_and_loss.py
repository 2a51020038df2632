"""Hidden check of the question `q_metric_and_loss`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "It is one comparison and a mean, and faster than the loss.",
    "b": "It is a share: between 0 and 1.",
    "c": "So does every loss of this course.",
}


def test_answer(q_metric_and_loss):
    """The right letter was chosen."""
    expect_choice(q_metric_and_loss.get(), "d", WHY_NOT)
