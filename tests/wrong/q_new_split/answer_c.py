# fails: test_answer
# hint: New to the set, but are they new to the network
q_new_split = "c"
