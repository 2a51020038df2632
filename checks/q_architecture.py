"""Hidden check of the question `q_architecture`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "resnet18 is the same plan for everybody. Are the networks of all the same?",
    "b": "Size is not the point: both have the same layers.",
    "d": "Parameters come from where a training starts and how it goes, and not from the digits alone.",
}


def test_answer(q_architecture):
    """The right letter was chosen."""
    expect_choice(q_architecture.get(), "c", WHY_NOT)
