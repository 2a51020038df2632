# fails: test_answer
# hint: 
q_architecture = "d"
