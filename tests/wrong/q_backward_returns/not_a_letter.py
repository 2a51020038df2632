# fails: test_answer
# hint: one letter in quotes
q_backward_returns = 3
