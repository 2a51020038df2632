q_cancel = 'b'
