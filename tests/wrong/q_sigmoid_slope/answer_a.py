# fails: test_answer
# hint: The loss is large here
q_sigmoid_slope = "a"
