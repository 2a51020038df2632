q_double_brackets = 'c'
