# fails: test_answer
# hint: 0.5 is the border for sigmoids
q_threshold = "a"
