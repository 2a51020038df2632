# fails: test_answer
# hint: L1 counts every difference by its size; squares count a large one for much more than many small ones.
q_which_grows = "a"
