# fails: test_answer
# hint: Watch the signs
q_one_step = "a"
