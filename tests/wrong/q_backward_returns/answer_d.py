# fails: test_answer
# hint: That would be y.backward without parentheses
q_backward_returns = "d"
