# fails: test_answer
# hint: 
q_new_split = "b"
