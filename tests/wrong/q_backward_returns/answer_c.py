# fails: test_answer
# hint: 8 is the value of y itself
q_backward_returns = "c"
