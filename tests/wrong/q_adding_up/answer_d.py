# fails: test_answer
# hint: The slope of 2 * x does not depend on where x is
q_adding_up = "d"
