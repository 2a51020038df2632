"""Hidden check of the question `q_proxy`."""

from autograder.checking import expect_choice

WHY_NOT = {
    "a": "What else in an application goes along with gender?",
    "c": "It will choose as its data taught it.",
    "d": "Deleting a column deletes a name, and not what the other columns know.",
}


def test_answer(q_proxy):
    """The right letter was chosen."""
    expect_choice(q_proxy.get(), "b", WHY_NOT)
