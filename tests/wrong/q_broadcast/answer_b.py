# fails: test_answer
# hint: 
q_broadcast = "b"
