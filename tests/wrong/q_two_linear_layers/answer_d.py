# fails: test_answer
# hint: Squeezing into 0 to 1 is what sigmoid does, and mnist_loss applies it to either model.
q_two_linear_layers = "d"
