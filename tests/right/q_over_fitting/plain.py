q_over_fitting = 'b'
