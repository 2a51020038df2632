# fails: test_answer
# hint: 
q_human_in_the_loop = "c"
