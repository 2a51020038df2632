# fails: test_answer
# hint: A high number makes people less willing to disagree, and not more
q_human_in_the_loop = "c"
