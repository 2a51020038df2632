# fails: test_answer
# hint: Those are the weights of both layers. What else does a linear layer have?
q_parameters = "b"
