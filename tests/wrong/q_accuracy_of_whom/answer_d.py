# fails: test_answer
# hint: It may be
q_accuracy_of_whom = "d"
