# fails: test_answer
# hint: one letter in quotes, but is an int
q_axis = 4
