# fails: test_answer
# hint: Each of the 10 activations has a weight for each of the 784 pixels: multiply.
q_parameters = "a"
