# fails: test_answer
# hint: That would need somebody to have cleared the other nine
q_no_zeroing = "a"
