# fails: test_answer
# hint: For that, something between the layers has to be bent.
q_two_linear_layers = "b"
