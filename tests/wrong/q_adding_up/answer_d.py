# fails: test_answer
# hint: 
q_adding_up = "d"
