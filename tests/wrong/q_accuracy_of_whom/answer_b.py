# fails: test_answer
# hint: Being right for some says nothing about being wrong for the others
q_accuracy_of_whom = "b"
