# fails: test_answer
# hint: A steep place can be close to the bottom or far from it
q_slope_and_step = "a"
