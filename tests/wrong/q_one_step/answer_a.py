# fails: test_answer
# hint: 
q_one_step = "a"
