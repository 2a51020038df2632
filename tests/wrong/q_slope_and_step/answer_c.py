# fails: test_answer
# hint: 
q_slope_and_step = "c"
