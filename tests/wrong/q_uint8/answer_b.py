# fails: test_answer
# hint: It does not stop at zero
q_uint8 = "b"
