q_new_split = 'a'
