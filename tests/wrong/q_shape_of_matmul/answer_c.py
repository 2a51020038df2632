# fails: test_answer
# hint: A product of two matrices is a matrix
q_shape_of_matmul = "c"
