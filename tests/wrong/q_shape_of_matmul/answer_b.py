# fails: test_answer
# hint: The axis that both share is added up, and gone
q_shape_of_matmul = "b"
