# fails: test_answer
# hint: There are two answers, and one border between them
q_threshold = "c"
