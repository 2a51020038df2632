# fails: test_answer
# hint: The second pair of brackets cuts something as well
q_double_brackets = "b"
