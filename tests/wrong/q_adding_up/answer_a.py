# fails: test_answer
# hint: 2 is the slope of one call
q_adding_up = "a"
