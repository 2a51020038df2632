# fails: test_answer
# hint: That is the linear model: 784 weights and a bias.
q_parameters = "d"
