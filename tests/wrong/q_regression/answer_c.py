# fails: test_answer
# hint: 
q_regression = "c"
