# fails: test_answer
# hint: in quotes and without anything else
q_adding_up = 3
