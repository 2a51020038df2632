# fails: test_answer
# hint: One of the two losses is on pictures that matter
q_over_fitting = "d"
