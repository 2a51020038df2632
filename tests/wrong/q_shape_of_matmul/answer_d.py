# fails: test_answer
# hint: 
q_shape_of_matmul = "d"
