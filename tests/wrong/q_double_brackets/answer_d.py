# fails: test_answer
# hint: The columns are never cut here
q_double_brackets = "d"
