# fails: test_answer
# hint: That step goes the wrong way, and is as long as the gradient
q_one_step = "d"
