# fails: test_answer
# hint: 
q_uint8 = "c"
