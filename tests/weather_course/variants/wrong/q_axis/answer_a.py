# fails: test_answer
# hint: one axis stays
q_axis = "a"
