# fails: test_answer
# hint: 
q_new_tensor = "c"
