q_which_grows = 'c'
