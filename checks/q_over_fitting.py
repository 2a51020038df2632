"""Hidden check of the question `q_over_fitting`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "There the gap is smallest. But what does the validation loss do after that?",
    "c": "From 10 to 20 the training loss went on falling. What was it that the network learnt then?",
    "d": "One of the two losses is on pictures that matter. Which?",
}


def test_answer(q_over_fitting):
    """The right letter was chosen."""
    expect_choice(q_over_fitting.get(), "b", WHY_NOT)
