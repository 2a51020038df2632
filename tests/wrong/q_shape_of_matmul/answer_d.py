# fails: test_answer
# hint: The inner sizes agree
q_shape_of_matmul = "d"
