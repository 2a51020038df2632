"""Hidden check of the question `q_axes_of_the_mean`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "For that, the mean has to be told to run over the last two axes only.",
    "c": "Broadcasting takes care of the shapes: the one picture is compared with each of the 1010.",
    "d": "For that, the mean would have to run over axis 0, the one that counts the pictures.",
}


def test_answer(q_axes_of_the_mean):
    """The right letter was chosen."""
    expect_choice(q_axes_of_the_mean.get(), "a", WHY_NOT)
