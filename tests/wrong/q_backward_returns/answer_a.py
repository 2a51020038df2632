# fails: test_answer
# hint: 12 is the slope, and it can be found
q_backward_returns = "a"
