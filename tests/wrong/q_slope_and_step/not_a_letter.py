# fails: test_answer
# hint: in quotes and without anything else
q_slope_and_step = 3
