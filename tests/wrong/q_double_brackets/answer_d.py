# fails: test_answer
# hint: The second pair counts its rows in what the first pair left
q_double_brackets = "d"
