# fails: test_answer
# hint: Broadcasting takes care of the shapes: the one picture is compared with each of the 1010.
q_axes_of_the_mean = "c"
