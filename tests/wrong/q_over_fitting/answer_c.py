# fails: test_answer
# hint: What was it that the network learnt then
q_over_fitting = "c"
