# fails: test_answer
# hint: 
q_over_fitting = "c"
