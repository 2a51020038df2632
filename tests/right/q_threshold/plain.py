q_threshold = 'b'
