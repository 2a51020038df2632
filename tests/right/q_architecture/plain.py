q_architecture = 'c'
