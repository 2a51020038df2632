# fails: test_answer
# hint: Nothing moves by itself
q_slope_sign = "c"
