# fails: test_answer
# hint: 
q_threshold = "c"
