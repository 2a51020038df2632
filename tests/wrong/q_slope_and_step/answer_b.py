# fails: test_answer
# hint: The height of a curve and its slope are two things
q_slope_and_step = "b"
