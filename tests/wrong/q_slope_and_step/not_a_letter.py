# fails: test_answer
# hint: one letter in quotes
q_slope_and_step = 3
