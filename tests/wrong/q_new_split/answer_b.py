# fails: test_answer
# hint: It takes no time worth speaking of
q_new_split = "b"
