# fails: test_answer
# hint: The name w now belongs to a new tensor
q_new_tensor = "b"
