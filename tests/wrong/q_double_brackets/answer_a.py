# fails: test_answer
# hint: 
q_double_brackets = "a"
