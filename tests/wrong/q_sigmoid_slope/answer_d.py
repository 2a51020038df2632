# fails: test_answer
# hint: For a 3 with the prediction -12 the loss is almost 1
q_sigmoid_slope = "d"
