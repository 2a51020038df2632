q_one_step = " b"
