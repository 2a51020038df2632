# fails: test_answer
# hint: That is a step with a learning rate of 1
q_one_step = "c"
