# fails: test_answer
# hint: Look at which tensor has changed, and whether the model knows of it
q_new_tensor = "c"
