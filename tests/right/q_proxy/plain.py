q_proxy = 'b'
