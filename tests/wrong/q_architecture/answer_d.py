# fails: test_answer
# hint: Where it is trained does not matter
q_architecture = "d"
