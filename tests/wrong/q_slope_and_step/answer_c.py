# fails: test_answer
# hint: How many steps there are depends on how long each is
q_slope_and_step = "c"
