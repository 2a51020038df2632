q_two_linear_layers = 'a'
