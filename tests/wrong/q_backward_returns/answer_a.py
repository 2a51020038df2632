# fails: test_answer
# hint: 
q_backward_returns = "a"
