# fails: test_answer
# hint: Ten more have the other sign
q_cancel = "c"
