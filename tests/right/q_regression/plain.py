q_regression = 'd'
