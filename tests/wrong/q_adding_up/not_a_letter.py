# fails: test_answer
# hint: one letter in quotes
q_adding_up = 3
