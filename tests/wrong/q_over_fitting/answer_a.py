# fails: test_answer
# hint: There the gap is smallest
q_over_fitting = "a"
