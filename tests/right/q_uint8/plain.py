q_uint8 = 'd'
