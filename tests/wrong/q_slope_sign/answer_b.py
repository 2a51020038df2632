# fails: test_answer
# hint: A negative slope means that the curve falls to the right
q_slope_sign = "b"
