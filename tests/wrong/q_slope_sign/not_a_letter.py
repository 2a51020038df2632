# fails: test_answer
# hint: one letter in quotes
q_slope_sign = 3
