"""Hidden check of the question `q_human_in_the_loop`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "b": "A signature shows that somebody signed. What if there are 400 a day?",
    "c": "A high number makes people less willing to disagree, and not more.",
    "d": "Experts who may not disagree, or have ten seconds, decide nothing.",
}


def test_answer(q_human_in_the_loop):
    """The right letter was chosen."""
    expect_choice(q_human_in_the_loop.get(), "a", WHY_NOT)
