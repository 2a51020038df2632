# fails: test_answer
# hint: A 1 stretches to whatever it meets
q_broadcast = "c"
