# fails: test_answer
# hint: A small rate makes everything slow, and both losses fall slowly
q_over_fitting = "a"
