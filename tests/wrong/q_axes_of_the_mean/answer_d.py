# fails: test_answer
# hint: For that, the mean would have to run over axis 0, the one that counts the pictures.
q_axes_of_the_mean = "d"
