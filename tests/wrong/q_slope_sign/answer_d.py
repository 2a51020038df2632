# fails: test_answer
# hint: The slope is a rate, not a place to go to
q_slope_sign = "d"
