# fails: test_answer
# hint: The answer is yes or no
q_regression = "c"
