# fails: test_answer
# hint: 
q_slope_sign = "b"
