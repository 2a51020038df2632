q_shape_of_matmul = 'a'
