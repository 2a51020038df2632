q_sigmoid_slope = 'c'
