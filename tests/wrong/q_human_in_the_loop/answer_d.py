# fails: test_answer
# hint: Experts who may not disagree, or have ten seconds, decide nothing
q_human_in_the_loop = "d"
