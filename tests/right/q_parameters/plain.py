q_parameters = 'c'
