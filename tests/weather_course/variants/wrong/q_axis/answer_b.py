# fails: test_answer
# hint: the axis that goes away
q_axis = "b"
