# fails: test_answer
# hint: There are differences in 60 places: 30 of one sign, 30 of the other.
q_cancel = "c"
