# fails: test_answer
# hint: This line makes a new tensor from old ones, which is always allowed
q_new_tensor = "d"
