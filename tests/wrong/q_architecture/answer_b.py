# fails: test_answer
# hint: Size is not the point
q_architecture = "b"
