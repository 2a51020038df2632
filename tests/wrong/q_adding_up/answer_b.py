# fails: test_answer
# hint: 10 is the value of 2 * x, and not its slope
q_adding_up = "b"
