# fails: test_answer
# hint: Square, mean, root, for the second: 1.0 squared is 1.0, at a tenth of the pixels. What is the mean, and what its root?
q_which_grows = "b"
