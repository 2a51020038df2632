# fails: test_answer
# hint: 
q_sigmoid_slope = "a"
