"""Hidden check of the question `q_metric_and_loss`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "Slow progress needs a slope, too. How large is it, as long as no picture changes sides?",
    "b": "A step follows the slope at the place where the weights stand. How often is that exactly on a jump?",
    "c": "1 minus the accuracy does get smaller as the accuracy grows. Is there a slope to follow?",
}


def test_answer(q_metric_and_loss):
    """The right letter was chosen."""
    expect_choice(q_metric_and_loss.get(), "d", WHY_NOT)
