# fails: test_answer
# hint: Which of the two has the large differences? Squaring makes those count for more.
q_which_grows = "d"
