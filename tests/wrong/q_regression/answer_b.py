# fails: test_answer
# hint: There are ten answers to choose from
q_regression = "b"
