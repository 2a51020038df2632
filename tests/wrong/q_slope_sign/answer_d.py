# fails: test_answer
# hint: 
q_slope_sign = "d"
