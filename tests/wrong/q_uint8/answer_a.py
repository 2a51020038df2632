# fails: test_answer
# hint: uint8 has no negative numbers
q_uint8 = "a"
