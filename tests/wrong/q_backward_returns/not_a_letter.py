# fails: test_answer
# hint: in quotes and without anything else
q_backward_returns = 3
