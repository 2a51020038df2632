"""Hidden check of the question `q_steps_in_an_epoch`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "15 batches are full. What becomes of the 40 pictures that are left?",
    "c": "64 is the number of pictures in a batch; a step is taken for each batch.",
    "d": "That would be a step for each picture; a step is taken for each batch.",
}


def test_answer(q_steps_in_an_epoch):
    """The right letter was chosen."""
    expect_choice(q_steps_in_an_epoch.get(), "b", WHY_NOT)
