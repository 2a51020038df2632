# fails: test_answer
# hint: 
q_accuracy_of_whom = "b"
