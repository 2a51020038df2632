q_human_in_the_loop = 'a'
