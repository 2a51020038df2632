# fails: test_answer
# hint: The validation set came from the same people as the training set
q_accuracy_of_whom = "a"
