# fails: test_answer
# hint: For that, the mean has to be told to run over the last two axes only.
q_axes_of_the_mean = "b"
