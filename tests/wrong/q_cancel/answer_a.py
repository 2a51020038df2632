# fails: test_answer
# hint: That is the L1 distance; here nothing takes the absolute value.
q_cancel = "a"
