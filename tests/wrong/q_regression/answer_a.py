# fails: test_answer
# hint: There are two answers to choose from
q_regression = "a"
