q_accuracy_of_whom = 'c'
