# fails: test_answer
# hint: Its size stays what it was
q_new_split = "d"
