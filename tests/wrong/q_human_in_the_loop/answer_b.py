# fails: test_answer
# hint: A signature shows that somebody signed
q_human_in_the_loop = "b"
