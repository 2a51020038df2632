# fails: test_answer
# hint: Your answer is an int, and should be one of the letters
q_axis = 4
