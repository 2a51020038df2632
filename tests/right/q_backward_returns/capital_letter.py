q_backward_returns = "B"
