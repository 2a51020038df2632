# fails: test_answer
# hint: Nobody takes an absolute value here
q_uint8 = "c"
