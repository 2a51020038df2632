q_broadcast = 'a'
