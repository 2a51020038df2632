# fails: test_answer
# hint: The slope of the sigmoid is at most 0.25
q_sigmoid_slope = "b"
